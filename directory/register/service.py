"""Asking the register that BALISE_REGISTER_URL names."""

from __future__ import annotations

import json
import time

import requests

from directory.register.answers import Entry, entry_of

CONNECT_TIMEOUT = 3  # seconds
TIMEOUT = 5  # seconds for each piece of the answer
TOTAL = 10  # seconds
ANSWER_MAX = 500_000  # bytes, unpacked
_PIECE = 16_384  # bytes
USER_AGENT = "Balise"


class Unreachable(Exception):
    """The register did not answer, or not in its format: another attempt may help."""


def ask(siret: str, *, url: str) -> Entry | None:
    """What the register says of a SIRET; None when it does not know it. Raises Unreachable.

    `url` is where the service's `/search` is, without it. It is sent the SIRET and nothing else.
    """
    try:
        return entry_of(json.loads(_read(f"{url}/search", siret)), siret)
    except (requests.RequestException, ValueError, RecursionError) as error:
        raise Unreachable(type(error).__name__) from error


def _read(url: str, siret: str) -> bytes:
    ends = time.monotonic() + TOTAL
    with requests.get(
        url,
        params={"q": siret, "page": "1", "per_page": "5"},
        headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
        timeout=(CONNECT_TIMEOUT, TIMEOUT),
        allow_redirects=False,
        stream=True,
    ) as response:
        if response.status_code != 200:
            raise Unreachable(f"status {response.status_code}")
        body = b""
        for piece in response.iter_content(_PIECE):
            body += piece
            if len(body) > ANSWER_MAX or time.monotonic() > ends:
                raise Unreachable("an answer without an end")
        return body
