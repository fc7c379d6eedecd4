"""One request on one connection, within a time and a size that nothing the other side does can stretch."""

from __future__ import annotations

import errno
import http.client
import io
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directory.linkcheck.destinations import Destination

BODY_MAX = 500_000  # bytes, unpacked; of what is longer the beginning is read
RECEIVED_MAX = 1_000_000  # bytes of an answer as it comes, its headers included
ADDRESSES_MAX = 4  # of a host, tried one after the other
CONNECT_TIMEOUT = 4  # seconds for each address
_PIECE = 16_384  # bytes
_OUR_FAULT = (errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM)


class OwnTrouble(OSError):
    """This machine reaches nothing, or may not: it says nothing about the other."""


class TooMuch(OSError):
    """The answer has more bytes than anybody needs before its page begins."""


class Deadline:
    """A moment, so many seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until then. Raises TimeoutError after it."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


@dataclass(frozen=True, slots=True)
class Answer:
    """What came. `body` may be the beginning of one only, as `is_whole` tells."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    is_whole: bool = False


def resolve(host: str, seconds: float) -> list[str]:
    """The IP addresses of a name, asked once. Raises OSError (socket.gaierror for no such name, TimeoutError).

    The system's lookup cannot be told to hurry: it is waited for from outside. The dot at the end keeps it from trying
    the name within our own domain.
    """
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def look() -> None:
        try:
            answers.put(socket.getaddrinfo(f"{host}.", None, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=look, name="linkcheck-dns", daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, UnicodeError):
        raise socket.gaierror(socket.EAI_NONAME, "no name") from found
    if isinstance(found, OSError):
        raise found
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an IP address. Raises OSError."""
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True, slots=True)
class Network:
    """The ways to the outside; tests have others."""

    resolve: Callable[[str, float], list[str]] = resolve
    connect: Callable[[str, int, float], socket.socket] = connect
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context


def get(
    asked: Destination, addresses: Sequence[str], *, network: Network, deadline: Deadline, headers: Mapping[str, str]
) -> Answer:
    """Ask for a page at one of these IP addresses, and no other. Raises OSError, http.client.HTTPException.

    The certificate has to be the name's. Only an HTML page's body is read.
    """
    with _reach(addresses, asked.port, network, deadline) as plain:
        sock = plain
        if asked.scheme == "https":
            sock.settimeout(deadline.left())
            sock = network.tls().wrap_socket(sock, server_hostname=asked.host)
        with sock:
            connection = http.client.HTTPConnection(asked.host, asked.port)
            connection.sock = _Socket(sock, deadline)
            connection.request("GET", asked.target, headers={"Host": asked.authority, **headers})
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            if response.status != 200 or "html" not in found.get("content-type", "html").lower():
                return Answer(response.status, found)
            return Answer(response.status, found, *_body(response, found.get("content-encoding", "")))


def _reach(addresses: Sequence[str], port: int, network: Network, deadline: Deadline) -> socket.socket:
    """A connection to the first address that takes one."""
    errors: list[OSError] = []
    for address in addresses[:ADDRESSES_MAX]:
        try:
            return network.connect(address, port, min(CONNECT_TIMEOUT, deadline.left()))
        except OSError as error:
            errors.append(error)
    theirs = [error for error in errors if error.errno not in _OUR_FAULT]
    raise theirs[0] if theirs else OwnTrouble()


def _body(response: http.client.HTTPResponse, encoding: str) -> tuple[bytes, bool]:
    """The page, or what could be had of it in time, and whether that is all."""
    packed = encoding.strip().lower() in ("gzip", "x-gzip", "deflate")
    if encoding and not packed and encoding.strip().lower() != "identity":
        return b"", False
    unpacking = zlib.decompressobj(wbits=47) if packed else None  # 47: gzip or zlib, whichever it is
    body = b""
    try:
        while len(body) < BODY_MAX:
            piece = response.read(_PIECE)
            if not piece:
                return body, unpacking is None or unpacking.eof
            body += unpacking.decompress(piece, BODY_MAX - len(body)) if unpacking else piece
            if unpacking and unpacking.eof:
                return body, True
    except (OSError, http.client.HTTPException, ValueError, zlib.error):
        pass
    return body[:BODY_MAX], False


class _Socket:
    """What http.client needs of a socket. Its own timeout would begin again at every byte."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, *args: Any) -> io.BufferedReader:
        return io.BufferedReader(_Received(self._sock, self._deadline))

    def close(self) -> None:
        """Whoever has opened the socket closes it."""


class _Received(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        count = self._sock.recv_into(buffer)
        self._count += count
        if self._count > RECEIVED_MAX:
            raise TooMuch
        return count
