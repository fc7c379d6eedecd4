"""Conditions that Django has not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, ForeignKey, Lookup


@dataclass(frozen=True, slots=True)
class Many:
    """Numbers that go into a statement as one parameter, so that it is the same however many they are."""

    values: tuple[int, ...]


def many_parameter(vendor: str) -> Callable[[Many], Any]:
    """What a database takes for `Many`."""
    return (lambda many: list(many.values)) if vendor == "postgresql" else (lambda many: json.dumps(many.values))


@ForeignKey.register_lookup
@Field.register_lookup
class AmongLookup(Lookup):
    """`field__among=Many(…)`: the column is one of the numbers."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, parameters = self.process_lhs(compiler, connection)
        many = many_parameter(connection.vendor)(self.rhs)
        condition = "= ANY(%s)" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"
        return f"{column} {condition}", [*parameters, many]
