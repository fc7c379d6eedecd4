"""Searching everything at once: entries and profiles, the best first whatever they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial, singledispatch
from itertools import chain
from typing import TYPE_CHECKING, Any

import graphene
from django.db.models import Model

from core.search import Passage, best_passage, query_stems
from core.text import plain_text
from directory import selectors as directory
from directory.models import ActivatorProfile as ProfileModel
from pages import selectors as pages
from pages.models import FaqEntry as EntryModel
from pages.search import search_entries
from schema.arguments import checked_query
from schema.connections import connection_type, page_arguments
from schema.context import Info
from schema.directory import loading as directory_loading
from schema.directory.types.profile import ActivatorProfile
from schema.engine.batch import gather
from schema.engine.pagination import (
    Connection,
    Edge,
    Key,
    PageArguments,
    PageInfo,
    database_id,
    decode_cursor,
    encode_cursor,
    whole_number,
)
from schema.engine.plan.columns import whole
from schema.node import type_of
from schema.pages import loading
from schema.pages.types.faq import FaqEntry
from schema.scalars import HTML
from schema.types.enums import enum_type
from schema.types.page import own_words

if TYPE_CHECKING:
    from core.visibility import PublicScope
    from schema.context import Context


class SearchTypeChoice(Enum):
    FAQ_ENTRY = "faq_entry"
    ACTIVATOR = "activator"


SearchType = enum_type(
    SearchTypeChoice,
    "SearchType",
    "Kinds of things the search finds.",
    {"FAQ_ENTRY": "Entries of the FAQ.", "ACTIVATOR": "Profiles of activators."},
)


class SearchHit(graphene.Union):
    """Something the search finds."""

    class Meta:
        types = (FaqEntry, ActivatorProfile)

    @classmethod
    def resolve_type(cls, instance: Any, info: Info) -> Any:
        return type_of(instance)


@dataclass(slots=True)
class ResultEdge(Edge[Any]):
    """Something that was found, and the stems it was found by."""

    wanted: Sequence[str]


def _passage(edge: ResultEdge, info: Info) -> Passage:
    return best_passage(passages_of(edge.node, info.context), edge.wanted)


SearchConnection = connection_type(
    SearchHit,
    "Search",
    "results",
    excerpt=graphene.Field(HTML, required=True, description="A passage, with the words looked for in `mark`."),
    resolve_excerpt=staticmethod(lambda edge, info: _passage(edge, info).excerpt(edge.wanted)),
    anchor=graphene.String(
        description="Fragment of the question that matches best, in an entry that answers several (rule E3)."
    ),
    resolve_anchor=staticmethod(lambda edge, info: _passage(edge, info).anchor),
)
whole("SearchEdge", EntryModel, ProfileModel, fields=("excerpt", "anchor"))


@singledispatch
def passages_of(node: Any, context: Context) -> list[Passage]:
    """What a hit can be shown by."""
    return [Passage(None, [own_words(node, context)])]


@passages_of.register(EntryModel)
def _entry_passages(entry: EntryModel, context: Context) -> list[Passage]:
    """The entry as a whole by its question and keywords, then each of the questions it answers."""
    keywords = ", ".join(loading.keywords(entry))
    questions = loading.answer(entry, context).questions
    if len(questions) == 1:
        return [Passage(entry.anchor, [plain_text(questions[0].answer_html), entry.title, keywords])]
    parts = [Passage(one.anchor, [plain_text(one.answer_html), one.question]) for one in questions]
    whole = Passage(entry.anchor, [loading.answer(entry, context).text, entry.title, keywords])
    return [Passage(entry.anchor, [entry.title, keywords]), *parts, whole]


@passages_of.register(ProfileModel)
def _profile_passages(profile: ProfileModel, context: Context) -> list[Passage]:
    themes = ", ".join(theme.name for theme in directory_loading.themes(profile, context))
    sectors = ", ".join(sector.name for sector in directory_loading.sectors(profile, context))
    names = (
        f"{profile.first_name} {profile.last_name}, {profile.public_organisation.name}, {profile.postal_address.city}"
    )
    return [Passage(None, [own_words(profile, context), names, themes, sectors])]


# Where a hit stands: better scores first, then entries before profiles, then by the id.
_Rank = tuple[int, int, int]
_KEYS = (Key("score", parse=whole_number), Key("kind", parse=whole_number), Key("id", parse=database_id))


@dataclass(frozen=True, slots=True)
class _Found:
    """The first hits of one kind after a place: their ranks, what they were found by, and how many there are in all."""

    ranks: list[_Rank]
    count: Any
    wanted: Sequence[str]


def _entries(query: str, after: _Rank | None, size: int, scope: PublicScope) -> _Found:
    ranks = sorted((-hit.score, 0, hit.entry_id) for hit in search_entries(query, scope))
    first = [rank for rank in ranks if after is None or rank > after][:size]
    return _Found(first, lambda: len(ranks), query_stems(query))


def _profiles(query: str, after: _Rank | None, size: int, scope: PublicScope) -> _Found:
    # Entries stand before profiles of the same score: after an entry come all of those.
    place = None if after is None else (-after[0], after[2] if after[1] else None)
    best = directory.best_profiles(query, scope, size, place)
    ranks = [(-score, 1, pk) for score, pk in best.ranks]
    return _Found(ranks, best.count, list(chain.from_iterable(best.understood.words)))


def search(query: str, kinds: Sequence[SearchTypeChoice] | None, arguments: PageArguments, context: Context) -> Any:
    """A page of hits of these kinds, in one order."""
    after = None
    if arguments.after is not None:
        after = tuple(decode_cursor(arguments.after, _KEYS, "after"))
    sources = {SearchTypeChoice.FAQ_ENTRY: _entries, SearchTypeChoice.ACTIVATOR: _profiles}
    asked = [source for kind, source in sources.items() if kinds is None or kind in kinds]
    found = [source(query, after, arguments.size + 1, context.scope) for source in asked]
    ranks = sorted(chain.from_iterable(one.ranks for one in found))
    wanted = list(chain.from_iterable(one.wanted for one in found))
    edges = _edges(ranks[: arguments.size], wanted, context)
    info = PageInfo(edges, has_next_page=len(ranks) > arguments.size, has_previous_page=after is not None)
    return Connection(edges, info, lambda: sum(one.count() for one in found))


def _edges(ranks: Sequence[_Rank], wanted: Sequence[str], context: Context) -> list[Edge[Any]]:
    loaders: Sequence[tuple[Any, type[Model]]] = (
        (pages.entries_by_id, EntryModel),
        (directory.profiles_by_id, ProfileModel),
    )
    nodes: dict[tuple[int, int], Any] = {}
    for kind, (load, model) in enumerate(loaders):
        if ids := [pk for _, of_kind, pk in ranks if of_kind == kind]:
            by_id = load(ids, context.scope, context.columns_of(model))
            gather(by_id.values())
            nodes |= {(kind, pk): node for pk, node in by_id.items()}
    found: list[Any] = [
        ResultEdge(nodes[rank[1:]], partial(encode_cursor, rank, _KEYS), wanted) for rank in ranks if rank[1:] in nodes
    ]
    return found


class SearchQuery(graphene.ObjectType):
    """The search's part of the root."""

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

    @staticmethod
    def resolve_search(root: None, info: Info, query: str, types: Sequence[Any] | None = None, **page: Any) -> Any:
        return search(checked_query(query), types, PageArguments.of(**page), info.context)
