"""Search results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from pages.models import FaqEntry as FaqEntryModel
from pages.search import excerpt
from schema.connections import connection_type
from schema.context import Info
from schema.node import type_of
from schema.pages import loading
from schema.pages.types.faq import FaqEntry
from schema.scalars import HTML


class SearchHit(graphene.Union):
    """Something the search finds."""

    class Meta:
        types = (FaqEntry,)

    @classmethod
    def resolve_type(cls, instance: Any, info: Info) -> Any:
        return type_of(instance)


@dataclass(slots=True)
class ResultEdge:
    """An entry that was found, and what was looked for."""

    node: FaqEntryModel
    cursor: str
    query: str


def _excerpt(edge: ResultEdge, info: Info) -> str:
    return excerpt(loading.answer(edge.node, info.context).text, edge.query)


SearchConnection = connection_type(
    SearchHit,
    "Search",
    "results",
    excerpt=graphene.Field(HTML, required=True, description="A passage, with the words looked for in `mark`."),
    resolve_excerpt=staticmethod(_excerpt),
)
