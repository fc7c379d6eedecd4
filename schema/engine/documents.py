"""Documents that were parsed, measured and validated, each once."""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from graphql import (
    DocumentNode,
    FloatValueNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    IntValueNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    Source,
    ValidationRule,
    parse,
    specified_rules,
    validate,
)
from graphql.validation.rules import overlapping_fields_can_be_merged
from graphql.validation.validate import ValidationAbortedError

from schema.engine.cost import Costs
from schema.engine.limits import Limits
from schema.engine.plan.plans import Plan, Plans
from schema.engine.shape import check_shape, check_tokens
from schema.errors import BadUserInput, LimitExceeded

MAX_VALIDATION_ERRORS = 20

# Fields of the same name are compared in pairs, within one request's time. The library's own budget lets a
# document of 2,000 tokens take two seconds. Real clients' queries (tests/schema/documents) need a hundredth of this.
MAX_COMPARISONS = overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = 100_000

BYTES_PER_TOKEN = 600
"""Memory of a parsed document, measured."""


class FiniteNumbersRule(ValidationRule):
    """A number beyond every Float is none. graphql-core says so of variables only, and makes it infinite here."""

    def enter_float_value(self, node: FloatValueNode | IntValueNode, *_args: object) -> None:
        if math.isinf(float(node.value)):
            self.report_error(GraphQLError("Float cannot represent a number of this size.", node))

    enter_int_value = enter_float_value


RULES = (*specified_rules, FiniteNumbersRule)


class InvalidDocument(Exception):
    """A document that does not fit the schema, with everything that is wrong with it."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__()
        self.errors = errors


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A document that may be executed."""

    ast: DocumentNode
    size: int
    """Bytes of memory, roughly."""
    operations: Mapping[str | None, OperationDefinitionNode]
    fragments: Mapping[str, FragmentDefinitionNode]
    _costs: dict[str | None, Costs] = field(default_factory=dict)
    _plans: dict[str | None, Plans] = field(default_factory=dict)

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation of that name, or the only one. Raises BadUserInput."""
        if name is None:
            if len(self.operations) > 1:
                raise BadUserInput("The document has several operations: say which in `operationName`.")
            return next(iter(self.operations.values()))
        if name not in self.operations:
            raise BadUserInput("The document has no operation of the name in `operationName`.")
        return self.operations[name]

    def plan(
        self, schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Mapping[str, Any], *, after: int
    ) -> Plan | None:
        """How to answer the operation without walking it, once it was asked `after` times (`schema.engine.plan`)."""
        name = operation.name.value if operation.name else None
        plans = self._plans.get(name)
        if plans is None:
            plans = self._plans[name] = Plans.of(operation, self.fragments.values())
        return plans.plan(schema, operation, self.fragments, variables, after=after)

    def check_cost(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
        maximum: int,
    ) -> int:
        """The cost of an operation with its coerced variables. Raises LimitExceeded."""
        name = operation.name.value if operation.name else None
        costs = self._costs.get(name)
        if costs is None:
            costs = self._costs.setdefault(name, Costs(schema, operation, self.fragments))
        value = costs(variables)
        if value > maximum:
            seen = value if value < 10**12 else None
            raise LimitExceeded("MAX_COST", maximum, what="An operation costs", seen=seen)
        return value


class DocumentStore:
    """The documents used last, by the SHA-256 of their text.

    Only documents that passed every check are kept, so that nobody fills the store with nonsense. What it holds
    is bounded by memory, not by number: a document may be a hundred times the size of another.
    """

    def __init__(self, schema: GraphQLSchema, max_bytes: int = 32_000_000) -> None:
        self._schema = schema
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[tuple[str, Limits], Document] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, digest: str, limits: Limits) -> Document | None:
        """The document whose text has this SHA-256 (lower-case hexadecimal), if it was used lately."""
        key = (digest, limits)
        with self._lock:
            document = self._kept.get(key)
            if document is not None:
                self._kept.move_to_end(key)
        return document

    def get(self, text: str, limits: Limits) -> Document:
        """The document of this text, checked. Raises GraphQLSyntaxError, LimitExceeded or InvalidDocument."""
        digest = digest_of(text)
        document = self.find(digest, limits)
        if document is None:
            # Not under the lock: two requests may both do the work, and one result is kept.
            document = self._check(text, limits)
            self._keep((digest, limits), document)
        return document

    def _keep(self, key: tuple[str, Limits], document: Document) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = document
            self._bytes += document.size
            while self._bytes > self._max_bytes and len(self._kept) > 1:
                _, dropped = self._kept.popitem(last=False)
                self._bytes -= dropped.size

    def _check(self, text: str, limits: Limits) -> Document:
        source = Source(text)
        tokens = check_tokens(source, limits.max_tokens)
        ast = parse(source)
        check_shape(ast, limits)
        rules = RULES if limits.introspection else (*RULES, NoSchemaIntrospectionCustomRule)
        errors = validate(
            self._schema,
            ast,
            rules,
            max_errors=MAX_VALIDATION_ERRORS,
            hide_suggestions=not limits.suggestions,
        )
        if any(isinstance(error, ValidationAbortedError) for error in errors[:MAX_VALIDATION_ERRORS]):
            raise LimitExceeded("MAX_COMPARISONS", MAX_COMPARISONS, what="Comparing a document's fields takes steps:")
        operations = [node for node in ast.definitions if isinstance(node, OperationDefinitionNode)]
        fragments = [node for node in ast.definitions if isinstance(node, FragmentDefinitionNode)]
        if errors or not operations or not all(self._offers(node.operation) for node in operations):
            raise InvalidDocument(errors or [GraphQLError("The document has no operation that this API offers.")])
        return Document(
            ast,
            tokens * BYTES_PER_TOKEN + 4 * len(text),
            {node.name.value if node.name else None: node for node in operations},
            {node.name.value: node for node in fragments},
        )

    def _offers(self, kind: OperationType) -> bool:
        return kind is not OperationType.SUBSCRIPTION and self._schema.get_root_type(kind) is not None


def digest_of(text: str) -> str:
    """The SHA-256 that clients of persisted queries compute: over UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
