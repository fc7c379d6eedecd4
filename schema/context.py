"""What resolvers are given besides their arguments."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from core.visibility import PublicScope

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpRequest


class Context:
    """One request: its moment, and what is public at that moment."""

    def __init__(self, request: HttpRequest, now: datetime) -> None:
        self.request = request
        self.now = now

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
