"""Errors as clients see them: with a code, and without anything that was not written for them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from typing import Any

from graphql import ExecutionResult, GraphQLError, GraphQLSyntaxError

from accounts.throttle import TooMany
from schema.engine.documents import InvalidDocument
from schema.engine.execution import InvalidVariables
from schema.errors import ApiError, Code, RateLimited

logger = logging.getLogger("schema.errors")

REFUSALS = (GraphQLSyntaxError, InvalidDocument, InvalidVariables, ApiError)
"""What preparing a request may raise: the request's fault, reported before anything ran."""

_SUGGESTION = re.compile(r" Did you mean .*\?$", re.DOTALL)


def refusal_errors(refusal: Exception, *, suggestions: bool) -> list[dict[str, Any]]:
    """The errors of a request that was refused with one of REFUSALS."""
    match refusal:
        case InvalidDocument():
            return [_coded(error, Code.GRAPHQL_VALIDATION_FAILED, suggestions) for error in refusal.errors]
        case InvalidVariables():
            return [_coded(error, Code.BAD_USER_INPUT, suggestions) for error in refusal.errors]
        case GraphQLSyntaxError():
            return [_coded(refusal, Code.GRAPHQL_PARSE_FAILED, suggestions)]
        case ApiError():
            return [dict(refusal.formatted)]
    raise TypeError(f"Not a refusal: {refusal!r}")


def field_errors(result: ExecutionResult, request_id: str | None, operation: str | None) -> list[dict[str, Any]]:
    """The errors of an operation that ran. Unexpected ones are logged, once per place and kind."""
    errors: Sequence[GraphQLError] = result.errors or ()
    _log_unexpected([error for error in errors if _is_unexpected(error)], operation)
    return [
        {**error.formatted, **internal_error(request_id)} if _is_unexpected(error) else _expected(error)
        for error in errors
    ]


def internal_error(request_id: str | None) -> dict[str, Any]:
    """What is said of a failure that nobody foresaw; the identifier leads to it in the logs."""
    extensions = {"code": Code.INTERNAL_SERVER_ERROR.value}
    if request_id:
        extensions["requestId"] = request_id
    return {"message": "Internal server error", "extensions": extensions}


def _coded(error: GraphQLError, code: Code, suggestions: bool) -> dict[str, Any]:
    """An error of graphql-core's, with its code and its text cleaned."""
    formatted: dict[str, Any] = dict(error.formatted)
    formatted["message"] = _public_text(error, suggestions)
    cause = error if isinstance(error, ApiError) else error.original_error
    formatted["extensions"] = dict(cause.extensions or {}) if isinstance(cause, ApiError) else {"code": code.value}
    return formatted


def _public_text(error: GraphQLError, suggestions: bool) -> str:
    message = error.message
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error:
        cause = cause.original_error
    if cause is not None and not isinstance(cause, GraphQLError) and str(cause):
        # A scalar's parser raised something of its own, whose text graphql-core puts into the message.
        message = message.replace(str(cause), "").rstrip(" ;.") + "."
    # `hide_suggestions` leaves one kind standing: the one for fields that lack a selection.
    return message if suggestions else _SUGGESTION.sub("", message)


def _expected(error: GraphQLError) -> dict[str, Any]:
    formatted: dict[str, Any] = dict(error.formatted)
    cause = _cause(error)
    extensions = dict(cause.extensions or {}) if isinstance(cause, ApiError) else {}
    formatted["extensions"] = extensions or {"code": Code.BAD_USER_INPUT.value}
    return formatted


def _is_unexpected(error: GraphQLError) -> bool:
    cause = _cause(error)
    if isinstance(cause, ApiError):
        return False
    # Arguments can fail this late only through a variable whose null meets a non-null argument. graphql-core
    # has no type of its own for it; these errors point at the document, unlike those raised by resolvers.
    return not (type(cause) is GraphQLError and cause.nodes and cause.message.startswith("Argument '"))


def _cause(error: GraphQLError) -> Exception:
    """What was raised: graphql-core wraps it once, in an error that knows where in the document it happened."""
    cause = error.original_error or error
    return RateLimited(retry_after=cause.retry_after) if isinstance(cause, TooMany) else cause


def _log_unexpected(errors: Iterable[GraphQLError], operation: str | None) -> None:
    seen: set[tuple[object, ...]] = set()
    for error in errors:
        cause = _cause(error)
        place = tuple(step for step in error.path or () if isinstance(step, str))
        if (place, type(cause)) not in seen:
            seen.add((place, type(cause)))
            logger.error(
                "Unexpected error at %s of operation %s",
                ".".join(place) or "the root",
                operation or "(anonymous)",
                exc_info=cause,
            )
