"""From an operation to the source of the functions that build its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from graphene.types.resolver import dict_or_attr_resolver
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.execute import get_field_def

from schema.engine.plan.values import GivesUp, abstract, items, leaf, null

Collected = Mapping[str, Sequence[FieldNode]]
LateArguments = tuple[GraphQLField, FieldNode]

# A parent that is a dictionary has these attributes, and they are not its values.
_OF_DICTIONARIES = frozenset(dir(dict))


_WALKED: set[str] = set()


def walked(*fields: str) -> None:
    """Declare root fields (`Query.application`) that count how often they are asked: they are never run twice."""
    _WALKED.update(fields)


class Writer:
    """Writes one operation, for one choice of the variables that its @skip and @include look at."""

    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
    ) -> None:
        self._schema = schema
        self._fragments = dict(fragments)
        self._variables = dict(variables)
        self._lines: list[str] = []
        self._names: dict[str, Any] = {"null": null, "items": items, "date": date, "datetime": datetime}
        self._written: dict[tuple[Any, ...], str] = {}
        self.late: list[LateArguments] = []
        """Fields whose arguments are computed for each request, in the order of the list that functions are given."""
        self.fields: dict[str, set[str]] = {}
        """The fields asked of each object type, by its name."""

    def write(self, operation: OperationDefinitionNode) -> Callable[..., dict[str, Any]]:
        """The function for the operation: (root, info, late arguments) -> data. Raises GivesUp for what it cannot."""
        root = self._schema.get_root_type(operation.operation)
        if root is None:
            raise GivesUp
        fields = collect_fields(self._schema, self._fragments, self._variables, root, operation.selection_set)
        name = self._function(root, fields)
        exec(compile("\n".join(self._lines), "<plan>", "exec"), self._names)  # noqa: S102 - written by the lines below
        function: Callable[..., dict[str, Any]] = self._names[name]
        return function

    def _function(self, parent: GraphQLObjectType, fields: Collected) -> str:
        """Write the function that builds a selection of an object; its name."""
        key = (parent.name, tuple((name, tuple(map(id, nodes))) for name, nodes in fields.items()))
        if key not in self._written:
            body = [line for name, nodes in fields.items() for line in self._field(parent, name, nodes)]
            function = self._written[key] = f"build{len(self._written)}"
            self._lines += [f"def {function}(o, i, a):", "    r = {}", *body, "    return r"]
        return self._written[key]

    def _field(self, parent: GraphQLObjectType, key: str, nodes: Sequence[FieldNode]) -> list[str]:
        """Lines that put one field of `o` into `r`."""
        node = nodes[0]
        if node.name.value == "__typename":
            return [f"    r[{key!r}] = {parent.name!r}"]
        definition = get_field_def(self._schema, parent, node)
        if definition is None or node.name.value.startswith("__") or f"{parent.name}.{node.name.value}" in _WALKED:
            raise GivesUp
        self.fields.setdefault(parent.name, set()).add(node.name.value)
        value = self._complete(definition.type, "v", nodes, depth=0)
        return [*self._resolve(definition, node), f"    r[{key!r}] = {value}"]

    def _resolve(self, definition: GraphQLField, node: FieldNode) -> list[str]:
        """Lines that put what the resolver returns into `v`."""
        resolver = definition.resolve
        if resolver is None:
            raise GivesUp
        if isinstance(resolver, partial) and resolver.func is dict_or_attr_resolver and not definition.args:
            attribute = resolver.args[0]
            slow = f"v = {self._name('default', resolver)}(o, i)"
            if attribute in _OF_DICTIONARIES or not attribute.isidentifier():
                return [f"    {slow}"]
            return [f"    try: v = o.{attribute}", f"    except AttributeError: {slow}"]
        arguments = ""
        if definition.args:
            arguments = f", **a[{len(self.late)}]"
            self.late.append((definition, node))
        return [f"    v = {self._name('resolve', resolver)}(o, i{arguments})"]

    # --- completing ---------------------------------------------------------------------------------------------

    def _complete(self, kind: Any, value: str, nodes: Sequence[FieldNode], depth: int) -> str:
        """An expression for `value`, the name of a variable, as an answer of this type."""
        if is_non_null_type(kind):
            return self._complete_some(kind.of_type, value, nodes, depth, none="null()")
        return self._complete_some(kind, value, nodes, depth, none="None")

    def _complete_some(self, kind: Any, value: str, nodes: Sequence[FieldNode], depth: int, none: str) -> str:
        unless_none = f"{none} if {value} is None else "
        if is_leaf_type(kind):
            return f"({unless_none}{self._leaf(kind, value)})"
        if is_list_type(kind):
            item = f"v{depth}"
            each = self._complete(kind.of_type, item, nodes, depth + 1)
            listed = f"({value} if {value}.__class__ is list else items({value}))"
            return f"({unless_none}[{each} for {item} in {listed}])"
        if is_object_type(kind) and kind.is_type_of is None:
            return f"({unless_none}{self._selection(kind, nodes)}({value}, i, a))"
        if is_abstract_type(kind):
            builders = {
                possible.name: self._selection(possible, nodes) for possible in self._schema.get_possible_types(kind)
            }
            # The functions are looked up when they are called: those written last are not there yet.
            choose = self._name("choose", abstract(kind, builders, self._names))
            return f"({unless_none}{choose}({value}, i, a))"
        raise GivesUp

    def _selection(self, kind: GraphQLObjectType, nodes: Sequence[FieldNode]) -> str:
        fields = collect_sub_fields(self._schema, self._fragments, self._variables, kind, list(nodes))
        return self._function(kind, fields)

    def _leaf(self, kind: Any, value: str) -> str:
        plain, serialize = leaf(kind)
        name = self._name("leaf", serialize)
        return f"{value} if {value}.__class__ is {plain} else {name}({value})" if plain else f"{name}({value})"

    def _name(self, prefix: str, thing: Any) -> str:
        name = f"{prefix}{len(self._names)}"
        self._names[name] = thing
        return name
