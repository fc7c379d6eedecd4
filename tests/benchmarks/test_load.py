"""The load against a server that answers in pieces."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from itertools import cycle

import pytest

from benchmarks.load import AT_LEAST, Failed, messages, run

REQUESTS: list[tuple[str, str, Mapping[str, str]]] = [("/graphql/", '{"query":"{ été }"}', {"X-Of": "them"})]


def _serve(listening: socket.socket, answer: list[bytes], seen: list[bytes]) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection:
            while request := connection.recv(10_000):
                seen.append(request)
                for piece in answer:
                    connection.sendall(piece)


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made
        made.shutdown(socket.SHUT_RDWR)


def _load(listening: socket.socket, answer: list[bytes], connections: int = 1) -> tuple[dict[str, float], list[bytes]]:
    seen: list[bytes] = []
    threading.Thread(target=_serve, args=(listening, answer, seen), daemon=True).start()
    return run(listening.getsockname()[1], connections, 0.0, cycle(messages(REQUESTS))), seen


def test_an_answer_in_pieces_is_one_answer(listening: socket.socket) -> None:
    pieces = [b"HTTP/1.1 200 OK\r\nconte", b'nt-length: 5\r\n\r\n{"a', b'"}']
    figures, seen = _load(listening, pieces)
    assert figures["requests"] == AT_LEAST == len(seen)
    assert 0 < figures["p50"] <= figures["p99"]


def test_bodies_are_measured_in_bytes(listening: socket.socket) -> None:
    _, seen = _load(listening, [b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"])
    head, _, body = seen[0].partition(b"\r\n\r\n")
    assert b"X-Of: them" in head
    assert f"Content-Length: {len(body)}".encode() in head
    assert len(body) > len(REQUESTS[0][1])


def test_what_is_no_answer_ends_it(listening: socket.socket) -> None:
    with pytest.raises(Failed, match="503 Service Unavailable"):
        _load(listening, [b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"])
