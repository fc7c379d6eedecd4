"""granian, started from Python: threads, because resolvers are synchronous and wait for the database."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

APPLICATION = "cms.wsgi:application"
UNIX = "unix:"
DEFAULTS: dict[str, Any] = {
    "interface": Interfaces.WSGI,
    "http": HTTPModes.http1,  # the proxy before it speaks the others
    "websockets": False,
    # What is longer than MAX_URL_BYTES has to come through, to be refused with a code.
    "http1_settings": HTTP1Settings(header_read_timeout=15_000, max_buffer_size=65_536),  # milliseconds, bytes
    "backlog": 1024,
    "workers_kill_timeout": 30,  # seconds that answers under way have left when the server stops
    "respawn_failed_workers": True,
    "workers_max_rss": 1_024,  # megabytes; then a worker is replaced, so that nothing it leaks adds up
    "log_level": "error",  # it warns of threads that are more than twice the cores: ours wait for the database
    # Balise writes its own access log, without personal data.
    "log_access": False,
}


def server(bind: str, *, workers: int, threads: int) -> Any:
    """A `Granian` for `cms.wsgi` at `host:port` or `unix:/path`; its `serve` returns when it is stopped.

    Raises ValueError for an address that is neither.
    """
    # Workers start from nothing. A copy of this process would have the locks of SQLite and of others as they were, held
    # by threads that it has not.
    multiprocessing.set_start_method("spawn", force=True)
    return Granian(APPLICATION, **_place(bind), **DEFAULTS, workers=workers, blocking_threads=threads)


def _place(bind: str) -> dict[str, Any]:
    if bind.startswith(UNIX):
        # The proxy of the machine, which is in our group, may connect.
        return {"uds": Path(bind.removeprefix(UNIX)), "uds_permissions": 0o660}
    host, colon, port = bind.rpartition(":")
    if not (colon and port.isdecimal()):
        raise ValueError(f"{bind!r} is neither host:port nor unix:/path")
    return {"address": host.strip("[]") or "127.0.0.1", "port": int(port)}
