"""What a request can be told when it cannot be answered: one class per public error code.

These are errors of the request. What a business rule says to a person is data, not an error.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from graphql import GraphQLError


class Code(StrEnum):
    """The values of `errors[].extensions.code`. Clients branch on them: none is ever renamed."""

    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    RATE_LIMITED = "RATE_LIMITED"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    NOT_AVAILABLE = "NOT_AVAILABLE"
    INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"


class ApiError(GraphQLError):
    """An error whose message was written for the client. Every other exception's text stays in the logs."""

    code: ClassVar[Code]

    def __init__(self, message: str, **extensions: Any) -> None:
        given = {key: value for key, value in extensions.items() if value is not None}
        super().__init__(message, extensions={"code": self.code.value, **given})


class BadUserInput(ApiError):
    """An argument, a variable or the request itself has a value that nothing can be done with."""

    code = Code.BAD_USER_INPUT

    def __init__(self, message: str, *, argument: str | None = None) -> None:
        super().__init__(message, argument=argument)


class LimitExceeded(ApiError):
    """The request asks for more than one request may. `seen` is left out where counting stopped early."""

    code = Code.LIMIT_EXCEEDED

    def __init__(self, limit: str, maximum: int, *, what: str, seen: int | None = None) -> None:
        found = f", this one has {seen}" if seen is not None else ""
        super().__init__(f"{what} at most {maximum}{found} ({limit}).", limit=limit, max=maximum, seen=seen)


class Unauthenticated(ApiError):
    """Nobody is signed in, and the field needs somebody."""

    code = Code.UNAUTHENTICATED

    def __init__(self, message: str = "Sign in first.") -> None:
        super().__init__(message)


class Forbidden(ApiError):
    """The person who is signed in may not do this."""

    code = Code.FORBIDDEN

    def __init__(self, message: str = "You may not do this.") -> None:
        super().__init__(message)


class RateLimited(ApiError):
    """Too many requests in too short a time; `retry_after` is in seconds."""

    code = Code.RATE_LIMITED

    def __init__(self, message: str = "Too many requests.", *, retry_after: int) -> None:
        super().__init__(message, retryAfter=retry_after)


class PersistedQueryNotFound(ApiError):
    """The hash is of no document held here. Clients know the message and send the text again."""

    code = Code.PERSISTED_QUERY_NOT_FOUND

    def __init__(self) -> None:
        super().__init__("PersistedQueryNotFound")


class NotAvailable(ApiError):
    """Something the answer needs, the database for one, cannot be reached now; trying again later makes sense."""

    code = Code.NOT_AVAILABLE

    def __init__(self, message: str = "The service is not available at the moment.") -> None:
        super().__init__(message)
