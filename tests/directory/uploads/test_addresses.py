"""GET /uploads/<id>/: one file, for one person, for five minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from accounts.models import User
from directory.models import Application, Upload, UploadKind
from directory.uploads.addresses import LIFETIME, may_see, signed_url
from tests.directory.uploads.sending import keep, make_draft
from tests.factories.directory import make_profile
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db

NOW = datetime.fromisoformat("2026-03-02T10:00:00+01:00")


@pytest.fixture
def reviewer() -> User:
    return make_reviewer("instruction")


def make_reviewer(name: str) -> User:
    user = make_user(name)
    user.user_permissions.add(Permission.objects.get(codename="change_application"))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def letter() -> Upload:
    return keep(make_draft()[0], name="zqmartinqz.pdf")


@pytest.fixture(autouse=True)
def _moment() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_reviewer_sees_a_letter(client: Client, reviewer: User, letter: Upload) -> None:
    client.force_login(reviewer)
    response = client.get(signed_url(letter, user=reviewer, now=NOW))
    assert response.status_code == 200
    assert response.getvalue() == b"%PDF-"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="lettre-{Application.objects.get().reference}.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]
    assert "zqmartinqz" not in str(response.headers)


def test_a_picture_is_shown_in_a_sandbox(client: Client, reviewer: User) -> None:
    photo = keep(make_draft()[0], UploadKind.PICTURE)
    client.force_login(reviewer)
    response = client.get(signed_url(photo, user=reviewer, now=NOW))
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith('inline; filename="photo-')


def test_an_address_expires(client: Client, reviewer: User, letter: Upload) -> None:
    client.force_login(reviewer)
    address = signed_url(letter, user=reviewer, now=NOW)
    with time_machine.travel(NOW + LIFETIME, tick=False):
        assert client.get(address).status_code == 200
    with time_machine.travel(NOW + LIFETIME + timedelta(seconds=1), tick=False):
        response = client.get(address)
    assert response.status_code == 410
    assert "a expiré" in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


def test_an_address_that_is_passed_on_opens_nothing(client: Client, reviewer: User, letter: Upload) -> None:
    address = signed_url(letter, user=reviewer, now=NOW)
    assert client.get(address).status_code == 404
    client.force_login(make_reviewer("autre"))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("until", "9999999999"), ("until", "é"), ("until", ""), ("until", "-1"), ("until", "9" * 400),
        ("until", "1772442300.0"), ("signature", ""), ("signature", "é"), ("signature", "x" * 43),
    ],
)  # fmt: skip
def test_an_address_cannot_be_changed(client: Client, reviewer: User, letter: Upload, name: str, value: str) -> None:
    client.force_login(reviewer)
    parts = urlsplit(signed_url(letter, user=reviewer, now=NOW))
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    assert client.get(parts.path, query).status_code == 200
    assert client.get(parts.path, query | {name: value}).status_code == 404
    del query[name]
    assert client.get(parts.path, query).status_code == 404


def test_the_signature_of_a_file_opens_no_other(client: Client, reviewer: User, letter: Upload) -> None:
    other = keep(make_draft("autre@exemple.example")[0])
    client.force_login(reviewer)
    query = urlsplit(signed_url(letter, user=reviewer, now=NOW)).query
    assert client.get(f"/uploads/{other.pk}/?{query}").status_code == 404
    assert client.get(f"/uploads/{uuid4()}/?{query}").status_code == 404


def test_whoever_may_no_longer_see_it_does_not(client: Client, reviewer: User, letter: Upload) -> None:
    client.force_login(reviewer)
    address = signed_url(letter, user=reviewer, now=NOW)
    reviewer.user_permissions.clear()
    assert client.get(address).status_code == 404


def test_a_file_that_is_gone_is_not_there(client: Client, reviewer: User, letter: Upload) -> None:
    client.force_login(reviewer)
    address = signed_url(letter, user=reviewer, now=NOW)
    letter.file.storage.delete(str(letter.file.name))
    assert client.get(address).status_code == 404
    letter.delete()
    assert client.get(address).status_code == 404


def test_the_key_of_the_file_opens_no_address(client: Client, reviewer: User) -> None:
    application, key = make_draft()
    address = signed_url(keep(application), user=reviewer, now=NOW)
    assert client.get(address, headers={"X-Application-Key": key}).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_an_address_is_read_only(client: Client, reviewer: User, letter: Upload, method: str) -> None:
    client.force_login(reviewer)
    assert client.generic(method, signed_url(letter, user=reviewer, now=NOW)).status_code in (403, 405)


def test_who_may_see_a_file() -> None:
    owner, other = make_user("camille"), make_user("ada")
    profile = make_profile(account=owner)
    application, _ = make_draft()
    of_account, of_file = keep(owner, UploadKind.PICTURE), keep(application)
    assert may_see(of_account, owner)
    assert not may_see(of_account, other)
    assert not may_see(of_file, owner)
    now = timezone.now()
    Application.objects.update(
        profile=profile, status="ACCEPTED", submitted_at=now, complete_since=now, decided_at=now
    )  # fmt: skip
    of_file = Upload.objects.get(pk=of_file.pk)
    assert may_see(of_file, owner)
    assert not may_see(of_file, other)
    assert may_see(of_file, make_reviewer("instruction"))
    owner.is_active = False
    assert not may_see(of_file, owner)
