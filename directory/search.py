"""Searching profiles by words.

Text and query go through the same folding and stemming as the FAQ's. A word that stands in no published profile
is taken for each word that does and differs from it by one letter: added, missing, changed, or swapped with the next.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from core.search import query_stems

if TYPE_CHECKING:
    from directory.querysets import ActivatorQuerySet

TYPO_MIN_LENGTH = 4  # letters: shorter words are one letter away from too much
_LETTERS = string.ascii_lowercase + string.digits

Words = list[list[str]]


def wanted_words(query: str) -> Words:
    """What is looked for: for each word of the query, the spellings that count as it. Three statements at most."""
    found = query_stems(query)
    known = _known(found)
    return [[word] if word in known or len(word) < TYPO_MIN_LENGTH else _corrected(word) for word in found]


def _corrected(word: str) -> list[str]:
    return sorted(_known(one_letter_away(word))) or [word]


def _known(candidates: list[str] | set[str]) -> set[str]:
    from directory.models import SearchTerm

    return set(SearchTerm.objects.filter(stem__in=candidates).values_list("stem", flat=True))


def one_letter_away(word: str) -> set[str]:
    """All spellings at a distance of one: about 75 per letter of the word."""
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    missing = {left + letter + right for left, right in splits for letter in _LETTERS}
    extra = {left + right[1:] for left, right in splits if right}
    changed = {left + letter + right[1:] for left, right in splits if right for letter in _LETTERS}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    return (missing | extra | changed | swapped) - {word}


def matching(profiles: ActivatorQuerySet, wanted: Words) -> ActivatorQuerySet:
    """Those of the profiles that match, with their `score`.

    A profile matches when it has every word; when none has, those that have any (one statement more).
    """
    if not wanted:
        return profiles.none().scored([], every=True)
    found, every = profiles.holding(wanted, every=True), True
    if len(wanted) > 1 and not found.exists():
        found, every = profiles.holding(wanted, every=False), False
    return found.scored(wanted, every=every)


def best(scored: ActivatorQuerySet) -> Any:
    """(score, id) of matching profiles, best first, ties by id."""
    return scored.order_by("-score", "pk").values_list("score", "pk")


def after(scored: ActivatorQuerySet, *, score: int, pk: int | None) -> ActivatorQuerySet:
    """Those of the matching profiles that come after a place; all of that score when no id is given."""
    same = Q(score=score) if pk is None else Q(score=score, pk__gt=pk)
    return scored.filter(Q(score__lt=score) | same)
