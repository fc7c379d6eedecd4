"""Connection types, all of the same shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene
from graphene.relay import PageInfo

from schema.engine.pagination import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE


def connection_type(
    node: Any, name: str, noun: str, *, connection_members: Mapping[str, Any] | None = None, **edge_members: Any
) -> type[graphene.ObjectType]:
    """`<name>Connection` and `<name>Edge` for a node type; `noun` names its nodes in descriptions.

    `edge_members` and `connection_members` are further fields of either, and their resolvers.
    """
    edge = type(
        f"{name}Edge",
        (graphene.ObjectType,),
        {
            "__doc__": f"One of the {noun} of a page, with its cursor.",
            "cursor": graphene.String(required=True, description="Its place in the list, for `after` and `before`."),
            "node": graphene.Field(node, required=True, description="The object itself."),
            **edge_members,
        },
    )
    return type(
        f"{name}Connection",
        (graphene.ObjectType,),
        {
            "__doc__": f"A page of a list of {noun}.",
            "edges": graphene.List(graphene.NonNull(edge), required=True, description="The page, with cursors."),
            "nodes": graphene.List(graphene.NonNull(node), required=True, description="The page, without cursors."),
            "page_info": graphene.Field(PageInfo, required=True, description="What is before and after the page."),
            "total_count": graphene.Int(required=True, description=f"How many {noun} match, on all pages."),
            "resolve_total_count": staticmethod(lambda connection, info: connection.count()),
            **(connection_members or {}),
        },
    )


def page_arguments(*, backward: bool = True) -> dict[str, graphene.Argument]:
    """The Relay arguments of a connection field."""
    size = f"1 to {MAX_PAGE_SIZE}"
    arguments = {
        "first": graphene.Argument(
            graphene.Int, description=f"Size of the page, {size}; {DEFAULT_PAGE_SIZE} when no size is given."
        ),
        "after": graphene.Argument(graphene.String, description="Start after this cursor."),
    }
    if backward:
        arguments["last"] = graphene.Argument(
            graphene.Int, description=f"Size of a page taken from the end, {size}; not together with `first`."
        )
        arguments["before"] = graphene.Argument(graphene.String, description="Stop before this cursor.")
    return arguments
