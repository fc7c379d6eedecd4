"""The cache that all processes share, where one is configured: a convenience that answers never wait for.

When it cannot be reached, that is logged once, nobody tries again for a few seconds, and everything works as if it
held nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from django.core.cache import cache, caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 5
"""How long a cache that failed is left alone."""

T = TypeVar("T")


class _Reach:
    """Whether the cache is thought to work."""

    def __init__(self) -> None:
        self.tried_again_at = 0.0
        self.is_lost = False


_reach = _Reach()


def is_shared() -> bool:
    """Whether what one process writes is read by others: a process's own memory is not."""
    return not isinstance(caches["default"], LocMemCache | DummyCache)


def get(key: str) -> object | None:
    """What is kept under this key, if anything."""
    return _try(lambda: cache.get(key))


def put(key: str, value: object, seconds: int) -> None:
    """Keeps a value for so long."""
    _try(lambda: cache.set(key, value, timeout=seconds))


def add(key: str, amount: int, seconds: int) -> int | None:
    """Adds to a counter, which starts at 0 and lasts for so long, and returns its total; None for an unknown one."""

    def count() -> int:
        try:
            return int(cache.incr(key, amount))
        except ValueError:  # there is none yet, and two may find so at once
            return amount if cache.add(key, amount, timeout=seconds) else int(cache.incr(key, amount))

    return _try(count)


def _try(ask: Callable[[], T]) -> T | None:
    if _reach.is_lost and monotonic() < _reach.tried_again_at:
        return None
    try:
        answer = ask()
    except Exception:  # every kind of cache has errors of its own, and none may cost an answer
        if not _reach.is_lost:
            logger.warning("The cache cannot be reached: nothing is counted or shared meanwhile", exc_info=True)
        _reach.is_lost, _reach.tried_again_at = True, monotonic() + PAUSE_SECONDS
        return None
    if _reach.is_lost:
        _reach.is_lost = False
        logger.warning("The cache can be reached again")
    return answer
