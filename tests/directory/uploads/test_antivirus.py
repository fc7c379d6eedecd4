"""The virus scanner: asked as clamd is, and no file is taken that it did not look at."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cms import parsers
from directory.models import Upload
from directory.uploads import antivirus
from directory.uploads.errors import FileRefused, NotAvailable
from tests.directory.uploads.sending import error, make_draft, send

EICAR = b"a file that it knows"


class Clamd:
    """Speaks INSTREAM, to one client after another."""

    def __init__(self, listener: socket.socket, answer: bytes | None = None) -> None:
        self.listener, self.answer = listener, answer
        self.seen: list[bytes] = []
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                data = b""
                while length := int.from_bytes(stream.read(4), "big"):
                    data += stream.read(length)
                self.seen.append(data)
                found = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if data == EICAR else b"stream: OK\0"
                connection.sendall(found if self.answer is None else self.answer)


@pytest.fixture
def clamd(settings: Any) -> Iterator[Callable[..., Clamd]]:
    listeners = []

    def start(answer: bytes | None = None, path: Path | None = None) -> Clamd:
        listener = socket.socket(socket.AF_UNIX) if path else socket.socket()
        listener.bind(str(path) if path else ("127.0.0.1", 0))
        listener.listen()
        listeners.append(listener)
        settings.BALISE_ANTIVIRUS = f"clamd://{path or f'127.0.0.1:{listener.getsockname()[1]}'}"
        return Clamd(listener, answer)

    yield start
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def test_it_is_off_by_default(settings: Any) -> None:
    assert settings.BALISE_ANTIVIRUS == ""
    antivirus.scan(EICAR)


def test_what_it_does_not_know_passes(clamd: Callable[..., Clamd]) -> None:
    server, data = clamd(), bytes(range(256)) * 1_000
    antivirus.scan(data)
    antivirus.scan(b"")
    assert server.seen == [data, b""]


def test_what_it_knows_is_refused(clamd: Callable[..., Clamd]) -> None:
    clamd()
    with pytest.raises(FileRefused) as refused:
        antivirus.scan(EICAR)
    assert refused.value.reason == "INFECTED"
    assert "EICAR" not in str(refused.value)


def test_it_is_asked_through_a_socket_of_the_machine(clamd: Callable[..., Clamd], tmp_path: Path) -> None:
    server = clamd(path=tmp_path / "clamd.sock")
    antivirus.scan(b"data")
    assert server.seen == [b"data"]


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: \0", b"\xff\xfe\0", b"OK\0", b"x" * 10_000]
)
def test_an_answer_of_no_use_is_no_answer(clamd: Callable[..., Clamd], answer: bytes) -> None:
    clamd(answer)
    with pytest.raises(NotAvailable):
        antivirus.scan(b"data")


def test_one_that_says_nothing_is_not_waited_for(
    clamd: Callable[..., Clamd], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.BALISE_ANTIVIRUS = f"clamd://127.0.0.1:{silent.getsockname()[1]}"
        monkeypatch.setattr(antivirus, "_SECONDS", 0.2)
        with pytest.raises(NotAvailable):
            antivirus.scan(b"data")


@pytest.mark.django_db
def test_without_it_no_file_is_taken(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.BALISE_ANTIVIRUS = f"clamd://{tmp_path}/nobody.sock"
    _, key = make_draft()
    response = send(client, key=key)
    assert error(response) == (503, "NOT_AVAILABLE", None)
    assert response["Retry-After"]
    assert not Upload.objects.exists()


@pytest.mark.django_db
def test_a_known_file_is_not_kept(client: Client, clamd: Callable[..., Clamd]) -> None:
    clamd(b"stream: Test FOUND\0")
    _, key = make_draft()
    assert error(send(client, key=key)) == (400, "BAD_USER_INPUT", "INFECTED")
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "value", ["", "clamd://127.0.0.1:3310", "clamd://[::1]:3310", "clamd://scanner", "clamd:///run/clamd.sock"]
)
def test_the_setting_is_an_address(value: str) -> None:
    assert parsers.optional_scanner(value) == value


@pytest.mark.parametrize(
    "value", ["127.0.0.1", "http://scanner", "clamd://", "clamd:///", "clamd://a/b", "clamd://a:x"]
)
def test_the_setting_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parsers.optional_scanner(value)
