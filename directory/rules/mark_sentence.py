"""Rule B7: a sentence as it is looked at, and what its words are to a claim of a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from directory.rules import mark_grammar as grammar
from directory.rules.lookalikes import CLAUSE, Gap
from directory.rules.mark_reading import Word
from directory.rules.mark_words import MarkWordKind

APART = Gap.COMMA | Gap.COLON | Gap.AND
_CLAIMS = frozenset((MarkWordKind.CLAIM, MarkWordKind.PARTNERSHIP, MarkWordKind.OFFICIAL, MarkWordKind.ENDORSEMENT))


class Strength(IntEnum):
    """How sure it is."""

    NONE = 0
    UNCLEAR = 1
    CLEAR = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """Its words, whether it is a question, and the first words that follow it."""

    words: Sequence[Word]
    is_question: bool = False
    following: Sequence[str] = ()

    def texts(self, start: int, end: int) -> list[str]:
        return [word.text for word in self.words[max(start, 0) : max(end, 0)]]


def is_claim(word: Word) -> bool:
    return word.kind in _CLAIMS


def separates(word: Word) -> bool:
    """Whether something new may begin with it."""
    return bool(word.gap & CLAUSE) or word.text in grammar.COORDINATORS


def links(word: Word) -> bool:
    """Whether it may stand between a claim and its mark, and be nothing of its own."""
    return (
        word.text in grammar.LINKS
        or word.text in grammar.LOOSE_LINKS
        or word.text in grammar.COORDINATORS
        or word.text in grammar.ACTIVATORS
        or word.is_number
        or len(word.text) == 1
        or is_claim(word)
    )


def is_address(sentence: Sentence, mark: int) -> bool:
    """Whether the mark is written as the portal's address."""
    return sentence.texts(mark + 1, mark + 2) == ["gouv"]
