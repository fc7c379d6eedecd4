"""The answers a process keeps: bounded by bytes, the least used forgotten first, none given once it is stale."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Lock

from core.freshness import Versions, versions

MAX_BYTES = 64_000_000
"""Memory that the kept answers of a process may take."""
LARGEST = 1_000_000
"""Bytes of an answer; larger ones are not kept."""
WAITED_FOR = 10.0
"""Seconds that the same question waits for the answer being made, before it is asked once more."""
_OVERHEAD = 2_000  # bytes of what goes with an answer, roughly


@dataclass(frozen=True, slots=True)
class Freshness:
    """Until when something is fresh: until one of the slots changes, or the moment comes (seconds since 1970)."""

    slots: tuple[int, ...]
    as_of: int
    until: float
    of: Versions
    """Where the numbers are from: those of another file say nothing of them."""

    def holds(self) -> bool:
        """Whether it is fresh now. Never without word from the database for a second."""
        shared = versions()
        return (
            shared is self.of
            and shared.is_fresh(self.slots, self.as_of)
            and time.time() < self.until
            and shared.is_heard()
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes over the wire."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    zipped: bytes | None = None
    """The body compressed, where that pays."""

    @property
    def size(self) -> int:
        return len(self.body) + len(self.zipped or b"") + _OVERHEAD


class Store:
    """Answers by question. A question may be anything hashable that tells all that the answer depends on."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self.bytes = 0
        self._kept: OrderedDict[Hashable, tuple[Answer, Freshness]] = OrderedDict()
        self._asked: dict[Hashable, Event] = {}
        self._lock = Lock()

    def find(self, question: Hashable) -> Answer | None:
        """The answer that is kept, if it is still right."""
        with self._lock:
            found = self._kept.get(question)
            if found is not None:
                self._kept.move_to_end(question)
        if found is None:
            return None
        answer, freshness = found
        return answer if freshness.holds() else None

    def keep(self, question: Hashable, answer: Answer, freshness: Freshness) -> None:
        """Keep an answer; one that has become stale while it was made is kept for nobody."""
        if answer.size > LARGEST:
            return
        with self._lock:
            self._drop(question)
            self._kept[question] = answer, freshness
            self.bytes += answer.size
            while self.bytes > self._max_bytes:
                self._drop(next(iter(self._kept)))

    def _drop(self, question: Hashable) -> None:
        if (found := self._kept.pop(question, None)) is not None:
            self.bytes -= found[0].size

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.bytes = 0

    @contextmanager
    def asking(self, question: Hashable) -> Iterator[bool]:
        """Whether we are the first to ask. Others wait here until the first is done, and look again.

        No lock is held meanwhile; questions that differ do not wait for each other.
        """
        with self._lock:
            running = self._asked.get(question)
            if running is None:
                self._asked[question] = done = Event()
        if running is not None:
            running.wait(WAITED_FOR)
            yield False
            return
        try:
            yield True
        finally:
            with self._lock:
                del self._asked[question]
            done.set()
