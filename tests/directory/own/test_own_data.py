"""The export of one's own data: complete, for its person alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.utils import timezone

from accounts.models import User
from directory.actions.own_profile import save_draft
from directory.actions.standing import leave, suspend
from directory.exports.own_data import WHY_NOT, exported_fields, own_data
from directory.models import ActivatorProfile, Application, CharterAcceptance, ReviewNote
from directory.own_profile import profile_of
from tests.directory.own.conftest import asked, make_upload
from tests.factories.files import make_file
from tests.factories.pages import make_user

URL = "/compte/donnees.json"

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    """An activator with a file, two versions and an upload."""
    application = make_file("PUBLISHED", presentation="Zqpresentationqz")
    profile = application.profile
    assert profile is not None
    user = profile.account
    assert user is not None
    save_draft(profile, changes={"services": "Zqbrouillonqz"}, **asked(profile, user))
    make_upload(user)
    ReviewNote.objects.create(application=application, by=None, at=timezone.now(), text="zqnoteqz")
    application.events.filter(event="ACCEPT").update(reason="zqraisonqz")
    return user


@pytest.mark.parametrize("model", [Application, ActivatorProfile, CharterAcceptance, User])
def test_every_column_is_exported_or_named_with_why_not(model: Any) -> None:
    left_out = WHY_NOT[model]
    names = {field.name for field in model._meta.concrete_fields}
    assert set(left_out) <= names, "a column that is no longer there"
    assert all(reason.strip() for reason in left_out.values())
    assert {field.name for field in exported_fields(model)} == names - set(left_out)


def test_what_is_in_it(person: User) -> None:
    data = own_data(person, now=timezone.now())
    json.dumps(data)  # plain values, all of them
    profile, application = data["profile"], data["application"]
    assert profile["status"] == "PUBLISHED_WITH_DRAFT"
    assert "Zqpresentationqz" in profile["public"]["presentation"]
    assert [version["by"] for version in profile["versions"]] == ["the portal", "you"]
    assert "Zqbrouillonqz" in profile["versions"][-1]["services"]
    assert profile["public"]["themes"] == ["contenus"]
    assert [row["kind"] for row in profile["addresses"]] == ["CURRENT"]
    assert application["content"]["signatory_name"] == "Ada Martin"
    assert application["charter_version"] == "2026-1"
    assert application["charter_accepted_from"] == "192.0.2.1"
    assert [row["event"] for row in application["events"]] == ["START", "SUBMIT", "ACCEPT", "ACTIVATE", "PUBLISH"]
    assert all(row["message"] and row["at"] for row in application["events"])
    assert {(row["kind"], row["name"]) for row in data["uploads"]} == {
        ("LETTER", "lettre.pdf"),
        ("PICTURE", "camille-le-goff.png"),
    }
    assert data["account"]["email"] == person.email
    assert data["log"]


def test_later_charters_that_were_accepted(person: User) -> None:
    profile = profile_of(person)
    assert profile is not None
    assert own_data(person, now=timezone.now())["profile"]["charter_acceptances"] == []
    at = timezone.now()
    CharterAcceptance.objects.create(profile=profile, version="2027-1", accepted_at=at, accepted_from="192.0.2.7")
    assert own_data(person, now=at)["profile"]["charter_acceptances"] == [
        {"version": "2027-1", "accepted_at": at.isoformat(), "accepted_from": "192.0.2.7"}
    ]


@pytest.mark.parametrize("secret", ["zqnoteqz", "zqraisonqz"])
def test_what_is_not(person: User, secret: str) -> None:
    text = json.dumps(own_data(person, now=timezone.now()), cls=DjangoJSONEncoder)
    assert secret not in text
    assert person.password not in text
    profile = profile_of(person)
    assert profile is not None
    application = Application.objects.get()
    for digest in application.keys.values_list("digest", flat=True):
        assert digest not in text
    assert "instruction" not in text.replace("l’instruction", "")  # no reviewer's name


@pytest.mark.parametrize("status", ["DRAFT", "REFUSED", "ACCEPTED"])
def test_other_files_of_the_mailbox_are_in_it(person: User, status: str) -> None:
    """Without where they were written: a stranger may have started one with this address."""
    other = make_file(status, email=person.email.upper(), pricing="zqautreqz")
    make_file(status, email="autrui@exemple.example")
    EmailAddress.objects.create(user=person, email="autrui@exemple.example", verified=False, primary=False)
    data = own_data(person, now=timezone.now())
    assert [row["reference"] for row in data["other_applications"]] == [other.reference]
    (row,) = data["other_applications"]
    assert (row["content"]["pricing"], row["charter_accepted_from"]) == ("zqautreqz", None)
    letters = {row["application"]: row["url"] for row in data["uploads"] if row["kind"] == "LETTER"}
    assert letters[other.reference] is None
    assert letters[data["application"]["reference"]]


def test_the_letter_opens_from_it(person: User, client: Client) -> None:
    client.force_login(person)
    rows = own_data(person, now=timezone.now())["uploads"]
    (letter,) = [row for row in rows if row["kind"] == "LETTER"]
    path = letter["url"].removeprefix("http://testserver")
    assert client.get(path).status_code == 200
    assert Client().get(path).status_code != 200


class TestAddress:
    def test_by_session(self, person: User, client: Client) -> None:
        client.force_login(person)
        response = client.get(URL)
        assert response["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
        assert "no-store" in response["Cache-Control"]
        assert json.loads(response.content)["account"]["email"] == person.email

    def test_by_token(self, person: User, client: Client) -> None:
        client.force_login(person)
        token = client.session.session_key
        response = Client().get(URL, headers={"X-Session-Token": str(token)})
        assert json.loads(response.content)["account"]["email"] == person.email

    def test_not_without(self, client: Client) -> None:
        for headers in ({}, {"X-Session-Token": "faux"}):
            response = client.get(URL, headers=headers)
            assert response.status_code == 401
            assert response.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"

    def test_a_wrong_token_wins_over_a_cookie(self, person: User, client: Client) -> None:
        client.force_login(person)
        assert client.get(URL, headers={"X-Session-Token": "faux"}).status_code == 401

    def test_nobody_elses(self, person: User, client: Client) -> None:
        client.force_login(make_user("autre"))
        data = client.get(URL).json()
        assert (data["profile"], data["application"], data["uploads"]) == (None, None, [])
        assert "Zqpresentationqz" not in json.dumps(data)

    @pytest.mark.parametrize("step", [suspend, leave])
    def test_also_for_who_is_no_activator_any_more(self, person: User, client: Client, step: Any) -> None:
        profile = profile_of(person)
        assert profile is not None
        step(profile, by=None, reason="Zqraisonqz", now=timezone.now())
        client.force_login(person)
        data = client.get(URL).json()
        assert data["profile"]["status"] in ("SUSPENDED", "LEFT")

    def test_only_read(self, person: User, client: Client) -> None:
        client.force_login(person)
        assert client.post(URL).status_code == 405

    def test_not_often(self, person: User, client: Client, settings: Any) -> None:
        settings.BALISE_LIMITS = settings.BALISE_LIMITS | {"export": {"address": (9, 60), "account": (1, 60)}}
        client.force_login(person)
        assert [client.get(URL).status_code for _ in range(2)] == [200, 429]
        assert int(client.get(URL)["Retry-After"]) > 0
