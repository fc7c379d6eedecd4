"""SQLite's file is opened anew when another one has taken its place, as a restored backup does.

Connections outlive requests. One to a file that is no longer at its address would go on reading it, and what it writes
would be lost.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.signals import request_started
from django.db import connections
from django.db.backends.signals import connection_created

_OPENED = "_balise_opened_file"


def connect() -> None:
    """Look from now on, before every request."""
    connection_created.connect(_remember, dispatch_uid="core.replaced")
    request_started.connect(close_replaced, dispatch_uid="core.replaced")


def close_replaced(**kwargs: Any) -> None:
    """Close this thread's connections to files that are not the ones at their addresses."""
    for connection in connections.all(initialized_only=True):
        opened = getattr(connection, _OPENED, None)
        if opened is None or connection.connection is None or connection.in_atomic_block:
            continue
        there = _identity(connection)
        if there is not None and there != opened:  # with none there is nothing to open instead
            connection.close()


def _remember(connection: Any, **kwargs: Any) -> None:
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        setattr(connection, _OPENED, _identity(connection))


def _identity(connection: Any) -> tuple[int, int] | None:
    """What tells a file from another one at the same address; None where there is none."""
    with suppress(OSError):
        found = Path(connection.settings_dict["NAME"]).stat()
        return found.st_dev, found.st_ino
    return None
