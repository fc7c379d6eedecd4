"""Searching profiles by words.

Text and query go through the same folding and stemming as the FAQ's. A word that stands in no published profile
is taken for each word that does and differs from it by one letter: added, missing, changed, or swapped with the next.
"""

from __future__ import annotations

import string
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, Window

from core.search import QUERY_MAX_WORDS, query_stems
from core.statements import Statement

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from directory.querysets import ActivatorQuerySet

TYPO_MIN_LENGTH = 4  # letters: shorter words are one letter away from too much
_LETTERS = string.ascii_lowercase + string.digits

Words = list[list[str]]
CORRECTED_AT_MOST = 5  # unknown words of a query; the others are taken as they are typed


@dataclass(frozen=True, slots=True)
class Understood:
    """A search: for each word the spellings that count as it, and whether each word is wanted or any of them.

    Every word is wanted, unless no public profile has them all: then any will do. That is decided once, for all of
    the profiles: a further condition leaves some of them out, and never brings in others.
    """

    words: Words
    every: bool


def wanted_words(query: str, *, typed_too: bool = False) -> Words:
    """For each word of the query, the spellings that count as it (two statements at most).

    `typed_too` keeps a word that no public profile has beside its corrections: drafts may have it.
    """
    found = query_stems(query)
    known = _known(found)
    unknown = [word for word in found if word not in known and len(word) >= TYPO_MIN_LENGTH][:CORRECTED_AT_MOST]
    near = {word: one_letter_away(word) for word in unknown}
    there = _known(set().union(*near.values())) if near else set()
    words = []
    for word in found:
        corrected = sorted(near.get(word, set()) & there)
        words.append([word, *corrected] if typed_too or not corrected else corrected)
    return words


def _known(candidates: Collection[str]) -> set[str]:
    if len(candidates) > QUERY_MAX_WORDS:  # spellings of mistyped words: never as many twice
        return set(_terms(tuple(candidates)))
    return set(_TERMS(tuple(candidates)))


def _terms(candidates: tuple[str, ...]) -> QuerySet[Any, Any]:
    from directory.models import SearchTerm

    return SearchTerm.objects.filter(stem__in=candidates).order_by().values_list("stem", flat=True)


_TERMS = Statement(_terms)


def one_letter_away(word: str) -> set[str]:
    """All spellings at a distance of one: about 75 per letter of the word."""
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    missing = {left + letter + right for left, right in splits for letter in _LETTERS}
    extra = {left + right[1:] for left, right in splits if right}
    changed = {left + letter + right[1:] for left, right in splits if right for letter in _LETTERS}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    return (missing | extra | changed | swapped) - {word}


def matching(profiles: ActivatorQuerySet, understood: Understood) -> ActivatorQuerySet:
    """Those of the profiles that match, with their `score`."""
    words, every = understood.words, understood.every
    if not words:
        return profiles.none().scored([], every=True)
    return profiles.holding(words, every=every).scored(words, every=every)


def best(scored: ActivatorQuerySet) -> Any:
    """(score, id, how many there are) of matching profiles, best first, ties by id."""
    return scored.annotate(total=Window(Count("pk"))).order_by("-score", "pk").values_list("score", "pk", "total")


def after(scored: ActivatorQuerySet, *, score: int, pk: int | None) -> ActivatorQuerySet:
    """Those of the matching profiles that come after a place; all of that score when no id is given."""
    same = Q(score=score) if pk is None else Q(score=score, pk__gt=pk)
    return scored.filter(Q(score__lt=score) | same)
