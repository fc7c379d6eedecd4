"""The same thing twice at the same moment, with real threads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core import mail
from django.db import connection, connections

from accounts.creation import EmailTaken, create_account
from accounts.models import User
from tests.accounts.api import OTHER, PASSWORD, Visitor, key_in

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What the works return, started together."""
    start = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_one_link_sets_one_password(camille: User) -> None:
    Visitor("app").post("auth/password/request", {"email": camille.email})
    key = key_in(mail.outbox[0])
    passwords = [f"{OTHER}-{number}" for number in range(4)]

    def attempt(password: str) -> Callable[[], int]:
        return lambda: Visitor("app").post("auth/password/reset", {"key": key, "password": password}).status_code

    statuses = at_once(*map(attempt, passwords))
    assert sorted(statuses) == [400, 400, 400, 401]
    assert User.objects.get(pk=camille.pk).check_password(passwords[statuses.index(401)])


def test_one_address_gets_one_account() -> None:
    def attempt() -> str:
        try:
            return str(create_account(email="camille@atelier.example", password=PASSWORD).email)
        except EmailTaken as taken:
            return taken.code

    assert sorted(at_once(*[attempt] * 4)) == ["EMAIL_TAKEN"] * 3 + ["camille@atelier.example"]
    assert User.objects.count() == 1


def test_guessing_in_parallel_fails_in_order(camille: User) -> None:
    def attempt() -> int:
        return Visitor("app").sign_in(camille.email, "faux").status_code

    statuses = at_once(*[attempt] * 8)
    assert set(statuses) <= {400, 429}
    assert Visitor("app").sign_in(camille.email).status_code == 429
