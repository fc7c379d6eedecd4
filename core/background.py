"""Work that nobody waits for: done by a thread of this process right after the commit.

It has to be of a kind that a later round does just as well: the process may end before it is done.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction

logger = logging.getLogger(__name__)

_at_work: dict[str, threading.Lock] = {}


def after_commit(name: str, work: Callable[[], object]) -> None:
    """Have `work` done once the open transaction is committed, for as long as it says that there may be more.

    One thread of a name is at work at a time; it finds what was written meanwhile.
    """
    transaction.on_commit(lambda: _start(name, work), robust=True)


def _start(name: str, work: Callable[[], object]) -> None:
    if settings.BALISE_BACKGROUND:
        threading.Thread(target=_run, args=(name, work), name=name, daemon=True).start()


def _run(name: str, work: Callable[[], object]) -> None:
    lock = _at_work.setdefault(name, threading.Lock())
    if not lock.acquire(blocking=False):
        return
    try:
        while work():
            pass
    except Exception:
        logger.exception("%s did not end well; `tick` does what is left", name)
    finally:
        lock.release()
        connection.close()
