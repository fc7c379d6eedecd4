"""What the written functions call: values as an answer has them, as graphql-core completes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NoReturn

from graphql import GraphQLBoolean, GraphQLEnumType, GraphQLID, GraphQLObjectType, GraphQLString, Undefined
from graphql.pyutils import is_iterable


class GivesUp(Exception):
    """This is graphql-core's to answer: there is an error in it, or what no plan is made for."""


def null() -> NoReturn:
    """A null where none may be."""
    raise GivesUp


def items(value: Any) -> Iterable[Any]:
    """What a list field has, if it is no list. Raises GivesUp for what cannot be listed."""
    if not is_iterable(value):
        raise GivesUp
    return value


@cache
def leaf(kind: Any) -> tuple[str | None, Callable[[Any], Any]]:
    """For a scalar or an enum: the name of the class whose values are answers as they are; what serialises others."""
    if isinstance(kind, GraphQLEnumType):
        return None, _enum(kind)
    if kind is GraphQLBoolean:
        return "bool", _checked(kind)
    if kind in (GraphQLString, GraphQLID):
        return "str", _checked(kind)
    return _PLAIN.get(kind.name), _checked(kind)


# Of other scalars. Days and moments are written by orjson as they are by the scalars.
_PLAIN = {"HTML": "str", "Date": "date", "DateTime": "datetime"}


def _checked(kind: Any) -> Callable[[Any], Any]:
    serialize = kind.serialize

    def checked(value: Any) -> Any:
        made = serialize(value)
        if made is None or made is Undefined:
            raise GivesUp
        return made

    return checked


def _enum(kind: GraphQLEnumType) -> Callable[[Any], Any]:
    """Enums are asked of by value, by member and by name: each that was found is remembered."""
    serialize = _checked(kind)
    known: dict[Any, Any] = {}

    def named(value: Any) -> Any:
        try:
            return known[value]
        except (KeyError, TypeError):
            made = serialize(value)
            if isinstance(value, str) or value.__class__.__hash__ is not None:
                known[value] = made
            return made

    return named


def abstract(kind: Any, builders: Mapping[str, str], written: Mapping[str, Any]) -> Callable[..., dict[str, Any]]:
    """For an interface or a union: builds an object's selection by the type it is of."""
    type_of = kind.resolve_type
    if type_of is None:
        raise GivesUp

    def choose(value: Any, info: Any, arguments: Any) -> dict[str, Any]:
        found = type_of(value, info, kind)
        name = found.name if isinstance(found, GraphQLObjectType) else found
        if name not in builders:
            raise GivesUp
        build: Callable[..., dict[str, Any]] = written[builders[name]]
        return build(value, info, arguments)

    return choose
