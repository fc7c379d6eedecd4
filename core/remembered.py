"""What was made of a content before, so that it is not made again while the content is the same.

The key is the content itself, with everything else that the result depends on: nothing has to be forgotten for being
old, and nothing of one moment can be shown at another.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """The results used last, as many as fit."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = Lock()

    def __call__(self, key: Hashable, make: Callable[[], T], size: int) -> T:
        """What `make` returned for the key; `size` is what keeping it takes, in bytes, roughly."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found[0]
        made = make()  # not under the lock: two threads may both make it, and either result is right
        with self._lock:
            if key not in self._kept:
                self._kept[key] = (made, size)
                self._bytes += size
                while self._bytes > self._max_bytes and len(self._kept) > 1:
                    self._bytes -= self._kept.popitem(last=False)[1][1]
        return made
