"""Values that a process keeps for as long as what they were made from does not change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import connection

from core.freshness.reads import depending_on
from core.freshness.shared import Versions, versions
from core.freshness.tags import slots_of

T = TypeVar("T")


class Kept(Generic[T]):
    """`get` returns what `make` returned last, unless something that the tags name has changed meanwhile.

    The value is shared by threads: nobody may change it. `make` runs in the caller's thread, and two may make it at
    once. Inside a transaction nothing is kept and nothing kept is used: it may see what nobody else sees yet.
    """

    def __init__(self, tags: tuple[str, ...], make: Callable[[], T]) -> None:
        self._tags, self._slots, self._make = tags, slots_of(tags), make
        self._found: tuple[T, int, Versions] | None = None

    def get(self) -> T:
        with depending_on(*self._tags):
            shared = versions()
            if shared is None or not shared.is_heard() or connection.in_atomic_block:
                return self._make()
            found = self._found
            # Numbers of another file say nothing of this one.
            if found is not None and found[2] is shared and shared.is_fresh(self._slots, found[1]):
                return found[0]
            as_of = shared.now()
            value = self._make()
            self._found = (value, as_of, shared)
            return value
