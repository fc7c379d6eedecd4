"""The plans of a document's operations: made when they have been asked for before, kept with the document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DirectiveNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    get_argument_values,
    visit,
)
from graphql.language import Node

from schema.engine.plan.columns import Columns, columns_of
from schema.engine.plan.values import GivesUp
from schema.engine.plan.writer import LateArguments, Writer

MAX_VARIANTS = 8
"""Plans of one operation: each choice of the variables that its @skip and @include look at has another."""


@dataclass(frozen=True, slots=True)
class Info:
    """What resolvers are given: all that ours use of graphql-core's (`schema.context.Info`)."""

    context: Any


@dataclass(frozen=True, slots=True)
class Plan:
    """An operation as a function."""

    build: Callable[..., dict[str, Any]]
    late: tuple[LateArguments, ...]
    columns: Columns
    fields: Mapping[str, Collection[str]]
    """The fields asked of each type, by their GraphQL names."""

    def run(self, context: Any, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The data. Raises whatever a resolver raises, and GivesUp."""
        values = dict(variables)
        arguments = [get_argument_values(definition, node, values) for definition, node in self.late]
        return self.build(None, Info(context), arguments)


@dataclass(slots=True, eq=False)
class Plans:
    """The plans of one operation."""

    switches: tuple[str, ...]
    """Variables that @skip and @include look at: their values choose among the plans."""
    asked: int = 0
    made: dict[Hashable, Plan | None] = field(default_factory=dict)

    @classmethod
    def of(cls, operation: OperationDefinitionNode, fragments: Iterable[FragmentDefinitionNode]) -> Plans:
        return cls(tuple(sorted(_switches([operation, *fragments]))))

    def plan(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
        *,
        after: int,
    ) -> Plan | None:
        """The plan for these variables; None when there is none, and before the operation was asked `after` times.

        Two threads may both make it; either result is right.
        """
        self.asked += 1
        if self.asked <= after:
            return None
        choice = tuple([variables.get(name) for name in self.switches])
        if choice not in self.made:
            if len(self.made) >= MAX_VARIANTS:
                return None
            self.made[choice] = _plan(schema, operation, fragments, variables)
        return self.made[choice]


def _plan(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    variables: Mapping[str, Any],
) -> Plan | None:
    writer = Writer(schema, fragments, variables)
    try:
        build = writer.write(operation)
    except (GivesUp, GraphQLError, RecursionError):  # a directive of null, for one: it is an error of the answer
        return None
    return Plan(build, tuple(writer.late), columns_of(writer.fields), writer.fields)


class _Switches(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_args: object) -> None:
        values = (argument.value for argument in node.arguments)
        self.found.update(value.name.value for value in values if isinstance(value, VariableNode))


def _switches(nodes: Iterable[Node]) -> set[str]:
    visitor = _Switches()
    for node in nodes:
        visit(node, visitor)
    return visitor.found
