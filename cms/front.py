"""In front of Django: answers that are kept go out before it is entered.

A question is what came in, byte for byte, with every header that an answer may depend on; so an answer goes to nobody
else, and is the one that Django gave, headers included. Requests that name a session, or any other key, always go to
Django; a cookie that is none of ours says nothing and changes nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import logging
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings

from cms import request_id
from core.freshness.channel import listener
from schema.engine.answers.caching import ENVIRON, Draft
from schema.engine.answers.store import Answer, Store

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATHS = ("/graphql/", "/graphql")
BODY_AT_MOST = 20_000
"""Bytes of a question that is looked up; longer ones go to Django."""
ZIPPED_FROM = 1_000
"""Bytes from which an answer is compressed; below, it fits into one packet anyhow."""

_PERSONAL = (
    "HTTP_AUTHORIZATION", "HTTP_X_SESSION_TOKEN", "HTTP_X_APPLICATION_KEY", "HTTP_X_EMAIL_VERIFICATION_KEY",
    "HTTP_X_PASSWORD_RESET_KEY", "HTTP_TRANSFER_ENCODING", "HTTP_CONTENT_ENCODING",
)  # fmt: skip
_CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")  # of who would change something: Django's to answer
_ASKED_WITH = (
    "REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "CONTENT_TYPE", "HTTP_HOST", "SERVER_NAME",
    "SERVER_PORT", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_ACCEPT", "HTTP_ORIGIN",
)  # fmt: skip
# Of one request, or of one client: never kept with an answer.
_OF_ONE = {request_id.HEADER.lower(), "server-timing", "ratelimit", "ratelimit-policy", "content-length", "set-cookie"}

access_log = logging.getLogger("balise.access")


class Front:
    """A WSGI application before another one."""

    def __init__(self, django: WSGIApplication, store: Store | None = None) -> None:
        self._django = django
        self.store = store or Store()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        listener.ensure()
        start = time.perf_counter()
        if environ.get("PATH_INFO") not in PATHS:
            return self._django(environ, start_response)
        question = _question(environ)
        if question is None:
            return self._ask(None, environ, start_response)
        answer = self.store.find(question)
        if answer is not None:
            return _give(answer, environ, start_response, start)
        with self.store.asking(question) as is_first:
            if not is_first and (answer := self.store.find(question)) is not None:
                return _give(answer, environ, start_response, start)
            return self._ask(question, environ, start_response)

    def _ask(self, question: bytes | None, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Have Django answer. What it says is kept if it may be, and given as it will be given later.

        Compressed is what has nothing private in it. An answer with somebody's keys or addresses beside words of the
        request would tell them by its length to a page that asks often enough (BREACH).
        """
        draft = Draft()
        asked = {**environ, ENVIRON: draft}
        asked.pop("HTTP_IF_NONE_MATCH", None)
        status, headers, body = _collect(self._django, asked)
        if not draft.is_public or not status.startswith("200"):
            if draft.is_open:
                headers, body = _compressed(headers, body, environ)
            start_response(status, headers)
            return [body]
        answer = _answer(headers, body)
        sets_cookie = any(name.lower() == "set-cookie" for name, _ in headers)
        if question is not None and draft.freshness is not None and not sets_cookie:
            self.store.keep(question, answer, draft.freshness)
        own = [pair for pair in headers if pair[0].lower() in _OF_ONE and pair[0].lower() != "content-length"]
        return _send(answer, environ, start_response, own)[1]


def _question(environ: WSGIEnvironment) -> bytes | None:
    """What is asked, for an endpoint's public question; None for whatever goes to Django at once."""
    if not settings.BALISE_ANSWER_CACHE:
        return None
    if any(name in environ for name in (*_PERSONAL, *_CONDITIONS)) or _has_session(environ.get("HTTP_COOKIE", "")):
        return None
    body = b""
    if environ["REQUEST_METHOD"] == "POST":
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdecimal() or int(length) > BODY_AT_MOST:
            return None
        body = environ["wsgi.input"].read(int(length))
        environ["wsgi.input"] = io.BytesIO(body)
        if len(body) < int(length) or b"mutation" in body:
            return None
    elif environ["REQUEST_METHOD"] != "GET":
        return None
    asked = hashlib.blake2b(digest_size=32)
    for name in _ASKED_WITH:
        value = environ.get(name, "").encode("latin-1", "replace")
        asked.update(b"%d:%b" % (len(value), value))
    asked.update(body)
    return asked.digest()


def _has_session(cookies: str) -> bool:
    return f"{settings.SESSION_COOKIE_NAME}=" in cookies


def _collect(application: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, list[tuple[str, str]], bytes]:
    """The whole answer of a WSGI application; its end is told to it, so that connections go back."""
    begun: list[Any] = []
    written: list[bytes] = []

    def begin(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
        begun[:] = [status, headers]
        return written.append

    result = application(environ, begin)
    try:
        written.extend(result)
    finally:
        if (close := getattr(result, "close", None)) is not None:
            close()
    return begun[0], begun[1], b"".join(written)


def _answer(headers: list[tuple[str, str]], body: bytes) -> Answer:
    kept = tuple(pair for pair in headers if pair[0].lower() not in _OF_ONE and pair[0].lower() != "etag")
    etag = next(value for name, value in headers if name.lower() == "etag")
    return Answer(kept, body, etag, _zip(body))


def _zip(body: bytes) -> bytes | None:
    # No time of day inside: the same answer is the same bytes.
    return gzip.compress(body, 6, mtime=0) if len(body) >= ZIPPED_FROM else None


def _compressed(
    headers: list[tuple[str, str]], body: bytes, environ: WSGIEnvironment
) -> tuple[list[tuple[str, str]], bytes]:
    """An answer that is not kept, compressed to who reads that."""
    if not _reads_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) or (zipped := _zip(body)) is None:
        return headers, body
    others = [pair for pair in headers if pair[0].lower() != "content-length"]
    return [*others, ("Content-Encoding", "gzip"), ("Content-Length", str(len(zipped)))], zipped


def _give(answer: Answer, environ: WSGIEnvironment, start_response: StartResponse, start: float) -> Iterable[bytes]:
    """A kept answer, with its own request's id and line in the access log."""
    own = [(request_id.HEADER, request_id.accept(environ.get("HTTP_X_REQUEST_ID")))]
    spent = (time.perf_counter() - start) * 1000
    if getattr(settings, "BALISE_SERVER_TIMING", False):
        own.append(("Server-Timing", f"cache;dur={spent:.2f}"))
    status, body = _send(answer, environ, start_response, own)
    if access_log.isEnabledFor(logging.INFO):
        method, route = environ["REQUEST_METHOD"], environ["PATH_INFO"].lstrip("/")
        fields = {"method": method, "route": route, "status": status, "duration_ms": round(spent, 1)}
        access_log.info("%s %s %s", method, route, status, extra=fields)
    request_id.forget()
    return body


def _send(
    answer: Answer, environ: WSGIEnvironment, start_response: StartResponse, own: list[tuple[str, str]]
) -> tuple[int, list[bytes]]:
    """304 to who has it, compressed to who reads that, else as it is."""
    zipped = answer.zipped if _reads_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else None
    etag = f'{answer.etag[:-1]}-gzip"' if zipped is not None else answer.etag
    headers = [*answer.headers, ("ETag", etag), *own]
    if environ["REQUEST_METHOD"] == "GET" and _has(etag, environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response("304 Not Modified", [pair for pair in headers if pair[0].lower() != "content-type"])
        return 304, []
    body = answer.body if zipped is None else zipped
    if zipped is not None:
        headers.append(("Content-Encoding", "gzip"))
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return 200, [body]


def _reads_gzip(accepted: str) -> bool:
    named: dict[str, bool] = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.partition(";")
        quality = parameters.replace(" ", "").removeprefix("q=")
        named[name.strip()] = quality.rstrip("0") not in ("", "0.") or not parameters
    return named.get("gzip", named.get("*", False))


def _has(etag: str, conditions: str) -> bool:
    """Whether a client has the answer already; weak comparison, as RFC 9110 wants it of If-None-Match."""
    return conditions.strip() == "*" or etag in [part.strip().removeprefix("W/") for part in conditions.split(",")]
