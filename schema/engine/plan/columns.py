"""Which columns the fields of a type are made of, declared beside the type.

A field that only hands on a column needs no declaration. One that is neither declared nor a column makes statements
read everything: slower, never wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from graphene.utils.str_converters import to_snake_case

Columns = Mapping[type[Model], frozenset[str] | None]
"""For each model, the columns that an operation needs, as `QuerySet.only` takes them; None for all."""

_MODELS: dict[str, type[Model]] = {}
_MADE_OF: dict[tuple[str, str], tuple[str, ...]] = {}
_WHOLE: dict[tuple[str, str], tuple[type[Model], ...]] = {}


def made_of(type_name: str, model: type[Model], **fields: str) -> None:
    """Declare what the fields of a type (by their Python names) are made of: columns separated by spaces.

    The columns of an object that a field opens onto the same row (`seo`, `address`) are listed at that field.
    """
    _MODELS[type_name] = model
    for name, columns in fields.items():
        _MADE_OF[type_name, name] = tuple(columns.split())


def whole(type_name: str, *models: type[Model], fields: Iterable[str]) -> None:
    """Declare that fields of a type (by their GraphQL names) look at anything of these models' rows."""
    _WHOLE.update({(type_name, field): models for field in fields})


def columns_of(fields: Mapping[str, Iterable[str]]) -> Columns:
    """What an operation that asks these fields (GraphQL names, by type) needs of each model."""
    found: dict[type[Model], frozenset[str] | None] = {}
    for type_name, names in fields.items():
        if (model := _MODELS.get(type_name)) is not None:
            found[model] = _together(_columns(type_name, name) for name in names)
    looked_at = (_WHOLE.get((type_name, name), ()) for type_name, names in fields.items() for name in names)
    return found | dict.fromkeys(chain.from_iterable(looked_at))


def _together(parts: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    columns: set[str] = set()
    for part in parts:
        if part is None:
            return None
        columns |= part
    return frozenset(columns)


@cache
def _columns(type_name: str, field: str) -> frozenset[str] | None:
    name = to_snake_case(field)
    if (declared := _MADE_OF.get((type_name, name))) is not None:
        return frozenset(declared)
    try:
        column: Any = _MODELS[type_name]._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return frozenset([name]) if column.concrete and not column.is_relation else None
