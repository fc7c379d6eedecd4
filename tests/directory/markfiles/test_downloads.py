"""GET /compte/marques/<id>/: one file, for one person in activity, for five minutes (rule B6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from directory.actions.mark_files import withdraw_file
from directory.actions.standing import leave, reinstate, suspend
from directory.markfiles.addresses import LIFETIME, expiry, signed_path
from directory.markfiles.assets import assets_of
from directory.models import MarkDownload, MarkFile
from directory.rules.marks import Mark
from tests.factories.marks import artwork, encoded, make_active, make_mark_file
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db

NOW = datetime.fromisoformat("2026-03-02T10:00:00+01:00")


@pytest.fixture(autouse=True)
def _moment() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def activator() -> User:
    return make_active(now=NOW - timedelta(days=30))


@pytest.fixture
def logo() -> MarkFile:
    return make_mark_file()


def address(file: MarkFile, user: User) -> str:
    return signed_path(file, user=user, expires_at=expiry(NOW))


def test_an_activator_downloads_a_file_and_it_is_written_down(client: Client, activator: User, logo: MarkFile) -> None:
    client.force_login(activator)
    response = client.get(address(logo, activator))
    assert response.status_code == 200
    assert response.getvalue() == encoded(artwork())
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"] == 'attachment; filename="activateur-france-num-logo-2026-1.png"'
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]
    assert [(row.file, row.account, row.at) for row in MarkDownload.objects.all()] == [(logo, activator, NOW)]


def test_an_address_expires_to_the_second(client: Client, activator: User, logo: MarkFile) -> None:
    client.force_login(activator)
    given = address(logo, activator)
    with time_machine.travel(NOW + LIFETIME, tick=False):
        assert client.get(given).status_code == 200
    with time_machine.travel(NOW + LIFETIME + timedelta(seconds=1), tick=False):
        response = client.get(given)
    assert response.status_code == 410
    assert "a expiré" in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert MarkDownload.objects.count() == 1


def test_a_copied_address_opens_nothing_for_anybody_else(client: Client, activator: User, logo: MarkFile) -> None:
    given = address(logo, activator)
    assert client.get(given).status_code == 404
    for other in (make_active("autre@exemple.example"), make_user("visite"), make_user("chef", superuser=True)):
        client.force_login(other)
        assert client.get(given).status_code == 404
    assert not MarkDownload.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("until", "9999999999"), ("until", "é"), ("until", ""), ("until", "-1"), ("until", "9" * 400),
        ("signature", ""), ("signature", "é"), ("signature", "x" * 43),
    ],
)  # fmt: skip
def test_an_altered_address_opens_nothing(
    client: Client, activator: User, logo: MarkFile, name: str, value: str
) -> None:
    client.force_login(activator)
    parts = urlsplit(address(logo, activator))
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    assert client.get(parts.path, query | {name: value}).status_code == 404
    del query[name]
    assert client.get(parts.path, query).status_code == 404
    assert not MarkDownload.objects.exists()


def test_the_signature_of_a_file_opens_no_other(client: Client, activator: User, logo: MarkFile) -> None:
    other = make_mark_file(Mark.FRANCE_NUM)
    client.force_login(activator)
    query = urlsplit(address(logo, activator)).query
    assert client.get(f"/compte/marques/{other.pk}/?{query}").status_code == 404
    assert client.get(f"/compte/marques/{uuid4()}/?{query}").status_code == 404


def test_a_withdrawn_file_is_handed_out_no_more(client: Client, activator: User, logo: MarkFile) -> None:
    client.force_login(activator)
    given = address(logo, activator)
    assert client.get(given).status_code == 200
    withdraw_file(logo, by=None, now=NOW)
    response = client.get(given)
    assert response.status_code == 410
    assert "plus distribué" in response.content.decode()
    assert MarkDownload.objects.get().file == logo


@pytest.mark.parametrize("step", [suspend, leave])
def test_standing_lost_in_the_evening_is_lost_for_an_address_of_the_morning(
    client: Client, activator: User, logo: MarkFile, step: Any
) -> None:
    client.force_login(activator)
    given = address(logo, activator)
    step(activator.profile, by=None, reason="Plainte", now=NOW)
    response = client.get(given)
    assert response.status_code == 403
    assert "Règle B6" in response.content.decode()
    assert "Plainte" not in response.content.decode()
    assert not MarkDownload.objects.exists()
    reinstate(activator.profile, by=None, reason="Réponse", now=NOW)
    assert client.get(given).status_code == 200


def test_a_signed_address_of_a_mark_that_is_not_theirs_is_refused(client: Client, activator: User) -> None:
    reserved = make_mark_file(Mark.FRANCE_NUM)
    client.force_login(activator)
    assert client.get(address(reserved, activator)).status_code == 403
    assert not MarkDownload.objects.exists()


def test_a_file_that_the_storage_has_lost_is_not_counted(client: Client, activator: User, logo: MarkFile) -> None:
    client.force_login(activator)
    logo.file.storage.delete(str(logo.file.name))
    assert client.get(address(logo, activator)).status_code == 404
    assert not MarkDownload.objects.exists()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_an_address_is_read_and_nothing_else(client: Client, activator: User, logo: MarkFile, method: str) -> None:
    client.force_login(activator)
    assert client.generic(method, address(logo, activator)).status_code in (403, 405)
    assert not MarkDownload.objects.exists()


def test_asking_about_a_file_is_no_download(client: Client, activator: User, logo: MarkFile) -> None:
    client.force_login(activator)
    response = client.head(address(logo, activator))
    assert (response.status_code, response.getvalue()) == (200, b"")
    assert response["Content-Type"] == "image/png"
    assert response["Content-Length"] == str(len(encoded(artwork())))
    assert not MarkDownload.objects.exists()
    assert client.head(f"{address(logo, activator)}x").status_code == 404
    withdraw_file(logo, by=None, now=NOW)
    assert client.head(address(logo, activator)).status_code == 410


def test_too_many_downloads_wait(client: Client, activator: User, logo: MarkFile, settings: Any) -> None:
    settings.BALISE_LIMITS = settings.BALISE_LIMITS | {"mark_file": {"account": (1, 3600)}}
    client.force_login(activator)
    assert client.get(address(logo, activator)).status_code == 200
    response = client.get(address(logo, activator))
    assert (response.status_code, int(response["Retry-After"]) > 0) == (429, True)
    assert MarkDownload.objects.count() == 1


def test_what_somebody_is_given(activator: User, logo: MarkFile) -> None:
    make_mark_file(Mark.FRANCE_NUM)
    make_mark_file(Mark.ENTREPRISE_FRANCE_NUM)
    withdraw_file(make_mark_file(title="Ancien logo"), by=None, now=NOW)
    assert [each.file for each in assets_of(activator, now=NOW)] == [logo]
    assert assets_of(make_user("visite"), now=NOW) == []
    suspend(activator.profile, by=None, reason="Plainte", now=NOW)
    assert assets_of(activator, now=NOW) == []
