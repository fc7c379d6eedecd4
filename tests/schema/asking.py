"""Short ways to ask the endpoint something in tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

GRAPHQL_RESPONSE = "application/graphql-response+json"


def post(
    client: Client,
    query: str | None = None,
    *,
    accept: str = GRAPHQL_RESPONSE,
    headers: Mapping[str, str] | None = None,
    **body: Any,
) -> Response:
    """A POST as clients send it, a browser's page of ours among them."""
    if query is not None:
        body["query"] = query
    given = {"Accept": accept, "Sec-Fetch-Site": "same-origin", **(headers or {})}
    return client.post("/graphql/", json.dumps(body), content_type="application/json", headers=given)


def post_raw(client: Client, body: bytes, content_type: str = "application/json", **headers: str) -> Response:
    """A POST of any bytes."""
    return client.generic("POST", "/graphql/", body, content_type=content_type, headers=headers)


def get(client: Client, *, accept: str = GRAPHQL_RESPONSE, **parameters: str) -> Response:
    """A GET with parameters in the address."""
    return client.get("/graphql/", parameters, headers={"Accept": accept})


def ask(client: Client, query: str, **variables: Any) -> Any:
    """The data of an answer, which must be without errors."""
    body = post(client, query, variables=variables).json()
    assert "errors" not in body, body["errors"]
    return body["data"]


def codes(response: Response) -> list[str]:
    """The codes of the answer's errors."""
    return [error["extensions"]["code"] for error in response.json().get("errors", [])]


def only_error(response: Response) -> dict[str, Any]:
    """The answer's error, where there must be exactly one."""
    (error,) = response.json()["errors"]
    return error
