"""What goes with every answer: an id, safe headers, a policy, a log line without secrets."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from cms.logs import ClosedJsonFormatter, RequestIdFilter


@pytest.fixture
def log_lines() -> Iterator[io.StringIO]:
    """Everything logged, as production writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RequestIdFilter())
    handler.setFormatter(ClosedJsonFormatter())
    root, access = logging.getLogger(), logging.getLogger("balise.access")
    root.addHandler(handler)
    before, access.level = access.level, logging.INFO
    access.setLevel(logging.INFO)
    yield stream
    access.setLevel(before)
    root.removeHandler(handler)


@pytest.mark.parametrize("given", ["0af7651916cd43dd8448eb211c80319c", "proxy-1.2:345678"])
def test_a_well_formed_request_id_is_kept(client: Client, given: str) -> None:
    assert client.get("/livez", headers={"X-Request-Id": given})["X-Request-Id"] == given


@pytest.mark.parametrize("given", ["", "short", "a" * 129, "with space 123", 'quote"1234567', "é" * 20])
def test_any_other_request_id_is_replaced(client: Client, given: str) -> None:
    found = client.get("/livez", headers={"X-Request-Id": given})["X-Request-Id"]
    assert found != given
    assert len(found) == 32


def test_two_requests_have_two_ids(client: Client) -> None:
    assert client.get("/livez")["X-Request-Id"] != client.get("/livez")["X-Request-Id"]


@pytest.mark.django_db
def test_the_log_has_the_id_and_the_route_and_no_secret(client: Client, log_lines: io.StringIO) -> None:
    response = client.get("/admin/password_reset/confirm/MQ/secret-token/?next=secret-query")
    (line,) = [json.loads(line) for line in log_lines.getvalue().splitlines() if "balise.access" in line]
    assert line["request_id"] == response["X-Request-Id"]
    assert line["route"] == "admin/password_reset/confirm/<uidb64>/<token>/"
    assert (line["method"], line["status"]) == ("GET", response.status_code)
    assert line["duration_ms"] >= 0
    assert "secret" not in log_lines.getvalue()


def test_an_error_s_log_has_the_id_and_not_the_query_string(
    client: Client, log_lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("cms.health.JsonResponse", broken)
    client.raise_request_exception = False
    response = client.get("/livez?token=secret")
    assert response.status_code == 500
    (line,) = [json.loads(line) for line in log_lines.getvalue().splitlines() if "broken on purpose" in line]
    assert line["request_id"] == response["X-Request-Id"] == response.json()["errors"][0]["extensions"]["requestId"]
    assert "secret" not in log_lines.getvalue()


def directives(policy: str) -> dict[str, str]:
    return {name: value for name, _, value in (part.strip().partition(" ") for part in policy.split(";"))}


def test_data_may_load_nothing(client: Client) -> None:
    policy = directives(client.get("/livez")["Content-Security-Policy"])
    assert policy == {"default-src": "'none'", "frame-ancestors": "'none'"}


@pytest.mark.django_db
def test_pages_are_strict(client: Client) -> None:
    policy = directives(client.get("/nowhere")["Content-Security-Policy"])
    assert policy["default-src"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"


@pytest.mark.django_db
def test_the_admin_may_be_inline_but_names_no_other_host(client: Client) -> None:
    policy = directives(client.get("/admin/login/")["Content-Security-Policy"])
    assert policy["script-src"] == policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy["img-src"] == "'self' data: blob: http://testserver"
    assert "unsafe-eval" not in str(policy)


def test_safe_headers(client: Client) -> None:
    response = client.get("/livez")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize(
    ("path", "origin", "allowed"),
    [
        ("/graphql/", "https://portail.example", True),
        ("/graphql", "https://portail.example", True),
        ("/graphiql/", "https://portail.example", False),
        ("/graphql/schema.graphql", "https://portail.example", True),
        ("/media/absent.webp", "https://portail.example", True),
        ("/graphql/", "https://ailleurs.example", False),
        ("/admin/login/", "https://portail.example", False),
        ("/readyz", "https://portail.example", False),
    ],
)
@pytest.mark.django_db
def test_only_named_origins_read_only_the_api(client: Client, settings, path: str, origin: str, allowed: bool) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://portail.example"]
    response = client.options(path, headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert response.get("Access-Control-Allow-Origin") == (origin if allowed else None)
    assert "Access-Control-Allow-Credentials" not in response
