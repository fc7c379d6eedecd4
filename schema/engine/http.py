"""GraphQL over HTTP, the reading half: what a request asks for, and in which media type it wants the answer.

After the draft at https://graphql.github.io/graphql-over-http/draft/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import IO, Any, NoReturn, cast

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict

from schema.engine.execution import Parameters
from schema.engine.limits import Limits
from schema.errors import ApiError, BadUserInput, LimitExceeded

JSON = "application/json"
GRAPHQL_RESPONSE = "application/graphql-response+json"

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_NUL_ESCAPE = re.compile(r"\\u(?:0000|\{0+\})")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UTF8 = {"utf-8", "utf8"}


class BadRequest(Exception):
    """A request that is not a GraphQL request, with the HTTP status that says so."""

    def __init__(self, status: int, error: ApiError, headers: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.status = status
        self.error = error
        self.headers = headers or {}


def read_request(request: HttpRequest, limits: Limits) -> Parameters:
    """The parameters of a GET or POST request. Raises BadRequest."""
    if request.method == "POST":
        return _parameters(_json_body(request, limits))
    if request.method == "GET":
        return _parameters(_url_parameters(request, limits))
    raise BadRequest(405, BadUserInput("Use GET or POST."), {"Allow": "GET, POST"})


def _json_body(request: HttpRequest, limits: Limits) -> object:
    # Anything but JSON can be sent by a foreign page with the visitor's cookies and without being asked first.
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if request.content_type != JSON or charset.lower() not in _UTF8:
        raise BadRequest(415, BadUserInput("Send the request as application/json in UTF-8."), {"Accept": JSON})
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise BadRequest(415, BadUserInput("Send the request uncompressed."), {"Accept-Encoding": "identity"})
    too_large = BadRequest(413, LimitExceeded("MAX_BODY_BYTES", limits.max_body_bytes, what="A body has bytes:"))
    if int(request.META.get("CONTENT_LENGTH") or 0) > limits.max_body_bytes:
        raise too_large
    stream = _stream(request)
    try:
        body = stream.read(limits.max_body_bytes + 1)
    except Exception:  # Django's UnreadablePostError, or whatever the server raises at a broken chunk
        _refuse("The body is not complete.")
    if len(body) > limits.max_body_bytes:
        raise too_large
    try:
        return _parse_json(body.decode())
    except UnicodeDecodeError:
        _refuse("The body is not UTF-8.")


def _stream(request: HttpRequest) -> HttpRequest | IO[bytes]:
    """What the body is read from.

    Django reads as much as Content-Length says, which is nothing for a body in chunks. A server that puts chunks
    together says that its stream ends where the body does (`wsgi.input_terminated`).
    """
    if "Transfer-Encoding" not in request.headers:
        return request
    if request.META.get("wsgi.input_terminated"):
        return cast(IO[bytes], request.META["wsgi.input"])
    raise BadRequest(411, BadUserInput("Send the body with its Content-Length, not in chunks."))


def _url_parameters(request: HttpRequest, limits: Limits) -> dict[str, object]:
    raw = request.META.get("QUERY_STRING", "")
    if len(raw) > limits.max_url_bytes:
        error = LimitExceeded("MAX_URL_BYTES", limits.max_url_bytes, what="A query string has bytes:", seen=len(raw))
        raise BadRequest(414, error)
    try:
        given = QueryDict(raw)
    except TooManyFieldsSent:
        _refuse("The address has too many parameters.")
    values: dict[str, object] = {}
    for name in ("query", "documentId", "operationName", "variables", "extensions"):
        if len(given.getlist(name)) > 1:
            _refuse(f"`{name}` is given more than once.", name)
        value = given.get(name)
        if value:
            values[name] = _parse_json(value, name) if name in ("variables", "extensions") else value
    return values


def _parse_json(text: str, argument: str | None = None) -> object:
    try:
        return json.loads(text, parse_constant=_not_a_number)
    except (ValueError, RecursionError):
        _refuse(f"`{argument}` is not valid JSON." if argument else "The body is not valid JSON.", argument)


def _not_a_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _parameters(given: object) -> Parameters:
    if isinstance(given, list):
        _refuse("Batches are not supported: send one request at a time.")
    if not isinstance(given, dict):
        _refuse("The request must be a JSON object.")
    query = _text(given, "query")
    extensions = _mapping(given, "extensions")
    digest = _digest(extensions)
    identified = _identified(given)
    if identified is not None:
        if query is not None or digest not in (None, identified):
            _refuse("`documentId` stands for the query: send one of them.", "documentId")
        digest = identified
    if query is None and digest is None:
        _refuse("`query` is missing.", "query")
    tells_cost = extensions.get("cost") is True
    return Parameters(query, digest, _text(given, "operationName"), _mapping(given, "variables"), tells_cost)


def _text(given: Mapping[str, object], name: str) -> str | None:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        _refuse(f"`{name}` must be a string.", name)
    if value and (_UNSTORABLE.search(value) or _NUL_ESCAPE.search(value)):
        _refuse(f"`{name}` holds characters that are not text.", name)
    return value or None


def _mapping(given: Mapping[str, object], name: str) -> dict[str, Any]:
    value = given.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        _refuse(f"`{name}` must be an object.", name)
    # PostgreSQL cannot hold NUL, and half a surrogate pair cannot be written as UTF-8.
    pending: list[object] = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            pending.extend(item)
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)
        elif isinstance(item, str) and _UNSTORABLE.search(item):
            _refuse(f"`{name}` holds characters that are not text.", name)
    return value


def _digest(extensions: Mapping[str, object]) -> str | None:
    persisted = extensions.get("persistedQuery")
    if persisted is None:
        return None
    if not isinstance(persisted, dict) or persisted.get("version") != 1:
        _refuse("`persistedQuery` must be an object with version 1.", "extensions")
    digest = persisted.get("sha256Hash")
    if not isinstance(digest, str) or not _SHA256.fullmatch(digest.lower()):
        _refuse("`sha256Hash` must be a SHA-256 in hexadecimal.", "extensions")
    return digest.lower()


def _identified(given: Mapping[str, object]) -> str | None:
    """The hash in `documentId`, as the appendix on persisted documents has it."""
    identifier = given.get("documentId")
    if identifier is None:
        return None
    method, _, digest = identifier.partition(":") if isinstance(identifier, str) else ("", "", "")
    if method != "sha256" or not _SHA256.fullmatch(digest.lower()):
        _refuse("`documentId` must be `sha256:` and a SHA-256 in hexadecimal.", "documentId")
    return digest.lower()


def _refuse(message: str, argument: str | None = None) -> NoReturn:
    raise BadRequest(400, BadUserInput(message, argument=argument))
