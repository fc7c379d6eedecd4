"""The demo's clock: what was scheduled is published, and what has expired withdrawn, about once a minute.

In production a timer of the system does this (docs/operations.md); the demo has nobody else to do it.
"""

from __future__ import annotations

import fcntl
import logging
import threading
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
                publish_what_is_due()
            except Exception:
                logger.exception("what was scheduled could not be published; trying again in %d s", self._interval)
        return True


def publish_what_is_due() -> None:
    """Wagtail's own job, with a line in the log when there was something to do."""
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone
    from wagtail.models import Page, Revision

    try:
        now = timezone.now()
        due = Revision.objects.filter(approved_go_live_at__lt=now).count()
        expired = Page.objects.filter(live=True, expire_at__lt=now).count()
        if due or expired:
            logger.warning("clock: %d to publish, %d to unpublish", due, expired)
            call_command("publish_scheduled")
    finally:
        # This thread has a connection of its own, for a moment every minute.
        connection.close()
