"""From a SIRET that was given to an answer that is kept, without anybody waiting."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.db import connection

from directory.actions.ask_register import answer_for, ask, ask_due, sweep, want_asked
from directory.models import RegisterAnswer
from directory.register import service
from directory.register.answers import Entry
from directory.register.service import Unreachable
from directory.rules.candidate import Register
from tests.directory.register.test_answers import SIRET, answer, company

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OTHER = "55208131766522"
MINUTE = timedelta(minutes=1)
ENTRY = Entry(Register(name="ATELIER DUPONT"))


@pytest.fixture(autouse=True)
def _on(settings: Any) -> None:
    settings.BALISE_REGISTER_URL = "https://registre.example"


def known(siret: str) -> Entry:
    return ENTRY


def unknown(siret: str) -> None:
    return None


def down(siret: str) -> Entry:
    raise Unreachable("status 503")


def never(siret: str) -> Entry:
    raise AssertionError("asked")


# --- the service ----------------------------------------------------------------------------------------


class Fake:
    """Answers everything with one status and body. `asked` are the requests' paths."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[str] = []
        self.headers: dict[str, str] = {}
        self.status, self.body = 200, json.dumps(answer(company())).encode()
        self.pause, self.location = 0.0, ""


@pytest.fixture
def register() -> Iterator[Any]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fake.asked.append(self.path)
            fake.headers = dict(self.headers)
            self.send_response(fake.status)
            if fake.location:
                self.send_header("Location", fake.location)
            self.end_headers()
            for start in range(0, len(fake.body), 100_000):
                time.sleep(fake.pause)
                self.wfile.write(fake.body[start : start + 100_000])

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: Any) -> None:
            """A client that has read enough hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    fake = Fake(f"http://127.0.0.1:{server.server_port}/entreprises")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield fake
    server.shutdown()
    server.server_close()
    thread.join()


def test_it_is_sent_the_siret_and_nothing_else(register: Fake) -> None:
    assert service.ask(SIRET, url=register.url) == ENTRY
    assert register.asked == [f"/entreprises/search?q={SIRET}&page=1&per_page=5"]
    assert register.headers["User-Agent"] == "Balise"
    assert "Cookie" not in register.headers


@pytest.mark.parametrize("status", [301, 400, 404, 429, 500, 503])
def test_other_statuses_are_no_answer(register: Fake, status: int) -> None:
    register.status, register.location = status, f"{register.url}/ailleurs"
    with pytest.raises(Unreachable, match=str(status)):
        service.ask(SIRET, url=register.url)
    assert len(register.asked) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b"\xff", b"[" * 100_000, b" " * 600_000, b"NaN"])
def test_other_bodies_are_no_answer(register: Fake, body: bytes) -> None:
    register.body = body
    with pytest.raises(Unreachable):
        service.ask(SIRET, url=register.url)


def test_a_slow_one_is_given_up(register: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "TIMEOUT", 0.2)
    register.pause = 1
    with pytest.raises(Unreachable):
        service.ask(SIRET, url=register.url)


def test_one_that_drips_is_given_up_too(register: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "TOTAL", 0.2)
    register.pause, register.body = 0.1, b" " * 400_000
    with pytest.raises(Unreachable, match="without an end"):
        service.ask(SIRET, url=register.url)


def test_nobody_there() -> None:
    with pytest.raises(Unreachable):
        service.ask(SIRET, url="http://127.0.0.1:1")


# --- wanted, asked, kept ---------------------------------------------------------------------------------


@pytest.mark.django_db
class TestKeeping:
    def test_an_answer_is_kept_for_a_month(self) -> None:
        want_asked("732 829 320 00074", now=NOW)
        assert answer_for(SIRET) is None
        assert ask_due(now=NOW, ask=known) == 1
        assert answer_for("732 829 320 00074") == Register(name="ATELIER DUPONT")
        want_asked(SIRET, now=NOW + MINUTE)
        assert ask_due(now=NOW + timedelta(days=29), ask=never) == 0
        assert ask_due(now=NOW + timedelta(days=30), ask=unknown) == 1
        assert answer_for(SIRET) is None

    def test_what_is_unknown_is_asked_again_after_days(self) -> None:
        want_asked(SIRET, now=NOW)
        assert ask_due(now=NOW, ask=unknown) == 1
        kept = RegisterAnswer.objects.get()
        assert (kept.found, kept.answered_at, kept.next_try_at) == (False, NOW, NOW + timedelta(days=3))

    def test_what_is_masked_or_closed_is_kept_so(self) -> None:
        want_asked(SIRET, now=NOW)
        ask_due(now=NOW, ask=lambda siret: Entry(Register(is_closed=True), is_masked=True))
        assert answer_for(SIRET) == Register(name="", is_closed=True)
        assert RegisterAnswer.objects.get().is_masked

    @pytest.mark.parametrize("siret", ["", "00000000000000", "73282932000075", "732829320", "' OR 1=1"])
    def test_what_is_no_siret_is_never_asked(self, siret: str) -> None:
        want_asked(siret, now=NOW)
        assert ask(siret, now=NOW, ask=never) is None
        assert not RegisterAnswer.objects.exists()

    def test_a_register_that_is_down_is_asked_less_and_less(self) -> None:
        want_asked(SIRET, now=NOW)
        now, waits = NOW, []
        for _ in range(11):
            assert ask_due(now=now, ask=down) == 0
            after = RegisterAnswer.objects.get().next_try_at
            waits.append((after - now) // MINUTE)
            now = after
        assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440]
        assert ask_due(now=now, ask=known) == 1
        assert RegisterAnswer.objects.get().failures == 0

    def test_an_old_answer_stays_while_it_is_down(self) -> None:
        want_asked(SIRET, now=NOW)
        ask_due(now=NOW, ask=known)
        assert ask(SIRET, now=NOW + MINUTE, ask=down) == Register(name="ATELIER DUPONT")

    def test_three_failures_in_a_row_end_the_round(self) -> None:
        for number in range(5):
            RegisterAnswer.objects.create(siret=f"{number:014}", wanted_at=NOW, next_try_at=NOW)
        asked: list[str] = []

        def fail(siret: str) -> Entry:
            asked.append(siret)
            raise Unreachable("status 503")

        assert ask_due(now=NOW, ask=fail) == 0
        assert len(asked) == 3

    def test_what_nobody_has_thought_of_is_no_answer(self) -> None:
        want_asked(SIRET, now=NOW)

        def stumble(siret: str) -> Entry:
            raise ZeroDivisionError

        assert ask_due(now=NOW, ask=stumble) == 0
        assert RegisterAnswer.objects.get().failures == 1

    def test_at_once(self) -> None:
        assert ask(SIRET, now=NOW, ask=known) == Register(name="ATELIER DUPONT")
        assert ask_due(now=NOW, ask=never) == 0

    def test_nothing_is_asked_or_said_while_it_is_off(self, settings: Any) -> None:
        want_asked(SIRET, now=NOW)
        ask_due(now=NOW, ask=known)
        settings.BALISE_REGISTER_URL = ""
        assert answer_for(SIRET) is None
        assert ask(SIRET, now=NOW, ask=never) is None
        assert ask_due(now=NOW + timedelta(days=99), ask=never) == 0

    def test_the_service_of_the_settings_is_asked(self, register: Fake, settings: Any) -> None:
        settings.BALISE_REGISTER_URL = register.url
        want_asked(SIRET, now=NOW)
        assert ask_due(now=NOW) == 1
        assert answer_for(SIRET) == Register(name="ATELIER DUPONT")

    def test_what_nothing_refers_to_is_forgotten(self) -> None:
        want_asked(SIRET, now=NOW)
        want_asked(OTHER, now=NOW)
        later = NOW + timedelta(days=2)
        want_asked("35600000000048", now=later)
        assert sweep(["732 829 320 00074"], now=later) == 1
        assert set(RegisterAnswer.objects.values_list("siret", flat=True)) == {SIRET, "35600000000048"}


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_ask_once() -> None:
    for number in range(15):
        RegisterAnswer.objects.create(siret=f"{number:014}", wanted_at=NOW, next_try_at=NOW)
    asked: list[str] = []
    start = threading.Barrier(3)

    def note(siret: str) -> Entry:
        asked.append(siret)
        return ENTRY

    def work(_: int) -> int:
        try:
            start.wait()
            return ask_due(now=NOW, ask=note)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(work, range(3))) == 15
    assert len(asked) == len(set(asked)) == 15
