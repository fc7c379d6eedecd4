"""A geocoder on this machine that answers what a test wants, as the Base Adresse Nationale would."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction


def feature(kind: str = "housenumber", *, postcode: str | None = "35000", score: float = 0.9, **point: float) -> Any:
    latitude, longitude = point.get("latitude", 48.1), point.get("longitude", -1.6)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {"type": kind, "postcode": postcode, "score": score, "label": "1 Rue de la Paix 35000 Rennes"},
    }


class Geocoder:
    """Answers one status and body after the other, and the last one for ever. `asked` are the questions."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[str] = []
        self.agents: list[str] = []
        self._answers: list[tuple[int, bytes]] = []
        self.answers(feature())

    def answers(self, *features: Any) -> None:
        self.says((200, {"type": "FeatureCollection", "features": list(features)}))

    def says(self, *answers: tuple[int, Any]) -> None:
        self._answers = [
            (status, body if isinstance(body, bytes) else json.dumps(body).encode()) for status, body in answers
        ]

    def answer(self, path: str, agent: str) -> tuple[int, bytes]:
        parts = urlsplit(path)
        if parts.path != "/geocodage/search":
            return 404, b"{}"
        self.asked.append(parse_qs(parts.query)["q"][0])
        self.agents.append(agent)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


@pytest.fixture
def geocoder(settings: Any) -> Iterator[Geocoder]:
    """A running geocoder, and the settings that name it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = fake.answer(self.path, self.headers["User-Agent"])
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake = Geocoder(f"http://127.0.0.1:{server.server_port}/geocodage")
    settings.BALISE_GEOCODING_URL = fake.url
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield fake
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def worker(settings: Any) -> Any:
    """A backend that keeps what is enqueued for a worker; `worker.run()` does the worker's part, once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return _Worker()


class _Worker:
    @property
    def jobs(self) -> list[Any]:
        from django_tasks import default_task_backend

        found: Any = default_task_backend
        return [job for job in found.results if job.task.name == "find_point"]

    def run(self) -> list[str]:
        from django_tasks import default_task_backend

        found: Any = default_task_backend
        waiting = self.jobs
        found.clear()
        return [job.task.call(*job.args, **job.kwargs) for job in waiting]


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests run in a transaction: what waits for a commit happens at once."""
    monkeypatch.setattr(transaction, "on_commit", lambda call, **kwargs: call())
