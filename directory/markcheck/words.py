"""The words of rule B7, from their table to the rule."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache

from directory.rules.mark_words import RULES_VERSION, MarkWords

Row = tuple[str, str]  # kind, expression


def stored_rows() -> tuple[Row, ...]:
    """The words there are, in an order that says nothing. One statement."""
    from directory.models import MarkWord

    return in_order(MarkWord.objects.order_by().values_list("kind", "expression"))


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows))


@lru_cache(maxsize=8)
def words_of(rows: tuple[Row, ...]) -> MarkWords:
    """The words as the rule takes them; made once as long as they stay the same."""
    return MarkWords.of(rows)


def stored_words() -> MarkWords:
    """The words there are. One statement."""
    return words_of(stored_rows())


def fingerprint(rows: Iterable[Row]) -> str:
    """What the findings depend on besides the texts: the words, and the rule itself. 64 characters."""
    return hashlib.sha256(json.dumps([RULES_VERSION, in_order(rows)]).encode()).hexdigest()
