"""How machines tell each other what they have committed: rows of the database, asked for twice a second.

A row is written in the transaction that changed something, so it is there if, and only if, the change is. One thread
of each server process asks; whichever was last answers for all processes of the machine. When nobody has been
answered for a second, nothing kept is used (`Versions.is_heard`).
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from core.freshness.shared import Versions, reopen_if_gone, versions
from core.models import Invalidation
from core.replaced import close_replaced

logger = logging.getLogger(__name__)

INTERVAL = 0.4  # seconds between two questions of a machine
_TICK = 0.1  # seconds between two looks of a process at whether it is its turn
KEPT_FOR = timedelta(days=1)
TOO_LONG = 3_600.0  # seconds without a question after which nothing older is used, rather than read what was missed


def write(connection: Any, slots: Iterable[int]) -> int:
    """Write down what the open transaction changes; returns the row's number."""
    transaction = 0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint")
            transaction = cursor.fetchone()[0]
    row = Invalidation(slots=",".join(map(str, sorted(slots))), transaction=transaction, at=timezone.now())
    row.save(using=connection.alias)
    return int(row.pk)


def ask(shared: Versions) -> int:
    """Act upon what was committed since the last time; returns how many rows were new."""
    new = 0
    silence = shared.silence()
    cursor = _cursor_now()
    if silence > TOO_LONG:
        shared.bump([0])
    for pk, slots in _rows(cursor if silence > TOO_LONG else shared.cursor):
        if not shared.knows(pk):
            shared.bump(map(int, slots.split(",")), row=pk)
            new += 1
    shared.heard(cursor)
    return new


def _cursor_now() -> int:
    """Where to read on next time: before it nothing can appear any more.

    On PostgreSQL the oldest transaction still open, for ids are given before the commit. SQLite has one writer.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            return int(cursor.fetchone()[0])
    return Invalidation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _rows(cursor: int) -> list[tuple[int, str]]:
    since = {"transaction__gte": cursor} if connection.vendor == "postgresql" else {"pk__gt": cursor}
    return list(Invalidation.objects.filter(**since).order_by("pk").values_list("pk", "slots"))


def sweep(now: datetime) -> int:
    """Delete the rows that everybody has read."""
    return Invalidation.objects.filter(at__lt=now - KEPT_FOR).delete()[0]


class Listener:
    """The thread that asks; one in each process, started again after a fork."""

    def __init__(self) -> None:
        self._process = 0
        self._starting = threading.Lock()
        self.stopped = threading.Event()

    def ensure(self) -> None:
        """Start it in this process unless it runs."""
        if self._process == os.getpid() or not settings.BALISE_ANSWER_CACHE:
            return
        with self._starting:
            if self._process != os.getpid():
                self._process = os.getpid()
                self.stopped.clear()
                threading.Thread(target=self._run, name="freshness", daemon=True).start()

    def _run(self) -> None:
        while not self.stopped.wait(_TICK):
            try:
                self.turn()
            except Exception:
                logger.exception("The database does not say what changed: nothing kept is used meanwhile")
                connections.close_all()
                self.stopped.wait(INTERVAL)

    def turn(self) -> None:
        """Ask, if no process of this machine has done so a moment ago."""
        shared = versions()
        if shared is None:
            return
        if not shared.is_still_there():
            reopen_if_gone()
        elif shared.silence() >= INTERVAL:
            connection.close_if_unusable_or_obsolete()
            close_replaced()
            ask(shared)


listener = Listener()
