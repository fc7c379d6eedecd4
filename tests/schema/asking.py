"""Short ways to ask the endpoint something in tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

GRAPHQL_RESPONSE = "application/graphql-response+json"


def post(client: Client, query: str | None = None, *, accept: str = GRAPHQL_RESPONSE, **body: Any) -> Response:
    """A POST as clients send it."""
    if query is not None:
        body["query"] = query
    return client.post("/graphql/", json.dumps(body), content_type="application/json", headers={"Accept": accept})


def post_raw(client: Client, body: bytes, content_type: str = "application/json", **headers: str) -> Response:
    """A POST of any bytes."""
    return client.generic("POST", "/graphql/", body, content_type=content_type, headers=headers)


def get(client: Client, *, accept: str = GRAPHQL_RESPONSE, **parameters: str) -> Response:
    """A GET with parameters in the address."""
    return client.get("/graphql/", parameters, headers={"Accept": accept})


def codes(response: Response) -> list[str]:
    """The codes of the answer's errors."""
    return [error["extensions"]["code"] for error in response.json().get("errors", [])]


def only_error(response: Response) -> dict[str, Any]:
    """The answer's error, where there must be exactly one."""
    (error,) = response.json()["errors"]
    return error
