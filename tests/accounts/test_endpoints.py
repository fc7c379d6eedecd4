"""Every endpoint of accounts, asked in every wrong way: no sign-up, no 500, nothing of another person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from tests.accounts.api import PASSWORD, Visitor

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]
BODIES: list[Any] = [
    None,
    {},
    {"email": 5, "password": [], "code": {}, "key": None, "sessions": "x", "phone": 1, "current_password": True},
    {"email": "a@b.example", "password": "x", "code": "0", "key": "x-y", "sessions": [10**30, "x", None], "primary": 1},
    {"email": "camille@atelier.example", "new_password": "x", "current_password": "y", "phone": "+33123456789"},
]
RAW = [
    b"[" * 15_000,
    b'{"a":' * 3_000,
    b"\xff",
    b"null",
    b"[]",
    b'"x"',
    b"{",
    b'{"email": "a@b.example", "password": "\\ud800"}',
    b'{"email": "\\u0000", "password": "\\u0000"}',
    b'{"email": "a@b.example", "password": "' + b"x" * 30_000 + b'"}',
]


def endpoints(resolver: Any = None, prefix: str = "") -> Iterator[str]:
    """Every path below /_allauth/browser/v1/ that allauth serves here."""
    for pattern in (resolver or get_resolver("allauth.headless.urls")).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from endpoints(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path


PATHS = sorted(path.removeprefix("browser/v1/") for path in endpoints() if path.startswith("browser/v1/"))


def test_there_are_endpoints() -> None:
    assert "auth/login" in PATHS
    assert len(PATHS) > 15


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("path", PATHS)
def test_none_of_them_fails(visitor: Visitor, camille: User, path: str, signed_in: bool) -> None:
    visitor.client.raise_request_exception = False
    if signed_in:
        visitor.sign_in(camille.email)
    for method in METHODS:
        for body in BODIES:
            response = visitor.ask(method, path, body)
            assert response.status_code < 500, (method, body)
            assert PASSWORD.encode() not in response.content
            if not signed_in:
                assert b"Camille" not in response.content


@pytest.mark.parametrize("body", RAW, ids=range(len(RAW)))
def test_bodies_that_are_no_request(client: Client, db: None, body: bytes) -> None:
    response = client.post("/_allauth/app/v1/auth/login", body, content_type="application/json")
    assert response.status_code in (400, 413)
    assert response.json() == {"status": response.status_code}


@pytest.mark.parametrize("kind", ["browser", "app"])
@pytest.mark.parametrize("path", ["auth/signup", "auth/webauthn/signup", "auth/provider/signup"])
def test_nobody_signs_up(kind: str, path: str, db: None) -> None:
    new = {"email": "nouvelle@atelier.example", "password": PASSWORD, "password1": PASSWORD}
    assert Visitor(kind).post(path, new).status_code == 403
    assert not User.objects.exists()


@pytest.mark.parametrize("kind", ["browser", "app"])
@pytest.mark.parametrize("path", ["account/phone", "auth/phone/verify", "auth/phone/verify/resend", "tokens/refresh"])
def test_what_is_not_offered_is_not_there(kind: str, path: str, db: None) -> None:
    assert Visitor(kind).post(path, {}).status_code == 404


def test_the_configuration_says_so(visitor: Visitor) -> None:
    found = visitor.get("config").json()["data"]
    assert found["account"]["is_open_for_signup"] is False
    assert found["account"]["login_methods"] == ["email"]
    assert found["mfa"]["supported_types"] == ["recovery_codes", "totp"]
    assert "socialaccount" not in found


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/_allauth/app/v1/auth/login", True), ("/_allauth/browser/v1/auth/login", False), ("/uploads/", True)],
)
def test_other_origins_may_use_tokens_only(client: Client, settings, db: None, path: str, allowed: bool) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://portail.example"]
    headers = {
        "Origin": "https://portail.example",
        "Access-Control-Request-Method": "DELETE",
        "Access-Control-Request-Headers": "x-session-token",
    }
    response = client.options(path, headers=headers)
    assert ("Access-Control-Allow-Origin" in response) is allowed
    assert "Access-Control-Allow-Credentials" not in response
    if allowed:
        assert "x-session-token" in response["Access-Control-Allow-Headers"]
        assert "DELETE" in response["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("times", [31])
def test_asking_for_links_is_limited(visitor: Visitor, times: int) -> None:
    statuses = [visitor.post("auth/password/request", {"email": f"n{n}@b.example"}).status_code for n in range(times)]
    assert statuses == [200] * 30 + [429]
    assert Visitor(visitor.kind, "192.0.2.8").post("auth/password/request", {"email": "x@b.example"}).status_code == 200


def test_one_mailbox_is_not_flooded(visitor: Visitor) -> None:
    asked = [
        Visitor(visitor.kind, f"192.0.2.{n}").post("auth/password/request", {"email": "x@b.example"}).status_code
        for n in range(7)
    ]
    assert asked == [200] * 5 + [429] * 2
