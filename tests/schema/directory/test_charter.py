"""A newer charter over GraphQL: that there is one, until when, and accepting it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from directory.actions.standing import leave
from directory.models import ActivatorProfile, Charter, CharterAcceptance
from directory.rules.listing import PARIS
from directory.rules.states import Status
from tests.factories.files import make_file
from tests.factories.pages import make_user
from tests.schema.asking import codes, post
from tests.schema.files import ask, mutate

NOW = datetime(2026, 11, 25, 10, tzinfo=PARIS)
OPEN = datetime(2026, 12, 20, 9, tzinfo=PARIS)
LATE = datetime(2027, 1, 20, 9, tzinfo=PARIS)
STANDING = "viewer { charterToAccept { version until text } brandDecisions { mark verdict since until } }"


@pytest.fixture
def person(db: None) -> User:
    account = make_file(Status.PUBLISHED, now=NOW).profile.account  # type: ignore[union-attr]
    assert account is not None
    text = '<p>Autre.</p><script>x()</script><p><a linktype="page" id="1">Une page</a></p>'
    Charter.objects.create(version="2026-2", in_force_from=date(2026, 12, 1), text=text)
    return account


def signed_in(user: User) -> Client:
    client = Client(REMOTE_ADDR="192.0.2.5")
    client.force_login(user)
    return client


def accept(user: User, at: datetime, version: str = "2026-2", accept: bool = True) -> Any:
    with time_machine.travel(at, tick=False):
        return mutate(signed_in(user), "acceptCharter", STANDING, version=version, accept=accept)


def viewer(user: User, at: datetime) -> Any:
    with time_machine.travel(at, tick=False):
        return ask(signed_in(user), f"{{ {STANDING} }}")["viewer"]


def own(found: Any) -> tuple[str, str, str | None]:
    (mark,) = [each for each in found["brandDecisions"] if each["mark"] == "ACTIVATEUR_FRANCE_NUM"]
    return mark["verdict"], mark["since"], mark["until"]


def test_it_is_told_once_it_is_in_force(person: User) -> None:
    assert viewer(person, NOW + timedelta(days=1))["charterToAccept"] is None
    found = viewer(person, OPEN)["charterToAccept"]
    assert (found["version"], found["until"]) == ("2026-2", "2026-12-31")
    assert "Autre." in found["text"]
    assert "script" not in found["text"]
    assert "href" not in found["text"]


def test_in_time(person: User) -> None:
    assert own(viewer(person, OPEN)) == ("ALLOWED", "2026-11-25", "2026-12-31")
    done = accept(person, OPEN)
    assert done["userErrors"] == []
    assert done["viewer"]["charterToAccept"] is None
    assert own(done["viewer"]) == ("ALLOWED", "2026-11-25", None)
    found = CharterAcceptance.objects.get()
    assert (found.version, found.accepted_at, found.accepted_from) == ("2026-2", OPEN, "192.0.2.5")
    assert own(viewer(person, LATE)) == ("ALLOWED", "2026-11-25", None)


def test_too_late_and_back(person: User) -> None:
    assert own(viewer(person, LATE)) == ("FORBIDDEN", "2027-01-01", None)
    assert own(accept(person, LATE)["viewer"]) == ("ALLOWED", "2027-01-20", None)
    assert accept(person, LATE + timedelta(days=1))["userErrors"] == []
    assert CharterAcceptance.objects.get().accepted_at == LATE


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("2026-2", False), "accept"),
        (("2026-1", True), "version"),
        (("\u202e<’", True), "version"),
        (("", True), "version"),
    ],
)
def test_refusals_are_data(person: User, given: tuple[str, bool], field: str) -> None:
    done = accept(person, OPEN, *given)
    (error,) = done["userErrors"]
    assert (error["code"], error["field"], error["rule"]) == ("INCOMPLETE", [field], {"id": "L4"})
    assert done["viewer"]["charterToAccept"]["version"] == "2026-2"
    assert not CharterAcceptance.objects.exists()


def test_who_has_left_or_has_no_profile(person: User) -> None:
    other = make_user("autre")
    assert viewer(other, OPEN)["charterToAccept"] is None
    assert [error["code"] for error in accept(other, OPEN)["userErrors"]] == ["NOT_OWNER"]
    leave(ActivatorProfile.objects.get(account=person), by=None, reason="Oui", now=OPEN)
    done = accept(person, OPEN)
    assert [error["code"] for error in done["userErrors"]] == ["WRONG_STATE"]
    assert done["viewer"]["charterToAccept"] is None
    assert not CharterAcceptance.objects.exists()


def test_nobody_and_not_often(person: User, client: Client, settings: Any) -> None:
    query = 'mutation { acceptCharter(input: {version: "2026-2", accept: true}) { userErrors { code } } }'
    assert codes(post(client, query)) == ["UNAUTHENTICATED"]
    settings.BALISE_LIMITS = settings.BALISE_LIMITS | {"accept_charter": {"address": (9, 60), "account": (1, 60)}}
    with time_machine.travel(OPEN, tick=False):
        client = signed_in(person)
        wrong = query.replace("2026-2", "2026-1")
        assert [codes(post(client, asked)) for asked in (wrong, query)] == [[], ["RATE_LIMITED"]]
    assert not CharterAcceptance.objects.exists()
