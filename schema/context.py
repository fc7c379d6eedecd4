"""What resolvers are given besides their arguments."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.utils.functional import cached_property

from accounts.asking import has_token, who_asks
from core.visibility import PublicScope

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model
    from django.http import HttpRequest

    from accounts.models import User
    from schema.engine.plan.columns import Columns

T = TypeVar("T")


class Context:
    """One request: its moment, what is public at that moment, and who asks."""

    def __init__(self, request: HttpRequest, now: datetime) -> None:
        self.request = request
        self.now = now
        self._made: dict[str, Any] = {}
        self._is_for_one = False
        self.columns: Columns = {}
        self.fields: Mapping[str, Collection[str]] = {}
        """What the operation asks of each type, by their GraphQL names, when it has a plan."""

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` returns, kept under a name for the rest of the request."""
        if name not in self._made:
            self._made[name] = make()
        found: T = self._made[name]
        return found

    def columns_of(self, model: type[Model]) -> frozenset[str] | None:
        """The columns of a model that the answer needs; None when that is not known, and all are read."""
        return self.columns.get(model)

    @cached_property
    def user(self) -> User | AnonymousUser:
        """Who asks; looked up when a resolver wants to know, and not for anybody else's documents."""
        self.mark_personal()  # before anything can go wrong
        return who_asks(self.request)

    def mark_personal(self) -> None:
        """Say that the answer is for whoever asks alone, by a key of theirs for one."""
        self._is_for_one = True

    @property
    def is_personal(self) -> bool:
        """Whether the answer may depend on who asks, so that no cache may keep it."""
        return self._is_for_one or has_token(self.request)

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
