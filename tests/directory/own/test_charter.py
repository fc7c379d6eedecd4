"""The charter in «Ma fiche»: offered by an unticked box while it is to be accepted."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from directory.actions.standing import leave, suspend
from directory.models import ActivatorProfile, Charter, CharterAcceptance
from directory.rules.listing import PARIS
from directory.rules.marks import Mark
from directory.rules.states import Status
from directory.standing import may_use
from tests.factories.files import make_file
from tests.factories.pages import make_user

URL = "/admin/ma-fiche/"
ACCEPT = f"{URL}charte/"
NOW = datetime(2026, 11, 25, 10, tzinfo=PARIS)
OPEN = datetime(2026, 12, 20, 9, tzinfo=PARIS)
LATE = datetime(2027, 1, 20, 9, tzinfo=PARIS)
TEXT = '<p>Je réponds.</p><script>x()</script><p><a linktype="page" id="1">Page</a></p>'


@pytest.fixture
def person(directory: Any) -> User:
    account = make_file(Status.PUBLISHED, now=NOW).profile.account  # type: ignore[union-attr]
    assert account is not None
    Charter.objects.create(version="2026-2", in_force_from=date(2026, 12, 1), text=TEXT)
    return account


def page(user: User, at: datetime) -> str:
    with time_machine.travel(at, tick=False):
        client = Client()
        client.force_login(user)
        return client.get(URL).content.decode()


def post(user: User, at: datetime, **data: str) -> list[str]:
    """What is told after it."""
    with time_machine.travel(at, tick=False):
        client = Client()
        client.force_login(user)
        response = client.post(ACCEPT, data, follow=True, REMOTE_ADDR="192.0.2.5")
        return [str(message) for message in response.context["messages"]]


def test_nothing_before_it_is_in_force(person: User) -> None:
    assert "charter-title" not in page(person, NOW + timedelta(days=1))


def test_the_box_is_not_ticked_and_says_until_when(person: User) -> None:
    html = page(person, OPEN)
    assert "Acceptez-la jusqu’au 31 décembre 2026 pour rester en activité." in html
    (box,) = re.findall(r'<input[^>]*name="accept"[^>]*>', html)
    assert "checked" not in box
    (section,) = re.findall(r'<section[^>]*id="charter".*?</section>', html, re.S)
    assert "Je réponds." in section
    assert "<script" not in section
    assert "href" not in section.partition("<details>")[2].partition("</details>")[0]


def test_accepted_it_is_shown_no_more(person: User) -> None:
    assert "enregistrée" in post(person, OPEN, version="2026-2", accept="on")[0]
    found = CharterAcceptance.objects.get()
    assert (found.version, found.accepted_at, found.accepted_from) == ("2026-2", OPEN, "192.0.2.5")
    assert "charter-title" not in page(person, OPEN)
    assert may_use(person, Mark.ACTIVATEUR_FRANCE_NUM, now=LATE)


def test_after_the_last_day_it_brings_the_activity_back(person: User) -> None:
    assert not may_use(person, Mark.ACTIVATEUR_FRANCE_NUM, now=LATE)
    assert "Elle était à accepter jusqu’au 31 décembre 2026." in page(person, LATE)
    post(person, LATE, version="2026-2", accept="on")
    assert may_use(person, Mark.ACTIVATEUR_FRANCE_NUM, now=LATE)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"version": "2026-2"}, "cochez la case"),
        ({"version": "2026-1", "accept": "on"}, "Lisez la version 2026-2"),
        ({"accept": "on"}, "Lisez la version 2026-2"),
        ({}, "cochez la case"),
    ],
)
def test_not_without_the_box_of_this_version(person: User, data: dict[str, str], told: str) -> None:
    (message,) = post(person, OPEN, **data)
    assert told in message
    assert "L4" in message
    assert not CharterAcceptance.objects.exists()


def test_also_for_who_is_suspended_but_not_for_who_has_left(person: User) -> None:
    profile = ActivatorProfile.objects.get(account=person)
    suspend(profile, by=None, reason="Oui", now=OPEN)
    assert "charter-title" in page(person, OPEN)
    leave(profile, by=None, reason="Oui", now=OPEN)
    assert "charter-title" not in page(person, OPEN)
    (message,) = post(person, OPEN, version="2026-2", accept="on")
    assert "départ" in message
    assert not CharterAcceptance.objects.exists()


def test_a_stranger_accepts_nothing(person: User) -> None:
    with time_machine.travel(OPEN, tick=False):
        client = Client()
        client.force_login(make_user("autre", groups=["Activateurs"]))
        assert client.post(ACCEPT, {"version": "2026-2", "accept": "on"}).status_code == 404
    assert not CharterAcceptance.objects.exists()


def test_only_by_post_and_not_from_elsewhere(person: User) -> None:
    with time_machine.travel(OPEN, tick=False):
        client = Client(enforce_csrf_checks=True)
        client.force_login(person)
        assert client.get(ACCEPT).status_code == 405
        assert client.post(ACCEPT, {"version": "2026-2", "accept": "on"}).status_code == 403
    assert not CharterAcceptance.objects.exists()


def test_not_often(person: User, settings: Any) -> None:
    settings.BALISE_LIMITS = settings.BALISE_LIMITS | {"accept_charter": {"address": (9, 60), "account": (1, 60)}}
    post(person, OPEN)
    assert "Trop de demandes" in post(person, OPEN, version="2026-2", accept="on")[0]
    assert not CharterAcceptance.objects.exists()
