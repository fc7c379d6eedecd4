"""What is looked for, and where it stands: the same for everything that is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from core.text import compound_stems, fold, join_e, stem, stems, words

QUERY_MAX_WORDS = 20
EXCERPT_LENGTH = 220  # characters, before markup
_OPERATORS = re.compile(r"\b(?:AND|OR|NOT|NEAR|ET|OU|SAUF)\b")
_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:[-\u2010-\u2015\u2212][^\W_]+)+|\b[eE] [^\W\d_]{3}[^\W_]*")


def query_stems(query: str) -> list[str]:
    """What is looked for: each stem once, at most twenty. Operators and punctuation mean nothing."""
    # In a query that is not shouted as a whole, words in capitals that search engines know are no words.
    query = join_e(query if query.isupper() else _OPERATORS.sub(" ", query))
    found = stems(query) or [stem(word) for word in words(query)]
    return list(dict.fromkeys(found))[:QUERY_MAX_WORDS]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of something that was found: its anchor, if it has one, and its texts, the most telling first."""

    anchor: str | None
    texts: Sequence[str]

    def matches(self, wanted: Iterable[str]) -> int:
        """How many of the wanted stems stand in it."""
        there = {stem for text in self.texts for stem in (*stems(text), *compound_stems(text))}
        return len(there & set(wanted))

    def excerpt(self, wanted: Sequence[str]) -> str:
        """From the first of its texts that has wanted words; the first one's beginning when none has."""
        shown = next((text for text in self.texts if _marked(text, set(wanted))), self.texts[0])
        return excerpt(shown, wanted)


def best_passage(passages: Sequence[Passage], wanted: Sequence[str]) -> Passage:
    """The passage that has most of the wanted stems; the first of those that have as many."""
    return max(passages, key=lambda passage: passage.matches(wanted))


def excerpt(text: str, wanted: Iterable[str]) -> str:
    """The passage of a plain text where the wanted stems stand closest, as HTML with them in `mark`."""
    text = " ".join(text.split())
    spans = _marked(text, set(wanted))
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
