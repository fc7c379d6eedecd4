"""Rule B7: what stands between a claim and a mark that comes after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from directory.rules import mark_grammar as grammar
from directory.rules.lookalikes import Gap
from directory.rules.mark_sentence import APART, Sentence, is_claim, links, separates
from directory.rules.mark_words import MarkWordKind


@dataclass(frozen=True)
class Path:
    """What stands between a claim and the mark."""

    sentence: Sentence
    claim: int
    mark: int

    @property
    def all(self) -> range:
        return range(self.claim + 1, self.mark)

    @cached_property
    def texts(self) -> list[str]:
        return self.sentence.texts(self.claim + 1, self.mark)

    @cached_property
    def own(self) -> list[int]:
        """Words that are neither small nor claims: a name, a thing."""
        words = self.sentence.words
        return [place for place in self.all if not links(words[place]) and not self.is_as_well(place)]

    @cached_property
    def separators(self) -> list[int]:
        """Words with which something new begins; the mark may be one."""
        words = self.sentence.words
        return [place for place in range(self.claim + 1, self.mark + 1) if separates(words[place])]

    @cached_property
    def last_part(self) -> range:
        """The words before the mark, since something began."""
        return range(self.separators[-1] if self.separators else self.claim + 1, self.mark)

    def is_as_well(self, place: int) -> bool:
        """«Ainsi que» joins, where «que» begins something else."""
        return self.sentence.texts(place - 1, place + 1) == ["ainsi", "que"]

    def gap(self, place: int) -> Gap:
        return self.sentence.words[place].gap

    def text(self, place: int) -> str:
        return self.sentence.words[place].text

    def is_apart(self, place: int) -> bool:
        return bool(self.gap(place) & APART) or self.text(place) in grammar.COORDINATORS


def is_of(path: Path) -> bool:
    kind = path.sentence.words[path.claim].kind
    return kind in (MarkWordKind.PARTNERSHIP, MarkWordKind.OFFICIAL) and path.text(path.mark - 1) in grammar.OF


def any_claim(path: Path, start: int) -> bool:
    return any(is_claim(word) for word in path.sentence.words[start : path.mark])
