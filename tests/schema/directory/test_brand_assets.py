"""viewer.brandAssets: the files of the marks, for whoever is in activity, and for nobody else (rule B6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from directory.actions.standing import suspend
from directory.markfiles.addresses import LIFETIME
from directory.models import MarkDownload
from directory.rules.marks import Mark
from tests.factories.marks import artwork, encoded, make_active, make_mark_file
from tests.factories.pages import make_user
from tests.schema.files import ask

pytestmark = pytest.mark.django_db

ASSETS = "{ viewer { brandAssets { mark title version format size sha256 url expiresAt } } }"


@pytest.fixture
def activator() -> User:
    return make_active(now=timezone.now() - timedelta(days=3))


def test_an_activator_is_given_addresses_that_open(client: Client, activator: User) -> None:
    file = make_mark_file()
    make_mark_file(Mark.FRANCE_NUM)
    client.force_login(activator)
    (asset,) = ask(client, ASSETS)["viewer"]["brandAssets"]
    assert (asset["mark"], asset["title"], asset["version"]) == ("ACTIVATEUR_FRANCE_NUM", "Logo", "2026-1")
    assert (asset["format"], asset["size"], asset["sha256"]) == ("PNG", len(encoded(artwork())), file.sha256)
    left = datetime.fromisoformat(asset["expiresAt"]) - timezone.now()
    assert timedelta() < left <= LIFETIME
    parts = urlsplit(asset["url"])
    assert parts.scheme in ("http", "https")
    assert client.get(f"{parts.path}?{parts.query}").getvalue() == encoded(artwork())
    assert MarkDownload.objects.get().account == activator


def test_others_are_given_none(client: Client, activator: User) -> None:
    make_mark_file()
    assert ask(client, ASSETS)["viewer"] is None
    for user in (make_user("visite"), make_user("chef", superuser=True)):
        client.force_login(user)
        assert ask(client, ASSETS)["viewer"] == {"brandAssets": []}
    suspend(activator.profile, by=None, reason="Plainte", now=timezone.now())
    client.force_login(activator)
    assert ask(client, ASSETS)["viewer"] == {"brandAssets": []}


def test_more_files_are_no_more_statements(client: Client, activator: User) -> None:
    client.force_login(activator)
    counts = []
    for version in ("1", "2", "3"):
        make_mark_file(version=version)
        ask(client, ASSETS)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(ask(client, ASSETS)["viewer"]["brandAssets"]) == int(version)
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 10
