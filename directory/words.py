"""Columns that hold words, and finding those that hold some of them, on every database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Lookup


class WordsField(models.TextField):
    """Folded words separated by spaces, with a space at both ends."""


def words_value(words: Iterable[str]) -> str:
    """What a WordsField stores: each word once, in order."""
    return " ".join(("", *dict.fromkeys(words), ""))


@WordsField.register_lookup
class Mentions(Lookup):
    """`column__mentions=[…]`: the column has at least one of these words; looked for in the text, row by row.

    Words are letters and digits only, so that no pattern is hidden in them.
    """

    lookup_name = "mentions"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        words = list(self.rhs)
        sql = " OR ".join(f"{lhs} LIKE %s" for _ in words)
        params = [param for word in words for param in (*lhs_params, f"% {word} %")]
        return f"({sql})", tuple(params)


@WordsField.register_lookup
class Holds(Mentions):
    """`column__holds=[…]`: the same, where it decides which rows there are.

    PostgreSQL answers from the GIN index on the words as an array (migration `search_index`).
    """

    lookup_name = "holds"

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        return f"string_to_array({lhs}, ' ') && %s::text[]", [*lhs_params, list(self.rhs)]
