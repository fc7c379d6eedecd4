"""What a link leads to, asked so that nobody can aim the request at anything but the public web.

The host's name is looked up once, every address it has must be public, and the connection is made to one of these:
a name that leads elsewhere a moment later gains nothing. Redirects are followed by hand, each as carefully. There are
no cookies, no credentials, and no proxies of the environment.
"""

from __future__ import annotations

import errno
import http.client
import re
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from directory.linkcheck.destinations import Destination, NotAsked, NotPublic, destination, is_public
from directory.linkcheck.wire import Answer, Deadline, Network, OwnTrouble, get

SECONDS = 10  # for everything, redirects included
REDIRECTS_MAX = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_NO_SUCH_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
# OpenSSL's numbers: expired, signed by itself, signed by nobody known, another host's. With what else there is, an
# intermediate certificate that the site forgets to send for one, browsers may cope.
_BAD_CERTIFICATE = (10, 18, 19, 62)
_CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)
_CHARSETS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252", "iso-8859-15": "iso-8859-15"}

# One answer for both: otherwise it would tell which names there are in our own network.
_NOBODY = "aucun site public ne répond à cette adresse"


class Outcome(StrEnum):
    """What a request says about a link. Of all but OK and UNKNOWN one wants to know again soon."""

    OK = "OK"
    BROKEN = "BROKEN"  # nobody there, or not that page
    REFUSED = "REFUSED"  # not a host of the public web
    TEMPORARY = "TEMPORARY"  # no answer in time, or an error of the site's
    POSTPONED = "POSTPONED"  # our own network, or a site that asks for patience: nothing was learnt
    UNKNOWN = "UNKNOWN"  # not for robots, or not at a port that is asked: nothing to hold against anyone


FAILURES = frozenset({Outcome.BROKEN, Outcome.REFUSED, Outcome.TEMPORARY})


@dataclass(frozen=True, slots=True)
class Page:
    """What came of it. `reason` is in French, without a full stop, and tells nothing of our own network.

    `url` is where the redirects ended. `html` is empty for what is no page, and `is_whole` false when there is more.
    """

    outcome: Outcome
    reason: str = ""
    url: str = ""
    html: str = ""
    is_whole: bool = False


def fetch(link: str, *, agent: str, network: Network | None = None, seconds: float = SECONDS) -> Page:
    """Ask for what a link leads to, as `agent`. Never raises for what other people's servers do."""
    try:
        return _follow(link, agent, network or Network(), Deadline(seconds))
    except (NotPublic, NotAsked, OSError, http.client.HTTPException, ValueError) as error:
        return _failed(error)


def _follow(link: str, agent: str, network: Network, deadline: Deadline) -> Page:
    headers = {"User-Agent": agent, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "identity"}
    wants_cookies = False
    for _ in range(REDIRECTS_MAX + 1):
        asked = destination(link)
        answer = get(asked, _addresses(asked, network, deadline), network=network, deadline=deadline,
                     headers={**headers, "Connection": "close"})  # fmt: skip
        wants_cookies = wants_cookies or "set-cookie" in answer.headers
        location = answer.headers.get("location", "").strip()
        if answer.status not in _REDIRECTS or not location:
            return _page(answer, link)
        link = urljoin(link, _readable(location)).partition("#")[0]
    if wants_cookies:  # it may well let in somebody who brings one back
        return Page(Outcome.UNKNOWN)
    return Page(Outcome.BROKEN, "la page renvoie sans fin à d’autres")


def _addresses(asked: Destination, network: Network, deadline: Deadline) -> list[str]:
    """The addresses of the host, all of them public. Raises NotPublic, OSError."""
    found = network.resolve(asked.host, deadline.left())
    if not found or not all(map(is_public, found)):
        raise NotPublic
    return found


def _readable(location: str) -> str:
    """A redirect's address as browsers take it: in UTF-8, with its spaces. Raises NotPublic for one with line ends."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode()
    if not location.isprintable():
        raise NotPublic
    return location.replace(" ", "%20")


def _page(answer: Answer, url: str) -> Page:
    status = answer.status
    if 200 <= status < 300:
        return Page(Outcome.OK, url=url, html=_text(answer.body, answer.headers), is_whole=answer.is_whole)
    if status in _GONE:
        return Page(Outcome.BROKEN, f"cette page n’existe pas (réponse {status})")
    if 500 <= status < 600:
        return Page(Outcome.TEMPORARY, f"le site répond par une erreur ({status})")
    return Page(Outcome.POSTPONED if status == 429 else Outcome.UNKNOWN)


def _text(body: bytes, headers: Mapping[str, str]) -> str:
    """The page's text. Of the names of encodings that a site may give, only the usual ones are believed."""
    head = headers.get("content-type", "") + " " + body[:2048].decode("ascii", "replace")
    named = _CHARSET.search(head)
    return body.decode(_CHARSETS.get(named.group(1).lower(), "utf-8") if named else "utf-8", "replace")


def _failed(error: Exception) -> Page:
    match error:
        case NotPublic():
            return Page(Outcome.REFUSED, _NOBODY)
        case NotAsked():
            return Page(Outcome.UNKNOWN)
        case socket.gaierror() if error.errno in _NO_SUCH_NAME:
            return Page(Outcome.BROKEN, _NOBODY)
        case socket.gaierror() | OwnTrouble():
            return Page(Outcome.POSTPONED)
        case ssl.SSLCertVerificationError() if error.verify_code not in _BAD_CERTIFICATE:
            return Page(Outcome.UNKNOWN)
        case ssl.SSLCertVerificationError():
            return Page(Outcome.BROKEN, "le certificat du site n’est pas valable")
        case ssl.SSLError():
            return Page(Outcome.BROKEN, "la connexion sécurisée au site ne s’établit pas")
        case TimeoutError():
            return Page(Outcome.TEMPORARY, "le site ne répond pas à temps")
        case ConnectionRefusedError():
            return Page(Outcome.BROKEN, "le site n’accepte pas de connexion")
        case OSError() if error.errno == errno.EHOSTUNREACH or isinstance(error, ConnectionError):
            return Page(Outcome.TEMPORARY, "la connexion au site est coupée")
        case _:
            return Page(Outcome.BROKEN, "la réponse du site n’est pas celle d’un site web")
