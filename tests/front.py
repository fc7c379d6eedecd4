"""The platform as a server meets it: the front with kept answers before Django."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cms import front as front_module
from cms.front import Front
from cms.wsgi import _django
from core.freshness import versions
from core.freshness.channel import ask as ask_database


class Asker:
    """Asks the front as a server does, and counts how often Django was entered."""

    def __init__(self) -> None:
        self.entered = 0
        self.front = Front(self._enter)
        self.delay = 0.0

    def _enter(self, environ: Any, start_response: Any) -> Any:
        self.entered += 1
        time.sleep(self.delay)
        return _django(environ, start_response)

    def __call__(self, query: str, method: str = "POST", **environ: str) -> tuple[str, dict[str, str], bytes]:
        return self.send({"query": query}, method, environ)

    def send(
        self, sent: Mapping[str, Any], method: str = "POST", environ: Mapping[str, str] | None = None
    ) -> tuple[str, dict[str, str], bytes]:
        """Status, headers and body of the answer."""
        body = json.dumps(sent).encode() if method == "POST" else b""
        asked: dict[str, Any] = {
            "REQUEST_METHOD": method, "PATH_INFO": "/graphql/", "SCRIPT_NAME": "", "SERVER_NAME": "localhost",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost", "QUERY_STRING": "",
            "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(), "HTTP_ACCEPT": "application/json", **(environ or {}),
        }  # fmt: skip
        if method == "POST":
            asked |= {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body))}
        else:
            asked["QUERY_STRING"] = f"query={sent['query']}"
        begun: list[Any] = []
        result = self.front(asked, lambda status, headers, exc=None: begun.extend((status, dict(headers))))  # type: ignore[arg-type]
        content = b"".join(result)
        return begun[0], begun[1], content

    def afresh(self, sent: Mapping[str, Any]) -> bytes:
        """What Django says now to whoever has nothing kept."""
        return Asker().send(sent)[2]

    def data(self, query: str) -> Any:
        """The data of an answer, which has no errors."""
        body = json.loads(self(query)[2])
        assert "errors" not in body, body["errors"]
        return body["data"]


def keeping(settings: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Asker:
    """A front that keeps answers, with versions of its own in the folder."""
    settings.BALISE_DATA_DIR = folder
    settings.BALISE_ANSWER_CACHE = True
    monkeypatch.setattr(front_module.listener, "ensure", lambda: None)
    # Heard of for as long as the test lasts, however slow the machine.
    monkeypatch.setattr("core.freshness.shared.STALE_AFTER", 600.0)
    hear()
    return Asker()


def hear() -> None:
    """Ask the database what has changed, as the listener's thread does."""
    shared = versions()
    assert shared is not None
    ask_database(shared)
