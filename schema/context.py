"""What resolvers are given besides their arguments."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from core.visibility import PublicScope

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpRequest


T = TypeVar("T")


class Context:
    """One request: its moment, and what is public at that moment."""

    def __init__(self, request: HttpRequest, now: datetime) -> None:
        self.request = request
        self.now = now
        self._made: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` returns, kept under a name for the rest of the request."""
        if name not in self._made:
            self._made[name] = make()
        found: T = self._made[name]
        return found

    @cached_property
    def scope(self) -> PublicScope:
        return PublicScope(self.now)

    @property
    def today(self) -> date:
        return self.scope.today


class Info(Protocol):
    """What graphql-core gives every resolver, as far as ours use it."""

    @property
    def context(self) -> Context: ...
