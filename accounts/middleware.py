"""What happens around the endpoints of accounts, before and after allauth."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.middleware.csrf import get_token

PREFIX = "/_allauth/"
BROWSER_PREFIX = f"{PREFIX}browser/"
CSRF_HEADER = "X-CSRFToken"
MAX_BODY = 20_000  # bytes: the longest of these requests has two passwords


class AccountEndpointsMiddleware:
    """Lets through only JSON that can be worked with, and gives browsers the token that they have to send back.

    The token's cookie cannot be read by scripts, so it is in a header of the answer: pages of the same origin read it,
    others cannot.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        problem = _problem(request)
        response = JsonResponse({"status": problem}, status=problem) if problem else self.get_response(request)
        if request.path.startswith(BROWSER_PREFIX):
            response[CSRF_HEADER] = get_token(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response


def _problem(request: HttpRequest) -> HTTPStatus | None:
    """What is wrong with the body, where something is."""
    length = str(request.META.get("CONTENT_LENGTH") or 0)
    if not length.isdigit() or int(length) > MAX_BODY:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    try:
        body = request.body
    except UnreadablePostError:
        return HTTPStatus.BAD_REQUEST
    if not body:
        return None
    try:
        # Half a surrogate pair cannot be stored or hashed; a NUL is no character of any name or password.
        found: Any = json.loads(body.decode())
        text = json.dumps(found, ensure_ascii=False)
        text.encode()
    except (ValueError, RecursionError):
        return HTTPStatus.BAD_REQUEST
    return None if isinstance(found, dict) and "\\u0000" not in text else HTTPStatus.BAD_REQUEST
