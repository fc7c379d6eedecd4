"""From a request's parameters to a result, by way of every check."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
    get_variable_values,
)

from schema.engine import persisted, timing
from schema.engine.batch import batching
from schema.engine.documents import Document, DocumentStore, digest_of
from schema.engine.limits import Limits
from schema.engine.trusted import TrustedDocuments
from schema.errors import BadUserInput, PersistedQueryNotFound

logger = logging.getLogger(__name__)

MAX_VARIABLE_ERRORS = 20

NOT_TRUSTED = "Only documents that were loaded beforehand are answered: send their `documentId`."


class InvalidVariables(Exception):
    """Variables that do not fit their declarations, with everything that is wrong with them."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__()
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a GraphQL request consists of. At least one of `query` and `digest` is given."""

    query: str | None
    digest: str | None
    """SHA-256 of the query in lower-case hexadecimal: of a persisted query, or in `documentId`."""
    operation_name: str | None
    variables: Mapping[str, Any]
    tells_cost: bool = False
    """Whether the answer says what the operation costs (`extensions.cost` of the request)."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An operation that passed every check that can be made without running it."""

    document: Document
    operation: OperationDefinitionNode
    parameters: Parameters
    cost: int
    """Objects that it could make the server build (see `cost`)."""
    limit: int
    """The most that an operation may cost."""
    variables: Mapping[str, Any]
    """Coerced, with their defaults."""

    @property
    def reads_only(self) -> bool:
        return self.operation.operation is OperationType.QUERY


class Engine:
    """Answers requests against one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self.documents = DocumentStore(schema)
        self.trusted = TrustedDocuments()

    def prepare(self, parameters: Parameters, limits: Limits) -> Prepared:
        """The operation to run. Raises an ApiError, GraphQLSyntaxError, InvalidDocument or InvalidVariables."""
        document = self._document(parameters, limits)
        operation = document.operation(parameters.operation_name)
        variables = get_variable_values(
            self.schema,
            operation.variable_definitions,
            dict(parameters.variables),
            max_errors=MAX_VARIABLE_ERRORS,
            hide_suggestions=not limits.suggestions,
        )
        if isinstance(variables, list):
            raise InvalidVariables(variables)
        cost = document.check_cost(self.schema, operation, variables, limits.max_cost)
        return Prepared(document, operation, parameters, cost, limits.max_cost, variables)

    def execute(self, prepared: Prepared, context: Any) -> ExecutionResult:
        """Runs the operation. What goes wrong in a field is in the result, as GraphQL wants it."""
        with batching():
            planned = self._by_plan(prepared, context)
            return self._by_walking(prepared, context) if planned is None else planned

    def _by_plan(self, prepared: Prepared, context: Any) -> ExecutionResult | None:
        """The answer, where there is a plan and nothing goes wrong."""
        after = settings.BALISE_PLAN_AFTER
        if after is None or not prepared.reads_only:
            return None
        with timing.phase("plan"):
            plan = prepared.document.plan(self.schema, prepared.operation, prepared.variables, after=after)
        if plan is None:
            return None
        context.columns, context.fields = plan.columns, plan.fields
        try:
            with timing.phase("build"):
                return ExecutionResult(plan.run(context, prepared.variables), None)
        except (OperationalError, InterfaceError) as error:
            # The database cannot be reached: asking it once more makes a slow answer slower.
            return ExecutionResult(None, [GraphQLError(str(error), original_error=error)])
        except Exception:
            # Whatever it is, graphql-core meets it too, and says it with its place in the document. Should it not, the
            # answer is right and took twice the work: this line of the log is where to look.
            logger.debug("A plan gave up", exc_info=True)
            return None

    def _by_walking(self, prepared: Prepared, context: Any) -> ExecutionResult:
        return execute_sync(
            self.schema,
            prepared.document.ast,
            context_value=context,
            variable_values=dict(prepared.parameters.variables),
            operation_name=prepared.parameters.operation_name,
        )

    def _document(self, parameters: Parameters, limits: Limits) -> Document:
        text, digest = parameters.query, parameters.digest
        if text is not None and digest not in (None, digest_of(text)):
            raise BadUserInput("`sha256Hash` is not the SHA-256 of the query.", argument="extensions")
        if limits.trusted_only:
            digest = digest or digest_of(text or "")
            if not self.trusted.has(digest):
                raise BadUserInput(NOT_TRUSTED, argument="query") if text else PersistedQueryNotFound
        elif text is not None:
            return self.documents.get(text, limits)
        return self._by_digest(digest or "", limits)

    def _by_digest(self, digest: str, limits: Limits) -> Document:
        """A document that was used lately, loaded by the operator, or registered in another process."""
        if document := self.documents.find(digest, limits):
            return document
        text = self.trusted.text(digest) if self.trusted.has(digest) else None
        if text is None and not limits.trusted_only:
            with timing.phase("cache"):
                text = persisted.recall(digest)
        if text is None:
            raise PersistedQueryNotFound
        return self.documents.get(text, limits)


def database_is_down(result: ExecutionResult) -> bool:
    """Whether a field failed because the database could not be reached or could not answer in time."""
    return any(isinstance(error.original_error, OperationalError | InterfaceError) for error in result.errors or ())
