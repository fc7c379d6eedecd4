"""The demo's published logins work in the demo and nowhere else."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.test import Client

from accounts.models import User
from cms.checks import no_demo_accounts

pytestmark = pytest.mark.django_db

PASSWORD = "un-mot-de-passe-publié"


@pytest.fixture
def demo_user() -> User:
    return User.objects.create_superuser("demo", "demo@demo.example", PASSWORD, is_demo=True)


def test_they_sign_in_in_the_demo(demo_user: User, settings) -> None:
    settings.DEMO = True
    assert authenticate(HttpRequest(), username="demo", password=PASSWORD) == demo_user


def test_they_do_not_elsewhere(demo_user: User) -> None:
    assert authenticate(HttpRequest(), username="demo", password=PASSWORD) is None


def test_their_sessions_end_elsewhere(demo_user: User, settings, client: Client) -> None:
    settings.DEMO = True
    client.force_login(demo_user)
    assert client.get("/admin/").status_code == 200
    settings.DEMO = False
    assert client.get("/admin/").status_code == 302


def test_other_people_sign_in_everywhere() -> None:
    user = User.objects.create_user("camille", "camille@portail.example", PASSWORD)
    assert authenticate(HttpRequest(), username="camille", password=PASSWORD) == user
    user.is_active = False
    user.save()
    assert authenticate(HttpRequest(), username="camille", password=PASSWORD) is None


def test_a_database_with_demo_accounts_is_refused_outside_the_demo(demo_user: User, settings) -> None:
    assert [error.id for error in no_demo_accounts(None, databases=["default"])] == ["balise.E001"]
    assert no_demo_accounts(None, databases=None) == []
    settings.DEMO = True
    assert no_demo_accounts(None, databases=["default"]) == []
