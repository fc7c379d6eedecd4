"""What was made of public content, by what was asked for, kept while it holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection

from core.freshness.reads import Reads, note_all, recording, until
from core.freshness.shared import Versions, versions
from core.freshness.tags import slots_of
from core.visibility import PublicScope, next_expiry

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    value: T
    reads: Reads
    slots: Collection[int]
    as_of: int
    of: Versions
    since: datetime

    def holds(self, shared: Versions, now: datetime) -> bool:
        return (
            # Numbers of another file say nothing of this one.
            self.of is shared
            and self.since <= now
            and (self.reads.until is None or now < self.reads.until)
            and shared.is_fresh(self.slots, self.as_of)
        )


class KeptPublic(Generic[T]):
    """Values by key, each for as long as nothing changes of what was read for it, and until the next page expires.

    As with `Kept`, threads share values and nobody changes them; a transaction keeps none and uses none.
    """

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self._found: dict[Hashable, _Entry[T]] = {}  # the one made last at the end
        self._lock = Lock()

    def get(self, key: Hashable, scope: PublicScope, make: Callable[[PublicScope], T]) -> T:
        """What `make(scope)` returned for the key. The key holds all that it depends on but the content."""
        shared = versions()
        if shared is None or not shared.is_heard() or connection.in_atomic_block:
            return make(scope)
        found = self._found.get(key)
        if found is None or not found.holds(shared, scope.now):
            as_of, reads = shared.now(), Reads()
            with recording(reads):
                until(next_expiry(scope.now))
                value = make(PublicScope(scope.now))  # a new one, so that what it looks up is noted here
            found = _Entry(value, reads, slots_of(reads.tags), as_of, shared, scope.now)
            if reads.unknown is None:
                self._keep(key, found)
        note_all(found.reads)
        return found.value

    def _keep(self, key: Hashable, found: _Entry[T]) -> None:
        with self._lock:
            self._found.pop(key, None)
            self._found[key] = found
            if len(self._found) > self._at_most:
                del self._found[next(iter(self._found))]
