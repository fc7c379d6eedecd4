"""The root fields of the content. Each is one call of a selector."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import graphene
from django.db.models import DateField, F
from django.db.models.expressions import Value
from django.db.models.functions import Coalesce

from core.routing import Route as RouteResult
from core.routing import resolve_path
from pages import models, selectors
from pages.search import Hit, search_entries
from pages.site import portal_site
from schema.connections import page_arguments
from schema.context import Info
from schema.engine.batch import gather
from schema.engine.pagination import Connection, Edge, Key, PageArguments, paginate, paginate_list
from schema.errors import BadUserInput
from schema.pages.types.enums import FaqEntryOrder, FaqEntryOrderChoice, SearchType
from schema.pages.types.faq import DatedUpdateConnection, FaqEntry, FaqEntryConnection, FaqPage
from schema.pages.types.inputs import FaqEntryFilter, UpdateFilter
from schema.pages.types.plain import Route, Site
from schema.pages.types.search import ResultEdge, SearchConnection

QUERY_MAX_LENGTH = 500  # characters of a search
_PLACE = Key("path")
_NEVER, _ALWAYS = Value(date.min, DateField()), Value(date.max, DateField())
# How each order is made: annotations that leave no null, and keys that end with a unique one.
_ENTRY_ORDERS: dict[FaqEntryOrderChoice, tuple[dict[str, Any], tuple[Key, ...]]] = {
    FaqEntryOrderChoice.TREE: ({}, (_PLACE,)),
    FaqEntryOrderChoice.TITLE: ({}, (Key("title_folded"), _PLACE)),
    FaqEntryOrderChoice.UPDATED_DESC: (
        {"updated_key": Coalesce(F("updated_on"), _NEVER)},
        (Key("updated_key", descending=True, parse=date.fromisoformat), _PLACE),
    ),
    FaqEntryOrderChoice.UPDATED_ASC: (
        {"updated_key": Coalesce(F("updated_on"), _ALWAYS)},
        (Key("updated_key", parse=date.fromisoformat), _PLACE),
    ),
}


def _database_id(text: str) -> int:
    value = int(text)
    if not 0 <= value < 2**63:
        raise ValueError
    return value


_UPDATE_KEYS = (
    Key("date", descending=True, parse=date.fromisoformat),
    Key("pk", descending=True, parse=_database_id),
)
_HIT_KEYS = (Key("score", descending=True, parse=int), _PLACE)


def _checked_query(query: str) -> str:
    if len(query) > QUERY_MAX_LENGTH:
        raise BadUserInput(f"A search has at most {QUERY_MAX_LENGTH} characters.", argument="query")
    return query


class PagesQuery(graphene.ObjectType):
    """The content's part of the root."""

    route = graphene.Field(
        Route,
        required=True,
        path=graphene.Argument(graphene.String, required=True, description="Public path, such as `/faq/`."),
        description="What lives at a public path: content, a redirect, nothing any more, or nothing.",
    )
    faq = graphene.Field(
        FaqPage,
        slug=graphene.Argument(graphene.String, required=True, default_value="faq", description="Its last path part."),
        description="A FAQ with its themes and entries; null when there is no public one.",
    )
    faq_entry = graphene.Field(
        FaqEntry,
        slug=graphene.Argument(graphene.String, required=True, description="Its last path part."),
        description="An entry of the FAQ; null when there is no public one. `route` knows former addresses.",
    )
    faq_entries = graphene.Field(
        FaqEntryConnection,
        required=True,
        filter=graphene.Argument(FaqEntryFilter, description="Which entries; all when it is not given."),
        order_by=graphene.Argument(
            FaqEntryOrder,
            required=True,
            default_value=FaqEntryOrderChoice.TREE,
            description="In which order.",
        ),
        **page_arguments(),
        description="Entries of the FAQ.",
    )
    updates = graphene.Field(
        DatedUpdateConnection,
        required=True,
        filter=graphene.Argument(UpdateFilter, description="Which updates; all when it is not given."),
        **page_arguments(),
        description="Dated updates, newest first.",
    )
    search = graphene.Field(
        SearchConnection,
        required=True,
        query=graphene.Argument(
            graphene.String,
            required=True,
            description="Words. Accents, case, plurals and ligatures make no difference; operators mean nothing.",
        ),
        types=graphene.Argument(
            graphene.List(graphene.NonNull(SearchType)),
            description="Kinds of results; all when it is not given.",
        ),
        **page_arguments(backward=False),
        description="Full-text search, best results first.",
    )
    site = graphene.Field(Site, required=True, description="What stands around all pages.")

    @staticmethod
    def resolve_route(root: None, info: Info, path: str) -> RouteResult:
        return resolve_path(path, info.context.scope)

    @staticmethod
    def resolve_faq(root: None, info: Info, slug: str) -> models.FaqPage | None:
        return models.FaqPage.objects.public(info.context.scope).filter(slug=slug).first()

    @staticmethod
    def resolve_faq_entry(root: None, info: Info, slug: str) -> models.FaqEntry | None:
        return selectors.public_entries(info.context.scope).filter(slug=slug).first()

    @staticmethod
    def resolve_faq_entries(
        root: None,
        info: Info,
        order_by: FaqEntryOrderChoice,
        filter: Any = None,
        **page: Any,
    ) -> Connection[models.FaqEntry]:
        criteria = selectors.EntryCriteria(**(filter or {}))
        _checked_query(criteria.query or "")
        annotations, keys = _ENTRY_ORDERS[order_by]
        found = selectors.entries(criteria, info.context.scope).annotate(**annotations)
        return paginate(found, keys, PageArguments.of(**page))

    @staticmethod
    def resolve_updates(root: None, info: Info, filter: Any = None, **page: Any) -> Any:
        criteria = selectors.UpdateCriteria(**(filter or {}))
        found = selectors.updates(criteria, info.context.scope)
        return paginate(found, _UPDATE_KEYS, PageArguments.of(**page))

    @staticmethod
    def resolve_search(root: None, info: Info, query: str, types: Sequence[Any] | None = None, **page: Any) -> Any:
        arguments = PageArguments.of(**page)
        scope = info.context.scope
        hits = [] if types == [] else search_entries(_checked_query(query), scope)
        found = paginate_list(hits, lambda hit: (hit.score, hit.path), _HIT_KEYS, arguments)
        return Connection(_result_edges(found.edges, query, scope), found.page_info, found.count)

    @staticmethod
    def resolve_site(root: None, info: Info) -> Any:
        return portal_site(info.context.scope)


def _result_edges(edges: Sequence[Edge[Hit]], query: str, scope: Any) -> Any:
    """The entries of a page of hits."""
    by_id = selectors.entries_by_id([edge.node.entry_id for edge in edges], scope)
    gather(by_id.values())
    return [ResultEdge(by_id[edge.node.entry_id], edge.cursor, query) for edge in edges if edge.node.entry_id in by_id]
