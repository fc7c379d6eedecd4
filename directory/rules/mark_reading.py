"""Rule B7: a text taken apart into words, among which the marks and the claims are known, however they are spelt."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from directory.rules.lookalikes import Gap, Reading, skeleton
from directory.rules.mark_words import MarkWordKind, MarkWords

_ENDINGS = ("", "s", "e", "es", "ses")  # and «certifiés/es»
_FUSED = 7  # letters: a shorter word may be what is left between two others
_SPLIT = Gap.COMMA | Gap.COLON | Gap.STOP
_BETWEEN_WORDS = Gap.SPACE | Gap.LINE | Gap.LIST | Gap.AND | _SPLIT
_ILE_DE = skeleton("Île-de")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, by its letters' places in the reading, with what stands before it."""

    text: str
    start: int
    end: int
    gap: Gap
    kind: MarkWordKind | None = None
    is_number: bool = False
    is_capital: bool = False  # its first letter


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists, ready to be looked for."""

    marks: re.Pattern[str]
    claims: re.Pattern[str]
    kinds: dict[str, MarkWordKind]  # of every form
    names: dict[str, str]  # of every mark, as it is kept

    def name_of(self, word: Word) -> str:
        """The mark that a word is, as its list has it."""
        return self.names.get(word.text) or self.names[_plainest(word.text)]


@lru_cache(maxsize=8)
def vocabulary(words: MarkWords) -> Vocabulary:
    """What to look for, of these lists."""
    kinds: dict[str, MarkWordKind] = {}
    for kind, expression in words.rows():
        forms = {skeleton(expression)} - {""} if kind is MarkWordKind.MARK else _forms(expression)
        for form in forms:
            kinds.setdefault(form, kind)
    marks = [form for form, kind in kinds.items() if kind is MarkWordKind.MARK]
    claims = [form for form, kind in kinds.items() if kind not in (MarkWordKind.MARK, MarkWordKind.NAMING)]
    names = {skeleton(mark): mark for mark in sorted(words.marks)}
    return Vocabulary(_any_of(marks), _any_of(claims), kinds, names)


def _forms(expression: str) -> set[str]:
    base = skeleton(expression)
    if not base:
        return set()
    endings = (*_ENDINGS, "ie", "ies") if base.endswith("ei") else _ENDINGS  # «officiel», where l is written i
    return {base + ending for ending in endings}


def _any_of(forms: list[str]) -> re.Pattern[str]:
    # Overlapping matches, the longest of each place; «rn» looks like «m».
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(f"(?=({'|'.join(form.replace('m', '(?:m|rn)') for form in longest_first) or '(?!)'}))")


def words_of(reading: Reading, text: str, known: Vocabulary) -> list[Word]:
    """The words of a text, in order."""
    edges = [place for place, gap in enumerate(reading.gaps) if place == 0 or gap & _BETWEEN_WORDS]
    edges.append(len(reading.letters))
    spans = _spans(reading, text, known, edges)
    found: list[Word] = []
    place = 0
    for start, end, kind in spans:
        found += _plain(reading, text, known, edges, place, start)
        capital = text[reading.starts[start]].isupper()
        found.append(Word(reading.letters[start:end], start, end, reading.gaps[start], kind, is_capital=capital))
        place = end
    return [*found, *_plain(reading, text, known, edges, place, len(reading.letters))]


def _plain(reading: Reading, text: str, known: Vocabulary, edges: list[int], start: int, end: int) -> list[Word]:
    if start >= end:
        return []
    within = edges[bisect_left(edges, start + 1) : bisect_left(edges, end)]
    places = [start, *within, end]
    words = []
    for first, last in itertools.pairwise(places):
        letters = reading.letters[first:last]
        typed = text[reading.starts[first] : reading.ends[last - 1]] if last - first < 20 else ""
        kind = known.kinds.get(letters)
        naming = kind if kind is MarkWordKind.NAMING else None
        capital = text[reading.starts[first]].isupper()
        words.append(Word(letters, first, last, reading.gaps[first], naming, typed.isdigit(), capital))
    return words


def _spans(reading: Reading, text: str, known: Vocabulary, edges: list[int]) -> list[tuple[int, int, MarkWordKind]]:
    """Where marks and claims are, in order, none within another."""
    marks = [
        (start, end, MarkWordKind.MARK)
        for start, end in _matches(known.marks, reading.letters)
        if _is_whole(reading, start, end, known, edges) and not _is_other(reading, text, start, end)
    ]
    starts, ends = {start for start, _, _ in marks}, {end for _, end, _ in marks}
    claims = [
        (start, end, known.kinds[_plainest(reading.letters[start:end])])
        for start, longest in _matches(known.claims, reading.letters)
        if _begins(reading, start) or start in ends
        for end in _ends(reading, start, longest, known)
        if (_begins(reading, end) or end in starts) and _is_one_word(reading, start, end)
    ]
    spans: list[tuple[int, int, MarkWordKind]] = []
    for span in sorted((*marks, *claims), key=lambda span: (span[0], -span[1])):
        if not spans or span[0] >= spans[-1][1]:
            spans.append(span)
    return spans


def _matches(pattern: re.Pattern[str], letters: str) -> list[tuple[int, int]]:
    return [found.span(1) for found in pattern.finditer(letters)]


def _ends(reading: Reading, start: int, longest: int, known: Vocabulary) -> list[int]:
    """Where the word may end: in «certifié et», what looks like its feminine is the next word's first letter."""
    return [end for end in range(longest, longest - 3, -1) if _plainest(reading.letters[start:end]) in known.kinds]


def _plainest(letters: str) -> str:
    return letters.replace("rn", "m")


def _begins(reading: Reading, place: int) -> bool:
    """Whether a word may begin here, or the one before end."""
    return place == 0 or place >= len(reading.gaps) or reading.gaps[place] != Gap.NONE


def _is_one_word(reading: Reading, start: int, end: int) -> bool:
    inner = [gap & _BETWEEN_WORDS for gap in reading.gaps[start + 1 : end]]
    if not any(inner):
        return True
    return not any(gap & _SPLIT for gap in inner) and (len(inner) + 1 >= _FUSED or all(inner))


def _is_whole(reading: Reading, start: int, end: int, known: Vocabulary, edges: list[int]) -> bool:
    """Whether the mark is written there as such, by itself or joined to a word that is known («labelfrancenum»)."""
    letters = reading.letters
    if not _begins(reading, start) and letters[edges[bisect_left(edges, start) - 1] : start] not in known.kinds:
        return False
    return _begins(reading, end) or letters[end : edges[bisect_left(edges, end)]] in known.kinds


def _is_other(reading: Reading, text: str, start: int, end: int) -> bool:
    """«Île-de-France, num. 12»: a region, or a number."""
    if end < len(reading.letters) and text[reading.starts[end]].isdigit():
        is_split = any(gap & _SPLIT for gap in reading.gaps[start + 1 : end])
        signs = text[reading.ends[end - 1] : reading.starts[end]].replace(" ", "")
        if signs in (".", "°") or (is_split and signs in ("", ":", ".:", "°:")):
            return True
    before = start - len(_ILE_DE)
    return before >= 0 and reading.letters[before:start] == _ILE_DE and _begins(reading, before)
