"""Every path of a schema, asked for: queries made from introspection alone.

Each root field gets one document that selects everything under it, and is sent once for every value that each
argument is tried with. Below the root, arguments are tried by asking the field again under another name. A type
that is above itself on a path is asked for its plain values only, which bounds the documents.

Response keys are `Type__field`, so that an answer shows by itself what was reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_client_schema,
    get_introspection_query,
    get_named_type,
    is_composite_type,
    is_introspection_type,
    is_required_argument,
)

PAGE_SIZE = 100
DATES = ("2000-01-01", "2024-06-15", "2099-12-31")

Pair = tuple[str, str]
Send = Callable[[str, Mapping[str, Any]], Any]


class UnknownArgument(LookupError):
    """An argument that nobody said what to try with: add it to the table of values."""


@dataclass(frozen=True)
class Answer:
    """What came back for one root field with these variables."""

    field: str
    variables: Mapping[str, Any]
    body: Any


@dataclass
class Walk:
    """Walks a schema through `send(query, variables)`.

    `values` says what arguments are tried with, by `Type.field.argument`, `Input.field` or the bare name; enums,
    dates and booleans need no entry.
    """

    send: Send
    values: Mapping[str, list[Any]]
    tries_cursors: bool = True
    answers: list[Answer] = field(default_factory=list)
    reached: set[Pair] = field(default_factory=set)

    def run(self) -> Walk:
        body = self.send(get_introspection_query(), {})
        self.schema = build_client_schema(body["data"])
        self._selections = Selections(self.schema, self.values)
        assert self.schema.query_type
        for name, definition in self.schema.query_type.fields.items():
            self._walk_root(name, definition)
        return self

    @property
    def pairs(self) -> set[Pair]:
        """Everything that there is to reach by reading."""
        assert self.schema.query_type
        pending: list[Any] = [self.schema.query_type]
        found: dict[str, Any] = {}
        while pending:
            asked = pending.pop()
            if asked.name in found or is_introspection_type(asked):
                continue
            found[asked.name] = asked
            if not isinstance(asked, GraphQLObjectType):
                pending += self.schema.get_possible_types(asked)
            if not isinstance(asked, GraphQLUnionType):
                inside = (get_named_type(field.type) for field in asked.fields.values())
                pending += [*filter(is_composite_type, inside), *asked.interfaces]
        return {
            (name, field_name)
            for name, asked in found.items()
            if not isinstance(asked, GraphQLUnionType)
            for field_name in asked.fields
        }

    def _walk_root(self, name: str, definition: GraphQLField) -> None:
        document = self._selections.document(name, definition)
        tried = {
            argument: list(tries(f"Query.{name}.{argument}", argument, given, self.values))
            for argument, given in definition.args.items()
            if argument not in ("after", "before")
        }
        required = {key: tried[key][0] for key, given in definition.args.items() if is_required_argument(given)}
        plain = required | ({"first": PAGE_SIZE} if "first" in tried else {})
        first = self._ask(name, document, plain)
        for argument, candidates in tried.items():
            for value in candidates:
                others = {key: given for key, given in plain.items() if argument != "last" or key != "first"}
                if (variables := others | {argument: value}) != plain:
                    self._ask(name, document, variables)
        if "after" in definition.args and self.tries_cursors:
            for cursor in own_cursors((first.get("data") or {}).get(f"Query__{name}")):
                self._ask(name, document, plain | {"after": cursor})
                if "before" in definition.args:
                    self._ask(name, document, plain | {"before": cursor})

    def _ask(self, name: str, document: str, variables: Mapping[str, Any]) -> Any:
        body = self.send(document, variables)
        self.answers.append(Answer(name, variables, body))
        self.reached |= set(reached(body.get("data")))
        return body


def reached(value: Any) -> Iterator[Pair]:
    """The (type, field) pairs of an answer that hold something: not null, not an empty list."""
    if isinstance(value, list):
        for item in value:
            yield from reached(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if inner is not None and inner != [] and "__" in key and not key.startswith("__"):
                type_name, field_name = key.split("__")[:2]
                yield type_name, field_name
            yield from reached(inner)


def own_cursors(connection: Mapping[str, Any] | None) -> set[str]:
    """The cursors of a connection's own edges, without those of lists inside it; none of one that failed."""
    if connection is None:
        return set()
    edges = next(value for key, value in connection.items() if key.endswith("__edges"))
    return {found for edge in edges for key, found in edge.items() if key.endswith("__cursor")}


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of an answer, with the key it stands under."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, key)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name, name
            yield from strings(inner, name)


class Selections:
    """Builds what is asked for."""

    def __init__(self, schema: GraphQLSchema, values: Mapping[str, list[Any]]) -> None:
        self._schema = schema
        self._values = values

    def document(self, name: str, definition: GraphQLField) -> str:
        """The query for everything under a root field, its arguments as variables."""
        declared = ", ".join(f"${key}: {_variable_type(given)}" for key, given in definition.args.items())
        declared = declared and f"({declared})"
        given = ", ".join(f"{key}: ${key}" for key in definition.args)
        returned = get_named_type(definition.type)
        inside = f" {{ {self._everything(returned, ())} }}" if is_composite_type(returned) else ""
        return f"query Walk{declared} {{ Query__{name}: {name}{f'({given})' if given else ''}{inside} }}"

    def _everything(self, asked: GraphQLNamedType, above: tuple[str, ...]) -> str:
        if isinstance(asked, GraphQLObjectType):
            return self._fields(asked, (*above, asked.name), plain_only=asked.name in above)
        parts = ["__typename"]
        if isinstance(asked, GraphQLInterfaceType):
            parts.append(self._fields(asked, (*above, asked.name), plain_only=True))
        assert isinstance(asked, GraphQLInterfaceType | GraphQLUnionType)
        for possible in self._schema.get_possible_types(asked):
            parts.append(f"... on {possible.name} {{ {self._everything(possible, above)} }}")
        return " ".join(parts)

    def _fields(
        self, owner: GraphQLObjectType | GraphQLInterfaceType, above: tuple[str, ...], *, plain_only: bool
    ) -> str:
        parts = ["__typename"]
        for name, definition in owner.fields.items():
            returned = get_named_type(definition.type)
            numbers = count()
            for arguments in self._literals(owner.name, name, definition):
                number = next(numbers)
                alias = f"{owner.name}__{name}" + (f"__{number}" if number else "")
                if not is_composite_type(returned):
                    parts.append(f"{alias}: {name}{arguments}")
                elif not plain_only:
                    # The other values of its arguments change which objects come, not what they are made of.
                    path = (*above, returned.name) if number else above
                    parts.append(f"{alias}: {name}{arguments} {{ {self._everything(returned, path)} }}")
        if not plain_only:
            for interface in owner.interfaces:
                own = self._fields(interface, (*above, *self._composites(interface)), plain_only=False)
                parts.append(f"... on {interface.name} {{ {own} }}")
        return " ".join(parts)

    @staticmethod
    def _composites(owner: GraphQLInterfaceType) -> Iterator[str]:
        """Types whose members were asked for through the object already."""
        for definition in owner.fields.values():
            if is_composite_type(returned := get_named_type(definition.type)):
                yield returned.name

    def _literals(self, owner: str, name: str, definition: GraphQLField) -> Iterator[str]:
        """The field's arguments as written in the document: none where all are optional, then each value."""
        required = any(map(is_required_argument, definition.args.values()))
        if not required:
            yield ""
        for argument, given in definition.args.items():
            if argument in ("after", "before"):  # tried at the root, with the cursors that come back
                continue
            for value in tries(f"{owner}.{name}.{argument}", argument, given, self._values):
                yield f"({argument}: {_literal(value, given.type)})"


def _variable_type(given: GraphQLArgument) -> str:
    """The argument's type; nullable where there is a default, which a variable that is not given leaves alone."""
    return str(given.type) if is_required_argument(given) else str(given.type).removesuffix("!")


def tries(coordinate: str, name: str, given: GraphQLArgument | Any, values: Mapping[str, list[Any]]) -> Iterator[Any]:
    """What an argument is tried with."""
    if name in ("first", "last"):
        yield PAGE_SIZE
        return
    for key in (coordinate, name):
        if key in values:
            yield from values[key]
            return
    asked = given.type.of_type if isinstance(given.type, GraphQLNonNull) else given.type
    if isinstance(asked, GraphQLList):
        yield from ([value] for value in _automatic(coordinate, get_named_type(asked), values))
    else:
        yield from _automatic(coordinate, get_named_type(asked), values)


def _automatic(coordinate: str, asked: GraphQLNamedType, values: Mapping[str, list[Any]]) -> Iterator[Any]:
    if isinstance(asked, GraphQLEnumType):
        yield from asked.values
    elif isinstance(asked, GraphQLInputObjectType):
        for name, given in asked.fields.items():
            yield from ({name: value} for value in tries(f"{asked.name}.{name}", name, given, values))
    elif asked.name == "Boolean":
        yield from (True, False)
    elif asked.name == "Date":
        yield from DATES
    else:
        raise UnknownArgument(f"{coordinate}: {asked.name}")


def _literal(value: Any, asked: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_literal(item, asked) for item in value) + "]"
    if isinstance(value, str):
        return value if isinstance(get_named_type(asked), GraphQLEnumType) else f'"{value}"'
    return str(value).lower() if isinstance(value, bool) else str(value)
