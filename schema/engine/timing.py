"""What the time of a request was spent on, told in the header `Server-Timing` where the setting says so.

Whoever does a part of the work says so, and it costs next to nothing where nobody measures:

>>> with timing.phase("plan"):
...     compile_the_operation()

A phase inside another is not counted in the outer one, so that together they are the time that was measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from functools import wraps
from time import perf_counter_ns
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PHASES = ("parse", "plan", "sql", "build", "cache")
"""Reading and checking the request; compiling it; statements; putting the answer together; caches of any kind."""

HEADER = "Server-Timing"

View = Callable[..., HttpResponseBase]


class Timing:
    """The time that one request has spent in each phase, and in which it is now."""

    __slots__ = ("_open", "_since", "_spent")

    def __init__(self) -> None:
        self._spent = dict.fromkeys(PHASES, 0)  # nanoseconds
        self._open: list[str] = []
        self._since = 0

    def phase(self, name: str) -> AbstractContextManager[None]:
        """Counts what happens inside as `name`. Raises ValueError for what is none of PHASES."""
        if name not in self._spent:
            raise ValueError(name)
        return _Phase(self, name)

    def header(self) -> str:
        """The value of `Server-Timing`: every phase, in milliseconds."""
        return ", ".join(f"{name};dur={spent / 1e6:.2f}" for name, spent in self._spent.items())

    def enter(self, name: str) -> None:
        self._count()
        self._open.append(name)

    def leave(self) -> None:
        self._count()
        self._open.pop()

    def statement(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """For `connection.execute_wrapper`."""
        with self.phase("sql"):
            return execute(*arguments)

    def _count(self) -> None:
        now = perf_counter_ns()
        if self._open:
            self._spent[self._open[-1]] += now - self._since
        self._since = now


class _Phase:
    __slots__ = ("_name", "_timing")

    def __init__(self, timing: Timing, name: str) -> None:
        self._timing = timing
        self._name = name

    def __enter__(self) -> None:
        self._timing.enter(self._name)

    def __exit__(self, *exception: object) -> None:
        self._timing.leave()


_current: ContextVar[Timing | None] = ContextVar("timing", default=None)
_NOTHING: AbstractContextManager[None] = nullcontext()


def phase(name: str) -> AbstractContextManager[None]:
    """Counts what happens inside as `name`, one of PHASES, if this request is measured."""
    timing = _current.get()
    return timing.phase(name) if timing else _NOTHING


@contextmanager
def measuring() -> Iterator[Timing]:
    """Measures what happens inside, statements of Django's connection included."""
    timing = Timing()
    token = _current.set(timing)
    try:
        with connection.execute_wrapper(timing.statement):
            yield timing
    finally:
        _current.reset(token)


def told(view: View) -> View:
    """Decorator: the view's answers tell their timing where `BALISE_SERVER_TIMING` is on.

    Browsers show it to pages of our own origin alone: no `Timing-Allow-Origin` says otherwise.
    """

    @wraps(view)
    def timed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not getattr(settings, "BALISE_SERVER_TIMING", False):
            return view(request, *args, **kwargs)
        with measuring() as timing:
            response = view(request, *args, **kwargs)
        response[HEADER] = timing.header()
        return response

    return timed
