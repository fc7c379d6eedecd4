"""How many objects an operation could make the server build, from its text and page sizes, before it runs.

A field that leads to objects costs 1 for each of them and multiplies what is asked inside; a plain value costs
nothing. A page's size is its `first` or `last`; it counts for the lists directly inside the connection (`edges`,
`nodes`). Other lists are estimated, but for those that `ids` names one by one. Every value in a list that is given as
an argument (a filter's themes) costs 1 too, and what `@skip` or `@include` leaves out costs nothing. Sizes, lists and
directives may come from variables. Types say what is out of the ordinary, beside their fields:

>>> declare("FaqPage.sections", size=5)
>>> declare("Image.srcSet", weight=5)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from graphql import (
    BooleanValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_composite_type,
    is_introspection_type,
)
from graphql.execution.execute import get_field_def

from schema.engine.pagination import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE

LIST_SIZE = 10
"""What a list without page size is taken to hold."""

INTROSPECTION_LIST_SIZE = 3
"""Introspection answers from memory, and its nesting is bounded by a validation rule."""

MAX_KNOWN = 64
"""Costs kept of one operation: clients do not ask for many different sizes."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is known of a field: the cost of one of its values, and how many a list of them usually holds."""

    weight: int | None = None
    size: int | None = None


_declared: dict[str, Estimate] = {}


def declare(coordinate: str, *, weight: int | None = None, size: int | None = None) -> None:
    """Sets the estimate of a field, given as `Type.field`; an interface's holds for the types that implement it."""
    _declared[coordinate] = Estimate(weight, size)


def declared() -> Mapping[str, Estimate]:
    """All declared estimates by field."""
    return _declared


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of an operation, and whether other variables could change it."""

    value: int
    varies: bool


def cost_of(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    variables: Mapping[str, Any],
) -> Cost:
    """The cost of a valid operation, with its coerced variables. Linear in the document's size."""
    count = _Count(schema, fragments, variables)
    root = schema.get_root_type(operation.operation)
    return Cost(count.selection(operation.selection_set, root, None), count.varies)


class Costs:
    """The costs of one operation: each counted once for the sizes that its variables hold."""

    def __init__(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
    ) -> None:
        self._count: Callable[[Mapping[str, Any]], Cost] = partial(cost_of, schema, operation, fragments)
        self._fixed: int | None = None
        self._known: dict[Hashable, int] = {}

    def __call__(self, variables: Mapping[str, Any]) -> int:
        """The cost with these coerced variables."""
        if self._fixed is not None:
            return self._fixed
        sizes = tuple((name, _size(value)) for name, value in variables.items())
        value = self._known.get(sizes)
        if value is None:
            cost = self._count(variables)
            value = cost.value
            if not cost.varies:
                self._fixed = value
            elif len(self._known) < MAX_KNOWN:
                self._known[sizes] = value
        return value


def _size(value: Any) -> Hashable:
    """What a cost can depend on in a variable: a number or a choice itself, and how long lists are."""
    if value is None or isinstance(value, int):
        return value
    return (len(value), _listed(value)) if isinstance(value, list | tuple) else _listed(value)


class _Count:
    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables
        # A field's cost depends on where it is written and on the page size around it, on nothing else; so a
        # field in a fragment is counted once for all the places that spread it.
        self._counted: dict[tuple[int, int | None], int] = {}
        self.varies = False

    def selection(self, selections: SelectionSetNode, parent: GraphQLNamedType | None, page: int | None) -> int:
        """The cost of what is asked of one object; `page` is the page size, directly inside a connection."""
        return sum(self._field(node, within, page) for node, within in self._fields(selections, parent))

    def _fields(
        self, selections: SelectionSetNode, parent: GraphQLNamedType | None
    ) -> Iterator[tuple[FieldNode, GraphQLNamedType | None]]:
        """The fields of an object with the type they are asked of, each fragment once, as execution does it."""
        seen: set[str] = set()
        stack: list[tuple[SelectionSetNode, GraphQLNamedType | None]] = [(selections, parent)]
        while stack:
            current, within = stack.pop()
            for node in current.selections:
                if node.directives and self._is_left_out(node):
                    continue
                if isinstance(node, FieldNode):
                    yield node, within
                elif isinstance(node, InlineFragmentNode):
                    on = node.type_condition
                    stack.append((node.selection_set, self._schema.get_type(on.name.value) if on else within))
                elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                    seen.add(node.name.value)
                    fragment = self._fragments[node.name.value]
                    stack.append((fragment.selection_set, self._schema.get_type(fragment.type_condition.name.value)))

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None, page: int | None) -> int:
        key = (id(node), page)
        if key not in self._counted:
            self._counted[key] = self._count_field(node, parent, page)
        return self._counted[key]

    def _count_field(self, node: FieldNode, parent: GraphQLNamedType | None, page: int | None) -> int:
        definition = get_field_def(self._schema, parent, node)  # type: ignore[arg-type]
        if definition is None:  # `__typename` of a union
            return 0
        estimate = self._estimate(parent, node.name.value)
        returned = get_named_type(definition.type)
        one = estimate.weight
        if one is None:
            one = 1 if is_composite_type(returned) else 0
        own_page = self._page_size(node, definition)
        listed = _is_list(definition.type)
        if node.selection_set:
            one += self.selection(node.selection_set, returned, None if listed else own_page)
        ids = self._ids(node) if listed else None
        given = sum(self._items(argument.value) for argument in node.arguments) - (ids or 0)
        if not listed:
            return one + given
        usual = INTROSPECTION_LIST_SIZE if is_introspection_type(returned) else LIST_SIZE
        sizes = (own_page, ids, estimate.size, page, usual)
        return one * next(size for size in sizes if size is not None) + given

    def _estimate(self, parent: GraphQLNamedType | None, name: str) -> Estimate:
        owners: Iterable[Any] = (parent, *getattr(parent, "interfaces", ()))
        found = (_declared.get(f"{owner.name}.{name}") for owner in owners if owner is not None)
        return next((estimate for estimate in found if estimate), Estimate())

    def _page_size(self, node: FieldNode, definition: GraphQLField) -> int | None:
        """What `first` or `last` asks for, where the field has them.

        More than a page can hold is counted as a full page: the field itself refuses it, and says why.
        """
        if not definition.args.keys() & {"first", "last"}:
            return None
        values = [self._value(node, name) for name in ("first", "last")]
        asked = [value for value in values if isinstance(value, int)]
        return min(max(0, *asked), MAX_PAGE_SIZE) if asked else DEFAULT_PAGE_SIZE

    def _ids(self, node: FieldNode) -> int | None:
        ids = self._value(node, "ids")
        return len(ids) if isinstance(ids, list | tuple) else None

    def _value(self, node: FieldNode, name: str) -> Any:
        """An argument's value, as far as sizes need it."""
        return next((self._read(given.value) for given in node.arguments if given.name.value == name), None)

    def _is_left_out(self, node: SelectionNode) -> bool:
        """Whether `@skip` or `@include` leaves this out. Where that cannot be known here, it is counted."""
        for directive in node.directives:
            decides = {"skip": True, "include": False}.get(directive.name.value)
            if decides is not None and any(self._read(given.value) is decides for given in directive.arguments):
                return True
        return False

    def _items(self, value: ValueNode) -> int:
        """How many values stand in the lists of an argument."""
        if isinstance(value, ListValueNode):
            return len(value.values) + sum(self._items(inner) for inner in value.values)
        if isinstance(value, ObjectValueNode):
            return sum(self._items(field.value) for field in value.fields)
        return _listed(self._read(value)) if isinstance(value, VariableNode) else 0

    def _read(self, value: ValueNode) -> Any:
        """A value as far as sizes need it: whole numbers, booleans, and lists for their length."""
        if isinstance(value, VariableNode):
            self.varies = True
            return self._variables.get(value.name.value)
        if isinstance(value, IntValueNode):
            return int(value.value)
        if isinstance(value, BooleanValueNode):
            return value.value
        return value.values if isinstance(value, ListValueNode) else None


def _listed(value: Any) -> int:
    """How many values stand in the lists of a variable, however deep."""
    count, pending = 0, [value]
    while pending:
        item = pending.pop()
        if isinstance(item, list | tuple):
            count += len(item)
            pending.extend(item)
        elif isinstance(item, Mapping):
            pending.extend(item.values())
    return count


def _is_list(returned: GraphQLOutputType) -> bool:
    return isinstance(returned.of_type if isinstance(returned, GraphQLNonNull) else returned, GraphQLList)
