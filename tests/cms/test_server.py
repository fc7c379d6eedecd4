"""granian as `./run serve` starts it, over a real socket."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from cms.env import BASE_DIR

SCRIPT = """
import sys
import django
from cms.server import server
django.setup()
server(f"127.0.0.1:{sys.argv[1]}", workers=1, threads=4).serve()
"""
HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where it listens. What is asked there needs no table."""
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": "sqlite://:memory:"}
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    command = [sys.executable, "-c", SCRIPT, str(port)]
    started = subprocess.Popen(command, cwd=BASE_DIR, env=environ)  # noqa: S603 - our own code
    try:
        until_it_answers(port)
        yield port
    finally:
        started.terminate()
        started.wait(timeout=40)


def until_it_answers(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            assert ask(port, "GET", "/livez")[0] == 200
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server does not answer")


def ask(port: int, method: str, path: str, body: Any = None, headers: Any = None, **options: Any) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body, headers or HEADERS, **options)
    response = connection.getresponse()
    return response.status, response.read().decode()


def error(answer: tuple[int, str]) -> dict[str, Any]:
    (found,) = json.loads(answer[1])["errors"]
    return found["extensions"]


def in_chunks(data: bytes, size: int = 7) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def test_an_address_as_long_as_the_limit_says(port: int) -> None:
    start = "query={__typename}&x="
    longest = start + "y" * (8_000 - len(start))
    assert json.loads(ask(port, "GET", f"/graphql/?{longest}")[1]) == {"data": {"__typename": "Query"}}
    refused = ask(port, "GET", f"/graphql/?{longest}y")
    assert refused[0] == 414
    assert error(refused) == {"code": "LIMIT_EXCEEDED", "limit": "MAX_URL_BYTES", "max": 8_000, "seen": 8_001}


def test_what_is_longer_than_the_server_reads_is_refused_all_the_same(port: int) -> None:
    assert ask(port, "GET", f"/graphql/?query={'y' * 9_000}")[0] == 414


@pytest.mark.parametrize("path", ["/graphql/", "/graphql"])
def test_a_body_in_chunks_is_read(port: int, path: str) -> None:
    body = json.dumps({"query": "{ __typename }"}).encode()
    answer = ask(
        port, "POST", path, in_chunks(body), encode_chunked=True, headers={**HEADERS, "Transfer-Encoding": "chunked"}
    )
    assert answer == (200, '{"data":{"__typename":"Query"}}')


def test_a_large_body_in_chunks_is_refused(port: int) -> None:
    body = json.dumps({"query": "{ __typename }", "x": "y" * 100_000}).encode()
    answer = ask(port, "POST", "/graphql/", in_chunks(body, 5_000), encode_chunked=True,
                 headers={**HEADERS, "Transfer-Encoding": "chunked"})  # fmt: skip
    assert answer[0] == 413
    assert error(answer)["limit"] == "MAX_BODY_BYTES"


@pytest.mark.parametrize("rest", [b"zz\r\n{}\r\n0\r\n\r\n", b"ff\r\n{}"])
def test_broken_chunks_are_refused(port: int, rest: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        head = (
            "POST /graphql/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked"
        )
        connection.sendall(head.encode() + b"\r\n\r\n" + rest)
        connection.shutdown(socket.SHUT_WR)
        assert b" 400 " in connection.recv(65_536).partition(b"\r\n")[0] + b" "


def test_an_empty_body_in_chunks_is_no_request(port: int) -> None:
    answer = ask(
        port, "POST", "/graphql/", iter(()), encode_chunked=True, headers={**HEADERS, "Transfer-Encoding": "chunked"}
    )
    assert answer[0] == 400
    assert error(answer)["code"] == "BAD_USER_INPUT"
