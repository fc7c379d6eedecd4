"""Loading for all at once what is asked of each.

Objects that are shown in the same list share a `Batch`. The first resolver that needs something more of one of
them loads it for all of them, in one statement; the others find it there. So a page of a hundred costs as many
statements as a page of twenty, whatever fragments, aliases or unions a query is written with, and nothing is
loaded that was not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_ATTRIBUTE = "_batch"


class Batch:
    """Objects shown together, and what was loaded for them so far."""

    __slots__ = ("_loaded", "members")

    def __init__(self, members: list[Any]) -> None:
        self.members = members
        self._loaded: dict[Hashable, Any] = {}

    def once(self, key: Hashable, load: Callable[[list[Any]], R]) -> R:
        """What `load(members)` returns; called once for a key, however many members ask.

        `key` holds whatever the result depends on, a field's arguments included.
        """
        if key not in self._loaded:
            self._loaded[key] = load(self.members)
        return self._loaded[key]

    def know(self, key: Hashable, loaded: Any) -> None:
        """What `load` would return for `key`, where it is known already."""
        self._loaded[key] = loaded

    def let_go(self) -> None:
        """Hold nothing any more."""
        self.members, self._loaded = [], {}


_open: ContextVar[list[Batch] | None] = ContextVar("batches", default=None)


@contextmanager
def batching() -> Iterator[None]:
    """Around the making of an answer: its batches let go of what they hold at the end.

    Members hold their batch, and a batch its members: without this every object of an answer would wait for Python's
    collector, and what is remembered of one of them would keep them all.
    """
    made: list[Batch] = []
    token = _open.set(made)
    try:
        yield
    finally:
        _open.reset(token)
        for batch in made:
            batch.let_go()


def gather(objects: Iterable[T]) -> list[T]:
    """The objects as a list whose members share a batch."""
    members = list(objects)
    batch = Batch(members)
    if (made := _open.get()) is not None:
        made.append(batch)
    for member in members:
        setattr(member, _ATTRIBUTE, batch)
    return members


def batch_of(obj: Any) -> Batch:
    """The batch an object was gathered into, or one of its own; that of an answer that is made holds nobody."""
    batch = getattr(obj, _ATTRIBUTE, None)
    if batch is None or not batch.members:
        gather([obj])
        batch = getattr(obj, _ATTRIBUTE)
    return batch
