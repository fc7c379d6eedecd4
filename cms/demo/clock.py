"""The demo's clock: what time does (`cms.tick`), about once a minute, at the moment that `cms.demo.shift` says.

In production a timer of the system does this (docs/operations.md); the demo has nobody else to do it.
"""

from __future__ import annotations

import fcntl
import logging
import threading
from datetime import datetime
from pathlib import Path

logger = logging.getLogger("balise.demo")

INTERVAL = 60.0  # seconds from the end of a round to the next
STOP_TIMEOUT = 10.0  # seconds that a round under way has left when the demo stops
LOCK = ".balise-demo.clock"


class Clock:
    """A thread of the process that answers requests. Of several demos on one folder, one at a time is working."""

    def __init__(self, folder: Path, interval: float = INTERVAL) -> None:
        self._lock = folder / LOCK
        self._interval = interval
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="demo-clock", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let the round under way finish, and make no other."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.tick()
            self._stopping.wait(self._interval)

    def tick(self) -> bool:
        """One round; returns False when somebody else is at it. What fails is logged, and tried again next time."""
        with self._lock.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            try:
                do_round()
            except Exception:
                logger.exception("the round failed; trying again in %d s", self._interval)
        return True


def do_round() -> None:
    """A round of `cms.tick` at the moment that the demo's clock says, in a thread with a connection of its own."""
    from django.db import connection

    from cms.demo.shift import now

    try:
        make_round(now())
    finally:
        connection.close()


def make_round(now: datetime) -> dict[str, int]:
    """What time does at that moment; returns how much of each, and logs it when there was something to do."""
    from django.utils import timezone
    from wagtail.models import Page, Revision

    from cms.tick import tick

    real = timezone.now()  # Wagtail asks no other clock
    due = {
        "to publish": Revision.objects.filter(approved_go_live_at__lt=real).count(),
        "to unpublish": Page.objects.filter(live=True, expire_at__lt=real).count(),
    }
    done, _ = tick(now)
    if told := [f"{count} {what}" for what, count in (due | done).items() if count]:
        logger.warning("clock: %s", ", ".join(told))
    return done
