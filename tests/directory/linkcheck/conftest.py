"""An internet on this machine: names with addresses, and servers on 127.0.0.1 that stand for all of them."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from directory.linkcheck.fetching import Page, fetch
from directory.linkcheck.wire import Network
from tests.directory.linkcheck.certificates import Authority

PUBLIC = "93.184.216.34"
SITE = "http://site.example"
AGENT = "Balise (+https://cms.portail.example)"

Answer = Callable[[BaseHTTPRequestHandler], None]


def says(status: int = 200, body: str | bytes = "", **headers: str) -> Answer:
    """An answer; the headers' names with `_` for `-`."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        sent = body.encode() if isinstance(body, str) else body
        handler.send_response(status)
        given = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(sent))}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in given.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(sent)

    return answer


def leads_to(link: str, status: int = 302, **headers: str) -> Answer:
    return says(status, Location=link, **headers)


class Internet:
    """`names` are the addresses of hosts: one list for every lookup, the last for ever. `pages` are answers by link
    without its scheme. What was looked up, connected to and asked is noted."""

    def __init__(self, ports: dict[int, int], trusted: Path) -> None:
        self.names: dict[str, list[list[str]]] = {"site.example": [[PUBLIC]]}
        self.pages: dict[str, Answer] = {}
        self.refusing: set[str] = set()
        self.looked_up: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self._ports, self._trusted = ports, trusted
        self.network = Network(resolve=self._resolve, connect=self._connect, tls=self._tls)

    def has(self, host: str, *addresses: str) -> None:
        self.names[host] = [list(addresses or (PUBLIC,))]

    def fetch(self, link: str, seconds: float = 5) -> Page:
        return fetch(link, agent=AGENT, network=self.network, seconds=seconds)

    def _resolve(self, host: str, seconds: float) -> list[str]:
        self.looked_up.append(host)
        if host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        found = self.names[host]
        return found.pop(0) if len(found) > 1 else found[0]

    def _connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((address, port))
        if address in self.refusing:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self._ports[port]), timeout=seconds)

    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self._trusted))


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def internet(authority: Authority) -> Iterator[Internet]:
    """Port 80 speaks HTTP, port 443 HTTPS with the certificate of the name that is asked for."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers["Host"] or ""
            world.asked.append((host, self.path, dict(self.headers)))
            world.pages.get(f"{host}{self.path}", says(404))(self)

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: Any) -> None:
            """Whoever hangs up is one of the things that are tested."""

    plain, secure = (Server(("127.0.0.1", 0), Handler) for _ in range(2))
    secure.socket = authority.server().wrap_socket(secure.socket, server_side=True, do_handshake_on_connect=False)
    world = Internet({80: plain.server_port, 443: secure.server_port}, authority.trusted)
    threads = [
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        for server in (plain, secure)
    ]
    for thread in threads:
        thread.start()
    yield world
    for server, thread in zip((plain, secure), threads, strict=True):
        server.shutdown()
        server.socket.close()
        thread.join()
