"""The operator's virus scanner, if there is one: a clamd, asked over a socket with its command INSTREAM.

The setting BALISE_ANTIVIRUS names it: `clamd://host:port`, or `clamd:///path/of/its.sock`. When it is named and does
not answer, no file is taken: one that was not scanned would look like one that was.
"""

from __future__ import annotations

import logging
import socket
from urllib.parse import urlsplit

from django.conf import settings

from directory.uploads.errors import FileRefused, NotAvailable

logger = logging.getLogger(__name__)

_CHUNK = 64 * 1024  # bytes
_SECONDS = 30  # without a sign of life
_LONGEST_ANSWER = 4_096  # bytes
_PORT = 3310


def scan(data: bytes) -> None:
    """Raises FileRefused for a file that the scanner knows, NotAvailable when it says nothing of use."""
    if not settings.BALISE_ANTIVIRUS:
        return
    try:
        answer = _ask(settings.BALISE_ANTIVIRUS, data)
    except OSError as error:
        logger.error("The virus scanner does not answer: %s", error)
        raise NotAvailable from error
    if answer.endswith(" FOUND"):
        logger.warning("The virus scanner refused a file: %s", answer)
        raise FileRefused(
            "L’antivirus a reconnu un fichier dangereux. Vérifiez votre ordinateur avant d’envoyer autre chose.",
            "INFECTED",
        )
    if answer != "stream: OK":
        logger.error("The virus scanner has answered: %s", answer)
        raise NotAvailable


def _ask(address: str, data: bytes) -> str:
    """The scanner's line about the data. Raises OSError."""
    parts = urlsplit(address)
    with _connection(parts.hostname, parts.port, parts.path) as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), _CHUNK):
            chunk = data[start : start + _CHUNK]
            connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
        connection.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            part = connection.recv(_LONGEST_ANSWER)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connection(host: str | None, port: int | None, path: str) -> socket.socket:
    if host:
        return socket.create_connection((host, port or _PORT), timeout=_SECONDS)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(_SECONDS)
    try:
        connection.connect(path)
    except BaseException:
        connection.close()
        raise
    return connection
