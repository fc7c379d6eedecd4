"""gunicorn, started from Python: threads, because resolvers are synchronous and wait for the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

DEFAULTS = {
    "worker_class": "gthread",
    "graceful_timeout": 30,  # seconds that answers under way have left when the server stops
    "keepalive": 5,  # seconds
    "timeout": 60,  # seconds
    # The most gunicorn takes. What is longer than MAX_URL_BYTES has to come through, to be refused with a code.
    "limit_request_line": 8190,  # bytes
    "max_requests": 10_000,  # then a worker is replaced, so that nothing it leaks adds up
    "max_requests_jitter": 1_000,
    "loglevel": "warning",
    # Balise writes its own access log, without personal data.
    "accesslog": None,
    "control_socket_disable": True,
}


class Server(BaseApplication):
    """Serves `cms.wsgi` with the given options of gunicorn; `run` returns when it is stopped."""

    def __init__(self, load: Callable[[], Any], **options: Any) -> None:
        self._load, self._options = load, {**DEFAULTS, **options}
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._load()
