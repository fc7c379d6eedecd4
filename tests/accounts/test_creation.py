"""Accounts are made for people who have proved their address; one mailbox is one account."""

from __future__ import annotations

import importlib

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import IntegrityError, transaction

from accounts.creation import EmailTaken, PasswordRefused, create_account
from accounts.models import User
from tests.accounts.api import PASSWORD

pytestmark = pytest.mark.django_db


def test_an_account_is_ready_to_sign_in() -> None:
    user = create_account(email=" Camille@Atelier.Example", password=PASSWORD, first_name="Camille", last_name="Roux")
    stored = User.objects.get(pk=user.pk)
    assert (stored.email, stored.get_full_name()) == ("camille@atelier.example", "Camille Roux")
    assert stored.check_password(PASSWORD)
    assert not (stored.is_staff)
    assert not (stored.is_superuser)
    assert not (stored.is_demo)
    assert stored.username.startswith("u-")
    assert "camille" not in stored.username
    (address,) = EmailAddress.objects.filter(user=user)
    assert (address.email, address.verified, address.primary) == ("camille@atelier.example", True, True)


@pytest.mark.parametrize("password", ["", "court", "roux-camille", "1234567890123"])
def test_weak_passwords(password: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        create_account(email="roux-camille@atelier.example", password=password)
    assert refused.value.messages
    assert "mot de passe" in str(refused.value).lower()
    assert not User.objects.exists()


@pytest.mark.parametrize("email", ["camille@atelier.example", "CAMILLE@ATELIER.EXAMPLE "])
def test_an_address_has_one_account(camille: User, email: str) -> None:
    with pytest.raises(EmailTaken):
        create_account(email=email, password=PASSWORD)
    assert User.objects.count() == 1


def test_the_database_holds_it_too(camille: User) -> None:
    other = create_account(email="autre@atelier.example", password=PASSWORD)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=other.pk).update(email="Camille@atelier.example")


@pytest.mark.parametrize(
    ("email", "found"),
    [
        ("camille@atelier.example", True),
        (" Camille@ATELIER.example", True),
        ("camille@atelier.exampl_", False),
        ("%", False),
        ("", False),
    ],
)
def test_finding_by_email(camille: User, email: str, found: bool) -> None:
    assert User.objects.by_email(email) == (camille if found else None)


def test_a_user_name_comes_before_an_address(camille: User) -> None:
    odd = User.objects.create_user("camille@atelier.example", "autre@atelier.example", PASSWORD)
    assert User.objects.by_login("camille@atelier.example") == odd
    assert User.objects.by_login(camille.username) == camille
    assert User.objects.by_login("") is None


def test_nobody_without_an_address_is_found_by_none() -> None:
    User.objects.create_user("machine", "", PASSWORD)
    assert User.objects.by_email("") is None
    assert User.objects.by_login("") is None
    assert not EmailAddress.objects.exists()


class TestMigrations:
    def test_addresses_get_small_letters(self, camille: User) -> None:
        lower = importlib.import_module("accounts.migrations.0002_lower_case_emails").lower
        User.objects.filter(pk=camille.pk).update(email="Camille@Atelier.Example")
        lower(apps, None)
        camille.refresh_from_db()
        assert camille.email == "camille@atelier.example"

    def test_two_accounts_of_one_mailbox_are_named(self, camille: User, monkeypatch: pytest.MonkeyPatch) -> None:
        lower = importlib.import_module("accounts.migrations.0002_lower_case_emails").lower
        other = create_account(email="autre@atelier.example", password=PASSWORD)
        # Today's database refuses what the migration meets in yesterday's.
        monkeypatch.setattr(User.objects.none().__class__, "order_by", lambda *args: _Rows(camille, other))
        with pytest.raises(RuntimeError, match=rf"\[\[{camille.pk}, {other.pk}\]\]"):
            lower(apps, None)

    def test_everybody_gets_a_proven_address(self, camille: User) -> None:
        add = importlib.import_module("accounts.migrations.0004_email_addresses").add
        EmailAddress.objects.all().delete()
        add(apps, None)
        add(apps, None)
        assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(camille.email, True, True)]


class _Rows(list[User]):
    """Two rows as they were before addresses had to be different."""

    def __init__(self, one: User, other: User) -> None:
        other.email = one.email.upper()
        super().__init__([one, other])

    def only(self, *fields: str) -> _Rows:
        return self


def test_a_password_that_no_sign_in_would_take_is_refused(db: None) -> None:
    with pytest.raises(PasswordRefused, match="trop long"):
        create_account(email="ada@exemple.example", password="une phrase " * 8000)
    assert not User.objects.filter(email="ada@exemple.example").exists()
