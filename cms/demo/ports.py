"""Which port the demo answers on."""

from __future__ import annotations

import errno
import socket

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
ATTEMPTS = 50


class PortBusy(Exception):
    """Somebody else answers there."""


def listen(port: int | None) -> socket.socket:
    """A listening socket: on `port` or not at all, or on the first free one from 8000.

    It is kept and handed to the server, so that nobody takes the port meanwhile. Raises `PortBusy`.
    """
    if port is not None:
        return _listen_on(port)
    for candidate in range(DEFAULT_PORT, DEFAULT_PORT + ATTEMPTS):
        try:
            return _listen_on(candidate)
        except PortBusy:
            continue
    raise PortBusy(f"Ports {DEFAULT_PORT} to {DEFAULT_PORT + ATTEMPTS - 1} are all in use. Choose one: --port N")


def _listen_on(port: int) -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # The last demo's closed connections do not count as use.
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((HOST, port))
        opened.listen()
    except OSError as error:
        opened.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise PortBusy(f"Port {port} cannot be used ({error.strerror}). Choose another: --port N") from error
        raise
    return opened
