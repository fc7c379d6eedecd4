"""What an answer is made from, noted while it is made.

Every statement that reads is looked at by `statements`; whatever it reads is noted, and what nobody has declared
(`tables`) makes the answer one that is not kept. Code that knows better says so with `depending_on`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(slots=True, eq=False)
class Reads:
    """What was read, for one answer."""

    tags: set[str] = field(default_factory=set)
    until: datetime | None = None
    """The moment from which the same reads would give something else by the clock alone."""
    unknown: str | None = None
    """Why the answer may not be kept: what was read that nobody keeps track of."""
    is_told: bool = False
    """Whether somebody says what the statements read, so that they are not looked at."""


_current: ContextVar[Reads | None] = ContextVar("balise_reads", default=None)


@contextmanager
def recording(reads: Reads) -> Iterator[Reads]:
    """Note in `reads` what this thread reads meanwhile."""
    token = _current.set(reads)
    try:
        yield reads
    finally:
        _current.reset(token)


def note(*tags: str) -> None:
    """The answer being made depends on these tags."""
    if (reads := _current.get()) is not None:
        reads.tags.update(tags)


def until(moment: datetime | None) -> None:
    """The answer being made changes at that moment by itself."""
    if (reads := _current.get()) is not None and moment is not None:
        reads.until = moment if reads.until is None else min(moment, reads.until)


def note_all(other: Reads) -> None:
    """The answer being made depends on all of what was read there."""
    if (reads := _current.get()) is not None:
        reads.tags |= other.tags
        reads.unknown = reads.unknown or other.unknown
    until(other.until)


@contextmanager
def depending_on(*tags: str) -> Iterator[None]:
    """What is read meanwhile depends on these tags and on nothing else."""
    reads = _current.get()
    if reads is None:
        yield
        return
    reads.tags.update(tags)
    was_told, reads.is_told = reads.is_told, True
    try:
        yield
    finally:
        reads.is_told = was_told


def note_statement(sql: str, params: Any) -> None:
    """A statement that reads is about to run; for those that go by no cursor of Django's, too."""
    reads = _current.get()
    if reads is None or reads.is_told:
        return
    from core.freshness.statements import read_by

    tags, unknown = read_by(sql, params)
    reads.tags.update(tags)
    reads.unknown = reads.unknown or unknown
