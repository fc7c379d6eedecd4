"""Links, names and servers that are made to have us ask the wrong machine, or never to let us go."""

from __future__ import annotations

import errno
import gzip
import os
import socket
import time
import tracemalloc
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from directory.linkcheck import wire
from directory.linkcheck.fetching import FAILURES, Outcome, fetch
from directory.linkcheck.wire import BODY_MAX, Network
from tests.directory.linkcheck.conftest import AGENT, PUBLIC, SITE, Internet, leads_to, says
from tests.directory.linkcheck.test_destinations import HOSTS_OF_NUMBERS, PRIVATE_RANGES, edges

NOBODY = "aucun site public ne répond à cette adresse"
PRIVATE = [
    *(edges(net)[1] for net in PRIVATE_RANGES),
    "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fd00:ec2::254", "fe80::1%eth0", "64:ff9b::a00:1", "2002:7f00:1::",
]  # fmt: skip
ODD_LINKS = (
    "ftp://site.example/", "file:///etc/passwd", "gopher://site.example/", "http://moi:secret@site.example/",
    "http://site.example@127.0.0.1/", "http://localhost/", "http://site.example:22/", "http://site.example:6379/",
    "http://site.example/\r\nX-Injected: 1", "http://site.example/ HTTP/1.1\r\nHost: interne", "http://intranet/",
)  # fmt: skip


@pytest.mark.parametrize("host", HOSTS_OF_NUMBERS)
def test_an_address_of_numbers_is_not_even_looked_up(internet: Internet, host: str) -> None:
    assert internet.fetch(f"http://{host}/").outcome is Outcome.REFUSED
    assert (internet.looked_up, internet.connected) == ([], [])


@pytest.mark.parametrize("link", ODD_LINKS)
def test_links_that_are_none_are_not_looked_up(internet: Internet, link: str) -> None:
    assert internet.fetch(link).outcome in (Outcome.REFUSED, Outcome.UNKNOWN)
    assert (internet.looked_up, internet.connected) == ([], [])


@pytest.mark.parametrize("address", PRIVATE)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_of_a_private_address(internet: Internet, address: str, scheme: str) -> None:
    for addresses in ([address], [PUBLIC, address], [address, PUBLIC]):
        internet.has("piege.example", *addresses)
        page = internet.fetch(f"{scheme}://piege.example/")
        # No other words than those for a name that nobody has: they would tell that there is one.
        assert (page.outcome, page.reason) == (Outcome.REFUSED, NOBODY)
    assert internet.connected == []


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1/", "//127.0.0.1/", "http://[::1]/", "http://piege.example/", "https://piege.example/",
     "http://localhost/", "file:///etc/passwd", "ftp://site.example/", "http://moi:secret@site.example/",
     "http://site.example:22/", "gopher://piege.example/_", "http:\\\\127.0.0.1/", "/\\127.0.0.1/",
     "http://site.example/\r\n X-Injected: 1"],
)  # fmt: skip
@pytest.mark.parametrize("hops", [0, 3])
def test_a_redirect_inwards(internet: Internet, location: str, hops: int) -> None:
    internet.has("piege.example", "10.0.0.1")
    for number in range(hops):
        internet.pages[f"site.example/{number or ''}"] = leads_to(f"/{number + 1}")
    internet.pages[f"site.example/{hops or ''}"] = leads_to(location)
    assert internet.fetch(SITE).outcome in (Outcome.REFUSED, Outcome.UNKNOWN)
    assert len(internet.connected) == hops + 1
    assert {address for address, _ in internet.connected} == {PUBLIC}
    assert {port for _, port in internet.connected} == {80}


def test_a_name_that_leads_elsewhere_at_the_second_look(internet: Internet) -> None:
    """One look-up for one connection, to the address that was looked at."""
    internet.names["change.example"] = [[PUBLIC], ["127.0.0.1"]]
    internet.pages["change.example/"] = says(200, "<p>oui</p>")
    assert internet.fetch("http://change.example/").outcome is Outcome.OK
    assert (internet.looked_up, internet.connected) == (["change.example"], [(PUBLIC, 80)])
    # A redirect to itself is looked up again, and refused then.
    internet.names["change.example"] = [[PUBLIC], ["127.0.0.1"]]
    internet.pages["change.example/"] = leads_to("/")
    assert internet.fetch("http://change.example/").outcome is Outcome.REFUSED
    assert internet.connected == [(PUBLIC, 80)] * 2


def test_a_name_without_addresses(internet: Internet) -> None:
    internet.names["vide.example"] = [[]]
    assert internet.fetch("http://vide.example/").outcome is Outcome.REFUSED


def test_nothing_of_the_environment_is_used(internet: Internet, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    (tmp_path / "netrc").write_text("machine site.example login moi password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    internet.pages["site.example/"] = says()
    assert internet.fetch(SITE).outcome is Outcome.OK
    assert "Authorization" not in internet.asked[0][2]


def drip(piece: bytes, start: bytes = b"") -> Callable[[BaseHTTPRequestHandler], None]:
    """The start, then a piece every 50 ms for ever."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        while True:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(0.05)

    return answer


def flood(piece: bytes, start: bytes = b"") -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        while True:
            handler.wfile.write(piece * 1000)

    return answer


START = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


class TestServersThatNeverEnd:
    @pytest.mark.parametrize("scheme", ["http", "https"])
    @pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200", START + b"X-Long: "])
    def test_slow_headers(self, internet: Internet, scheme: str, start: bytes) -> None:
        internet.pages["site.example/"] = drip(b"x", start)
        began = time.monotonic()
        page = internet.fetch(f"{scheme}://site.example/", seconds=0.5)
        assert time.monotonic() - began < 3
        assert (page.outcome, page.reason) == (Outcome.TEMPORARY, "le site ne répond pas à temps")

    @pytest.mark.parametrize(
        "start",
        [START + b"\r\n", START + b"Content-Length: 99999\r\n\r\n", START + b"Transfer-Encoding: chunked\r\n\r\n"],
    )
    def test_a_slow_body_is_read_for_a_while_and_the_page_is_there(self, internet: Internet, start: bytes) -> None:
        internet.pages["site.example/"] = drip(b"1\r\nx\r\n", start)
        began = time.monotonic()
        page = internet.fetch(SITE, seconds=0.5)
        assert time.monotonic() - began < 3
        assert (page.outcome, page.is_whole) == (Outcome.OK, False)

    def test_an_endless_body(self, internet: Internet) -> None:
        internet.pages["site.example/"] = flood(b"<p>encore</p>", START + b"\r\n")
        page = internet.fetch(SITE)
        assert (page.outcome, len(page.html), page.is_whole) == (Outcome.OK, BODY_MAX, False)

    @pytest.mark.parametrize(
        ("start", "piece"),
        [
            (START, b"X-More: " + b"x" * 1000 + b"\r\n"),
            (START, b"X: y\r\n"),
            (START + b"X-Long: ", b"x"),
            (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
            (b"", b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n"),
            (b"", b"\x00"),
        ],
    )
    def test_endless_headers(self, internet: Internet, start: bytes, piece: bytes) -> None:
        internet.pages["site.example/"] = flood(piece, start)
        # Not when its time is over: when it has sent too much.
        assert internet.fetch(SITE).outcome is Outcome.BROKEN

    def test_a_bomb(self, internet: Internet) -> None:
        bomb = gzip.compress(b"x" * 100_000_000)
        internet.pages["site.example/"] = says(200, bomb, Content_Encoding="gzip")
        tracemalloc.start()
        page = internet.fetch(SITE)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (page.outcome, len(page.html), page.is_whole) == (Outcome.OK, BODY_MAX, False)
        assert most < 10 * BODY_MAX

    def test_redirects_share_one_time(self, internet: Internet) -> None:
        def slow(handler: BaseHTTPRequestHandler) -> None:
            time.sleep(0.3)
            leads_to("/")(handler)

        internet.pages["site.example/"] = slow
        began = time.monotonic()
        assert internet.fetch(SITE, seconds=0.5).outcome is Outcome.TEMPORARY
        assert time.monotonic() - began < 1.5

    @pytest.mark.parametrize(
        "answer",
        [b"", b"SSH-2.0-OpenSSH_9.0\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/9 200 OK\r\n\r\n", b"\xff\xfe\x00",
         b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\nContent-Type: text/html\r\n\r\nx",
         b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx",
         b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n", b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\r\n\r\n"],
    )  # fmt: skip
    def test_nonsense(self, internet: Internet, answer: bytes) -> None:
        def nonsense(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(answer)

        internet.pages["site.example/"] = nonsense
        assert internet.fetch(SITE).outcome in (*FAILURES, Outcome.OK)


def test_the_connection_is_to_the_address_that_was_given() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        wire.connect("127.0.0.1", server.getsockname()[1], 1) as sock,
    ):
        assert sock.getpeername() == server.getsockname()
        assert sock.gettimeout() == 1


class TestNamesThatNeverEnd:
    def test_a_look_up_is_not_waited_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(2))
        began = time.monotonic()
        assert fetch(SITE, agent=AGENT, seconds=0.2).outcome is Outcome.TEMPORARY
        assert time.monotonic() - began < 1.5

    def test_it_asks_for_the_name_alone_and_not_within_our_own_domain(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []

        def getaddrinfo(host: str, *args: Any, **kwargs: Any) -> Any:
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (PUBLIC, 0))] * 2

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        assert wire.resolve("site.example", 1) == [PUBLIC]
        assert asked == ["site.example."]

    @pytest.mark.parametrize(
        ("error", "outcome"),
        [
            (socket.gaierror(socket.EAI_NONAME, "unknown"), Outcome.BROKEN),
            (socket.gaierror(socket.EAI_AGAIN, "later"), Outcome.POSTPONED),
            (UnicodeError("label too long"), Outcome.BROKEN),
        ],
    )
    def test_what_it_answers(self, monkeypatch: pytest.MonkeyPatch, error: Exception, outcome: Outcome) -> None:
        def getaddrinfo(*args: Any, **kwargs: Any) -> Any:
            raise error

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        assert fetch(SITE, agent=AGENT).outcome is outcome


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        (errno.ENETUNREACH, Outcome.POSTPONED),
        (errno.EACCES, Outcome.POSTPONED),
        (errno.ECONNRESET, Outcome.TEMPORARY),
        (errno.EHOSTUNREACH, Outcome.TEMPORARY),
        (errno.ETIMEDOUT, Outcome.TEMPORARY),
    ],
)
def test_our_own_trouble_is_held_against_nobody(number: int, outcome: Outcome) -> None:
    def connect(*args: Any) -> Any:
        raise OSError(number, os.strerror(number))

    network = Network(resolve=lambda host, seconds: [PUBLIC], connect=connect)
    assert fetch(SITE, agent=AGENT, network=network).outcome is outcome
