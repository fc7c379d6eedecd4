"""Full-text search of entries, the same on SQLite and on PostgreSQL.

Text and query go through one step of our own (accents and ligatures folded, words cut to their French stems,
see `core.text`). Wagtail's search backend finds the candidates; which of them match and how well is then
decided here, from the stored stems, so that no database's own idea of French matters.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.search.query import PlainText

from core.search import query_stems
from pages.models import FaqEntry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.visibility import PublicScope

_WEIGHTS = (10, 6, 1, 2)  # of a word in the question, the keywords, the answer, the theme
_WORD_COUNT_MAX = 5  # a word that comes back more often counts no more


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that matches; `score` is higher for a better match, `path` is its place in the tree."""

    entry_id: int
    score: int
    path: str


def search_entries(query: str, scope: PublicScope) -> list[Hit]:
    """Public entries that match, best first; ties in the tree's order.

    An entry matches when it has every word of the query; when none has, those that have any.
    At most two statements of a database, whatever the number of entries.
    """
    wanted = query_stems(query)
    if not wanted:
        return []
    hits = _search(wanted, "and", scope)
    return hits if hits or len(wanted) == 1 else _search(wanted, "or", scope)


def _search(wanted: list[str], operator: str, scope: PublicScope) -> list[Hit]:
    required = len(wanted) if operator == "and" else 1
    rows = _candidates(PlainText(" ".join(wanted), operator=operator), scope).values_list("pk", "path", "search_text")
    hits = [Hit(pk, score, path) for pk, path, text in rows if (score := _score(wanted, text, required))]
    return sorted(hits, key=lambda hit: (-hit.score, hit.path))


def _candidates(query: PlainText, scope: PublicScope) -> Any:
    """Public entries that the search backend finds, in no order."""
    found = FaqEntry.objects.only("pk").search(query, order_by_relevance=False)
    if hasattr(found, "get_queryset"):  # of a database: no instances, and one statement for both
        return found.get_queryset().public(scope).order_by()
    return FaqEntry.objects.public(scope).filter(pk__in=[entry.pk for entry in found]).order_by()


def _score(wanted: Iterable[str], search_text: str, required: int) -> int:
    """How well stored stems match; 0 when fewer than `required` of the wanted stems are there."""
    found: set[str] = set()
    score = 0
    for line, weight in zip(search_text.split("\n"), _WEIGHTS, strict=False):
        counts = Counter(line.split())
        for word in wanted:
            if count := counts[word]:
                found.add(word)
                score += weight * min(count, _WORD_COUNT_MAX)
    return score + 100 * len(found) if len(found) >= required else 0
