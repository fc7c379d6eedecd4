"""The id of the request being answered, for logs and error reports."""

from __future__ import annotations

import re
from contextvars import ContextVar
from uuid import uuid4

HEADER = "X-Request-Id"
NO_REQUEST = "-"
# Long enough for the ids of proxies, and nothing that could break a log line or a header.
_WELL_FORMED = re.compile(r"[A-Za-z0-9_.:-]{8,128}")

_current: ContextVar[str] = ContextVar("balise_request_id", default=NO_REQUEST)


def current_request_id() -> str:
    """The id of the request that is being answered; "-" outside of one."""
    return _current.get()


def accept(given: str | None) -> str:
    """The proxy's id when it is well-formed, else a new one; it becomes the current one."""
    chosen = given if given and _WELL_FORMED.fullmatch(given) else uuid4().hex
    _current.set(chosen)
    return chosen


def forget(**kwargs: object) -> None:
    """The request is over; a receiver of `request_finished`, for Django still logs after the middleware."""
    _current.set(NO_REQUEST)
