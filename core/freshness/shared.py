"""The content's versions, in memory that all processes of a machine share.

A file mapped into memory: one sequence number, and slots that each hold the number of the last change of what hashes
there. What was made from the content remembers the number read *before* its first query; it is fresh as long as none
of its slots holds a greater one. So asking costs no query and no system call, and what was read before a commit can
never pass for what was read after it.
"""

from __future__ import annotations

import fcntl
import logging
import mmap
import os
import secrets
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from core.freshness.tags import SLOTS

logger = logging.getLogger(__name__)

NAME = "versions-1"
"""The file's name in the data folder; the number is that of the layout."""

STALE_AFTER = 1.0
"""Seconds without word from the database after which nothing kept may be used: other machines may have written."""

# The file: a head of 64-bit words, numbers of rows that were acted upon already, the slots.
_SEQUENCE, _HEARD_AT, _CURSOR = 0, 1, 2
_HEAD, _KNOWN = 64, 4_096
_FIRST_SLOT = _HEAD + _KNOWN
_BYTES = 8 * (_FIRST_SLOT + SLOTS)


class Versions:
    """The shared file; as many processes and threads as there are may use it at once."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it. Raises OSError."""
        self.path = path
        self._writing = threading.Lock()
        self._file = _open(path)
        self.inode = os.fstat(self._file).st_ino
        self._words = memoryview(mmap.mmap(self._file, _BYTES)).cast("Q")
        self._slots = self._words[_FIRST_SLOT:]

    def now(self) -> int:
        """The sequence number. Read it before the first query of what is to be kept."""
        return self._words[_SEQUENCE]

    def is_fresh(self, slots: Iterable[int], as_of: int) -> bool:
        """Whether nothing that hashes to the slots has changed since the number was read."""
        current = self._slots
        return all(current[slot] <= as_of for slot in slots)

    def bump(self, slots: Iterable[int], row: int | None = None) -> None:
        """Something changed. `row` is the number of the database's row that says so, to be known when read later."""
        with self._locked():
            number = self._words[_SEQUENCE] + 1
            for slot in slots:
                self._slots[slot] = number
            if row is not None:
                self._words[_HEAD + row % _KNOWN] = row
            self._words[_SEQUENCE] = number

    def knows(self, row: int) -> bool:
        """Whether what this row of the database says was acted upon; False for the oldest of them too."""
        return self._words[_HEAD + row % _KNOWN] == row

    # --- word from the database (see `channel`) ---------------------------------------------------------

    @property
    def cursor(self) -> int:
        """How far the database's rows were read."""
        return self._words[_CURSOR]

    def heard(self, cursor: int) -> None:
        """The database was asked what changed, and everything up to `cursor` was acted upon."""
        self._words[_CURSOR] = cursor
        self._words[_HEARD_AT] = time.monotonic_ns()

    def silence(self) -> float:
        """Seconds since the database was last heard of; infinite when it was not since the machine started."""
        passed = time.monotonic_ns() - self._words[_HEARD_AT]
        return passed / 1e9 if passed >= 0 and self._words[_HEARD_AT] else float("inf")

    def is_heard(self) -> bool:
        """Whether what is kept may be used: no other machine can have committed much without us knowing."""
        return self.silence() <= STALE_AFTER

    @contextmanager
    def _locked(self) -> Iterator[None]:
        # The file's lock keeps out other processes only: threads share its descriptor.
        with self._writing:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def is_still_there(self) -> bool:
        """Whether the file is the one that a process starting now would open."""
        with suppress(OSError):
            return self.path.stat().st_ino == self.inode
        return False


def _open(path: Path) -> int:
    """A descriptor of the file, which comes into being whole, whoever makes it first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        with suppress(FileNotFoundError):
            found = os.open(path, os.O_RDWR | os.O_CLOEXEC)
            if os.fstat(found).st_size == _BYTES:
                return found
            os.close(found)
            path.unlink(missing_ok=True)
        unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        try:
            unfinished.write_bytes(_empty())
            unfinished.chmod(0o600)
            with suppress(FileExistsError):
                os.link(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)


def _empty() -> bytearray:
    """A new file. It starts after the numbers of any file before it: what was kept by those is not fresh."""
    content = bytearray(_BYTES)
    words = memoryview(content).cast("Q")
    words[_SEQUENCE] = words[_FIRST_SLOT] = time.time_ns()
    words.release()
    return content


@lru_cache(maxsize=8)
def _in(folder: Path) -> Versions | None:
    try:
        return Versions(folder / NAME)
    except OSError:
        logger.exception("No answers are kept: %s cannot be used", folder / NAME)
        return None


def versions() -> Versions | None:
    """The versions that this process shares; None where nothing may be kept (BALISE_ANSWER_CACHE, or no file)."""
    return _in(settings.BALISE_DATA_DIR) if settings.BALISE_ANSWER_CACHE else None


def reopen_if_gone() -> None:
    """Take up the file that is there now, should somebody have removed ours."""
    shared = versions()
    if shared is None or not shared.is_still_there():
        _in.cache_clear()
