"""The load, from a process of its own: `python -m benchmarks.load PORT CONNECTIONS SECONDS REQUESTS`.

Sockets that stay open, each sending its next request as soon as its answer is there. REQUESTS is a file with
[[path, body, headers], …], asked in turn. Nothing is parsed but what says where an answer ends.
"""

from __future__ import annotations

import json
import select
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from typing import Any

AT_LEAST = 2  # requests of each connection, however slow they are
CHUNK = 1 << 18  # bytes read at once
HEADERS = {"Host": "127.0.0.1", "Accept": "application/json", "Content-Type": "application/json"}


class Failed(Exception):
    """An answer that is none; the message has its beginning."""


class Connection:
    """A socket, and the answer it is waiting for."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.done = 0

    def send(self, request: bytes) -> None:
        self.sent, self._parts, self._missing = time.perf_counter(), b"", -1
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Read what is there; whether the answer is complete."""
        data = self.socket.recv(CHUNK)
        if not data:
            raise Failed("the server closed the connection")
        if self._missing < 0:
            self._parts += data
            head, separator, body = self._parts.partition(b"\r\n\r\n")
            if not separator:
                return False
            self._missing = _length(head, body) - len(body)
        else:
            self._missing -= len(data)
        self.done += not self._missing
        return not self._missing


def _length(head: bytes, body: bytes) -> int:
    if not head.startswith(b"HTTP/1.1 200"):
        raise Failed((head + body)[:600].decode(errors="replace"))
    lowered = head.lower()
    start = lowered.index(b"content-length:") + 15
    return int(lowered[start:].split(b"\r\n", 1)[0])


def messages(requests: Sequence[tuple[str, str, Mapping[str, str]]]) -> list[bytes]:
    """The requests as they go over the wire."""
    made = []
    for path, body, more in requests:
        content = body.encode()
        headers = {**HEADERS, **more, "Content-Length": str(len(content))}
        lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        made.append("\r\n".join(lines).encode() + content)
    return made


def run(port: int, connections: int, seconds: float, requests: Iterator[bytes]) -> dict[str, Any]:
    """Keep so many connections busy for so long: number of requests, seconds, latencies in ms."""
    with ExitStack() as stack:
        poll = stack.enter_context(select.epoll())
        open_ones = {}
        for _ in range(connections):
            connection = Connection(port)
            open_ones[stack.enter_context(connection.socket).fileno()] = connection
            poll.register(connection.socket, select.EPOLLIN)
        start = time.perf_counter()
        latencies = _busy(poll, open_ones, requests, start + seconds)
        took = time.perf_counter() - start
    latencies.sort()
    return {"requests": len(latencies), "seconds": took, "p50": _at(latencies, 0.5), "p99": _at(latencies, 0.99)}


def _busy(
    poll: select.epoll, open_ones: Mapping[int, Connection], requests: Iterator[bytes], end: float
) -> list[float]:
    """Seconds that each answer took, until `end`."""
    latencies: list[float] = []
    for connection in open_ones.values():
        connection.send(next(requests))
    busy = len(open_ones)
    while busy:
        for descriptor, _ in poll.poll(120):
            connection = open_ones[descriptor]
            if not connection.receive():
                continue
            now = time.perf_counter()
            latencies.append(now - connection.sent)
            if now < end or connection.done < AT_LEAST:
                connection.send(next(requests))
            else:
                busy -= 1
    return latencies


def _at(latencies: Sequence[float], share: float) -> float:
    return latencies[min(int(len(latencies) * share), len(latencies) - 1)] * 1000


if __name__ == "__main__":
    listed = json.loads(Path(sys.argv[4]).read_text(encoding="utf-8"))
    try:
        figures = run(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), cycle(messages(listed)))
    except Failed as failure:
        sys.exit(str(failure))
    print(json.dumps(figures))
