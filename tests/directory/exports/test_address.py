"""/directory.geojson: what it answers, what caches are told, and that nothing hidden is in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.actions.erase import erase
from directory.actions.rename import rename
from directory.actions.standing import suspend
from directory.models import ActivatorProfile, Theme
from tests.directory.exports.portal import CANARY, hide_every_kind, public_profile
from tests.factories.directory import directory_page, make_profile
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db

PATH = "/directory.geojson"


def body(response: Any) -> str:
    return b"".join(response.streaming_content).decode()


def etag(client: Client) -> str:
    return client.head(PATH)["ETag"]


def test_it_streams(client: Client) -> None:
    public_profile()
    response = client.get(PATH)
    assert isinstance(response, StreamingHttpResponse)
    assert (response.status_code, response["Content-Type"]) == (200, "application/geo+json")
    assert response["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in response.get("Vary", "")
    assert response.cookies == {}
    (feature,) = json.loads(body(response))["features"]
    assert feature["properties"]["name"] == "Zoé Lefèvre"


def test_it_answers_without_a_site_too(client: Client) -> None:
    assert json.loads(body(client.get(PATH)))["features"] == []


def test_nothing_hidden_is_in_it(client: Client) -> None:
    hide_every_kind()
    public_profile()
    for visitor in (client, _signed_in()):
        text = body(visitor.get(PATH))
        assert CANARY.lower() not in text.lower()
        assert len(json.loads(text)["features"]) == 2


def _signed_in() -> Client:
    client = Client()
    client.force_login(make_user("ada", superuser=True))
    return client


def test_all_of_it_is_hidden_with_the_directory(client: Client) -> None:
    public_profile()
    before = etag(client)
    PageViewRestriction.objects.create(page=directory_page(), restriction_type=PageViewRestriction.LOGIN)
    assert json.loads(body(client.get(PATH)))["features"] == []
    assert etag(client) != before


def test_head_says_the_same_without_reading_a_profile(client: Client) -> None:
    public_profile()
    with CaptureQueriesContext(connection) as queries:
        response = client.head(PATH)
    assert response.content == b""
    assert {name: response[name] for name in ("ETag", "Cache-Control", "Content-Type")} == {
        name: client.get(PATH)[name] for name in ("ETag", "Cache-Control", "Content-Type")
    }
    assert len(queries) <= 5


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_other_methods(client: Client, method: str) -> None:
    response = getattr(client, method)(PATH)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_304_for_who_has_it(client: Client) -> None:
    public_profile()
    known = client.get(PATH)["ETag"]
    for given in (known, f'"x", {known}', f"W/{known}", "*"):
        response = client.get(PATH, headers={"if-none-match": given})
        assert response.status_code == 304
        assert response.content == b""
        assert (response["ETag"], response["Cache-Control"]) == (known, "public, max-age=300")
    assert client.get(PATH, headers={"if-none-match": '"x"'}).status_code == 200


def test_other_pages_may_read_it(client: Client, settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://portail.example"]
    response = client.get(PATH, headers={"origin": "https://portail.example"})
    assert response["Access-Control-Allow-Origin"] == "https://portail.example"
    assert "Access-Control-Allow-Origin" not in client.get(PATH, headers={"origin": "https://autre.example"})


def edit(profile: ActivatorProfile) -> None:
    profile.pricing = "80 €"
    profile.save_revision().publish()


def move_organisation(profile: ActivatorProfile) -> None:
    assert profile.organisation is not None
    profile.organisation.street = "2 rue de la Paix"
    profile.organisation.save()


def rename_theme(profile: ActivatorProfile) -> None:
    theme = Theme.objects.get(slug="contenus")
    theme.name = "Textes et images"
    theme.save()


def rename_profile(profile: ActivatorProfile) -> None:
    rename(profile, by=None, reason="Nom d’usage", now=timezone.now(), slug="zoe-martin")


def swap(profile: ActivatorProfile) -> None:
    other = make_profile("Ada", "Autre")
    profile.unpublish()
    assert other.pk


@pytest.mark.parametrize(
    "change",
    [
        edit, move_organisation, rename_theme, rename_profile, swap,
        lambda profile: make_profile("Ada", "Autre"),
        lambda profile: profile.unpublish(),
        lambda profile: suspend(profile, by=None, reason="Plainte", now=timezone.now()),
        lambda profile: erase(profile, by=None, now=timezone.now()),
        lambda profile: ActivatorProfile.objects.update(expire_at=timezone.now() - timedelta(minutes=1)),
    ],
)  # fmt: skip
def test_whatever_changes_it_is_told(client: Client, change: Callable[[ActivatorProfile], Any]) -> None:
    profile = public_profile()
    before = etag(client)
    assert etag(client) == before
    change(profile)
    assert etag(client) != before


def test_a_draft_is_not_told(client: Client) -> None:
    profile = public_profile()
    before = etag(client)
    profile.pricing = "80 €"
    profile.save_revision()
    make_profile("Ada", "Autre", live=False)
    assert etag(client) == before


def test_it_comes_before_the_addresses_of_the_portal(client: Client) -> None:
    assert client.get(PATH).resolver_match.url_name == "directory_geojson"
