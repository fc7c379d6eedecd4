"""Full-text search of entries, the same on SQLite and on PostgreSQL.

Text and query go through one step of our own (accents and ligatures folded, words cut to their French stems,
see `core.text`). Wagtail's search backend finds the candidates; which of them match and how well is then
decided here, from the stored stems, so that no database's own idea of French matters.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from wagtail.search.query import PlainText

from core.text import compound_stems, fold, join_e, stem, stems, words
from pages.models import FaqEntry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.visibility import PublicScope

QUERY_MAX_WORDS = 20
EXCERPT_LENGTH = 220  # characters, before markup
_WEIGHTS = (10, 6, 1)  # of a word in the question, the keywords, the answer
_WORD_COUNT_MAX = 5  # a word that comes back more often counts no more
_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:[-\u2010-\u2015\u2212][^\W_]+)+|\b[eE] [^\W\d_]{3}[^\W_]*")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that matches; `score` is higher for a better match, `path` is its place in the tree."""

    entry_id: int
    score: int
    path: str


def query_stems(query: str) -> list[str]:
    """What is looked for: each stem once, at most twenty. Operators and punctuation mean nothing."""
    query = join_e(query)
    found = stems(query) or [stem(word) for word in words(query)]
    return list(dict.fromkeys(found))[:QUERY_MAX_WORDS]


def search_entries(query: str, scope: PublicScope) -> list[Hit]:
    """Public entries that match, best first; ties in the tree's order.

    An entry matches when it has every word of the query; when none has, those that have any.
    At most four statements, whatever the number of entries.
    """
    wanted = query_stems(query)
    if not wanted:
        return []
    hits = _search(wanted, "and", scope)
    return hits if hits or len(wanted) == 1 else _search(wanted, "or", scope)


def _search(wanted: list[str], operator: str, scope: PublicScope) -> list[Hit]:
    candidates = FaqEntry.objects.only("pk").search(
        PlainText(" ".join(wanted), operator=operator), order_by_relevance=False
    )
    rows = (
        FaqEntry.objects.public(scope)
        .filter(pk__in=[entry.pk for entry in candidates])
        .values_list("pk", "path", "search_text")
    )
    required = len(wanted) if operator == "and" else 1
    hits = [Hit(pk, score, path) for pk, path, text in rows if (score := _score(wanted, text, required))]
    return sorted(hits, key=lambda hit: (-hit.score, hit.path))


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


def excerpt(text: str, query: str) -> str:
    """The passage of a plain text where the query's words stand closest, as HTML with them in `mark`."""
    text = " ".join(text.split())
    spans = _marked(text, set(query_stems(query)))
    start = _best_start(text, [begin for begin, _ in spans])
    end = min(len(text), start + EXCERPT_LENGTH)
    if end < len(text):
        cut = text.rfind(" ", start, end)
        end = cut if cut > start else end
    parts, position = ["… " if start else ""], start
    for begin, finish in spans:
        if start <= begin and finish <= end:
            parts += [escape(text[position:begin]), "<mark>", escape(text[begin:finish]), "</mark>"]
            position = finish
    parts += [escape(text[position:end]), " …" if end < len(text) else ""]
    return "".join(parts)


def _marked(text: str, wanted: set[str]) -> list[tuple[int, int]]:
    """Where the wanted words stand in a text: hyphenated words as a whole, or those of their parts that match."""
    compounds = [match.span() for match in _COMPOUND.finditer(text) if wanted & set(compound_stems(match.group()))]
    inside = {position for start, end in compounds for position in range(start, end)}
    parts = [
        match.span()
        for match in _WORD.finditer(text)
        if match.start() not in inside and stem(fold(match.group())) in wanted
    ]
    return sorted(compounds + parts)


def _best_start(text: str, positions: list[int]) -> int:
    """Where to begin so that most marked words are inside, a little before the first of them."""
    if not positions:
        return 0
    inside = {
        begin: sum(1 for other in positions if begin <= other < begin + EXCERPT_LENGTH - 40) for begin in positions
    }
    best = max(inside, key=lambda begin: (inside[begin], -begin))
    if best < 40:
        return 0
    return text.rfind(" ", 0, best - 30) + 1
