"""Whether an address has an account comes out of nothing: no answer, no count of work, no closed door."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.accounts.api import OTHER, PASSWORD, Visitor

KNOWN, UNKNOWN = "camille@atelier.example", "camilla@atelier.example"
STRONG = "sable-rouge-et-vent-du-nord"


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were hashed, in order."""
    seen: list[str] = []
    encode = MD5PasswordHasher.encode

    def spy(self: MD5PasswordHasher, password: str, salt: str) -> str:
        seen.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", spy)
    return seen


@pytest.fixture(autouse=True)
def accounts(camille: User) -> None:
    User.objects.create_user("endormie", "endormie@atelier.example", PASSWORD, is_active=False)
    User.objects.create_user("sans", "sans@atelier.example", None)


def answer(response: Any) -> tuple[Any, ...]:
    """All of an answer but what differs between any two requests."""
    own = ("X-Request-Id", "X-CSRFToken", "Expires")
    return response.status_code, response.content, {k: v for k, v in response.headers.items() if k not in own}


REQUESTS = [
    ("auth/login", {"password": OTHER}),
    ("auth/password/request", {}),
    ("auth/signup", {"password": STRONG}),
    ("auth/signup", {"password": "court"}),
    ("auth/signup", {}),
]


@pytest.mark.parametrize("email", [KNOWN, "endormie@atelier.example", "sans@atelier.example"])
@pytest.mark.parametrize(("path", "data"), REQUESTS)
def test_the_answers_are_the_same_to_the_byte(
    visitor: Visitor, hashed: list[str], path: str, data: dict[str, str], email: str
) -> None:
    known = visitor.post(path, {**data, "email": email})
    work = len(hashed)
    stranger = Visitor(visitor.kind, address="192.0.2.2")
    unknown = stranger.post(path, {**data, "email": UNKNOWN})
    assert answer(known) == answer(unknown)
    assert len(hashed) == 2 * work


def test_signing_in_hashes_once_whoever_it_is(visitor: Visitor, hashed: list[str]) -> None:
    for email in (KNOWN, UNKNOWN, "endormie@atelier.example"):
        hashed.clear()
        visitor.sign_in(email, OTHER)
        assert hashed == [OTHER]


def test_even_the_right_password_of_a_closed_account_tells_nothing(visitor: Visitor) -> None:
    closed = visitor.sign_in("endormie@atelier.example", PASSWORD)
    assert answer(closed) == answer(Visitor(visitor.kind, address="192.0.2.2").sign_in(UNKNOWN, PASSWORD))


def test_a_reset_writes_one_message_whoever_it_is(visitor: Visitor) -> None:
    for email in (KNOWN, UNKNOWN, "endormie@atelier.example"):
        mail.outbox.clear()
        visitor.post("auth/password/request", {"email": email})
        (message,) = mail.outbox
        assert (message.to, message.subject) == ([email], "Choisir un nouveau mot de passe")


def test_a_reset_in_the_admin_writes_one_message_whoever_it_is(client: Client) -> None:
    pages = []
    for email in (KNOWN, UNKNOWN):
        mail.outbox.clear()
        response = client.post("/admin/password_reset/", {"email": email})
        pages.append((response.status_code, response.headers["Location"]))
        assert [message.to for message in mail.outbox] == [[email]]
    assert pages[0] == pages[1] == (302, "/admin/password_reset/done/")


def test_doors_close_alike(visitor: Visitor) -> None:
    for email in (KNOWN, UNKNOWN):
        statuses = [visitor.sign_in(email, OTHER).status_code for _ in range(6)]
        assert statuses == [400, 400, 400, 400, 429, 429]


def test_signing_in_to_the_admin_asks_the_same_of_the_database(client: Client) -> None:
    asked = []
    for name in (KNOWN, UNKNOWN, "endormie", "personne"):
        with CaptureQueriesContext(connection) as captured:
            response = client.post("/admin/login/", {"username": name, "password": OTHER})
        assert response.status_code == 200
        asked.append(len(captured))
    assert len(set(asked)) == 1, asked
