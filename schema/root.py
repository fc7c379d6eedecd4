"""What is served: the root of the schema, and the schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import graphene

from schema.bindings import BLOCKS
from schema.context import Info
from schema.directory.account_mutations import AccountMutations
from schema.directory.application_mutations import ApplicationMutations
from schema.directory.application_queries import ApplicationQuery
from schema.directory.queries import DirectoryQuery
from schema.directory.types.marks import MarksQuery
from schema.directory.types.page import DirectoryPage
from schema.node import Node, fetch_node, fetch_nodes
from schema.pages.queries import PagesQuery
from schema.pages.types.plain import ContentPage, HomePage
from schema.routing import RoutingQuery
from schema.rules import RulesQuery
from schema.search import SearchQuery


class Query(
    RoutingQuery, PagesQuery, DirectoryQuery, ApplicationQuery, SearchQuery, RulesQuery, MarksQuery, graphene.ObjectType
):
    """Everything that is read. Only what is public comes out, whoever asks, but for what a key opens and `viewer`."""

    node = graphene.Field(
        Node,
        id=graphene.Argument(graphene.ID, required=True, description="Global identifier."),
        description="The object with this global id; null when there is no public one.",
    )
    nodes = graphene.List(
        Node,
        required=True,
        ids=graphene.Argument(
            graphene.List(graphene.NonNull(graphene.ID)),
            required=True,
            description="Global identifiers, at most 100.",
        ),
        description="The objects with these global ids, in the same order; null for each that is not public or no id.",
    )

    @staticmethod
    def resolve_node(root: None, info: Info, id: str) -> Any:
        return fetch_node(id, info.context)

    @staticmethod
    def resolve_nodes(root: None, info: Info, ids: Sequence[str]) -> list[Any]:
        return fetch_nodes(ids, info.context)


class Mutation(ApplicationMutations, AccountMutations, graphene.ObjectType):
    """Everything that writes: files of applicants, and one's own profile."""


schema = graphene.Schema(query=Query, mutation=Mutation, types=[*BLOCKS.values(), HomePage, ContentPage, DirectoryPage])
