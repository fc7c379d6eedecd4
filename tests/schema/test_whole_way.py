"""The whole way through HTTP: from the first email to the published profile, its change, and its end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from cms.tick import tick
from directory.actions.applications.accept import accept
from directory.actions.applications.decide import request_correction
from directory.models import ActivatorProfile, Application
from directory.rules.listing import PARIS
from tests.directory.uploads.files import pdf, picture
from tests.directory.uploads.sending import send
from tests.factories.files import PASSWORD, charter, complete, key_in, make_reviewer, tick_all
from tests.factories.pages import home_page
from tests.schema.asking import post
from tests.schema.files import as_input, ask, file_step, me, mutate, read_file

NOW = datetime(2026, 11, 25, 10, 30, tzinfo=PARIS)
PUBLIC = '{ activator(slug: "camille-le-goff") { displayName pricing photo { alt } email telephone } }'


@pytest.fixture
def portal(db: None) -> None:
    home_page()
    charter()


@pytest.fixture
def now() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def codes(errors: list[dict[str, Any]]) -> set[tuple[str, ...]]:
    return {(error["code"], *error["field"]) for error in errors}


def approve(profile: ActivatorProfile) -> None:
    """A reviewer says yes, as in the admin."""
    state = profile.current_workflow_task_state
    state.task.on_action(state, make_reviewer(), "approve")


@pytest.mark.django_db
def test_the_whole_way(portal: None, now: Any, client: Client) -> None:
    # --- several sittings ---
    started = file_step(client, "startApplication", email="camille@exemple.example")["application"]
    key, reference = started["key"], started["reference"]
    assert (started["status"], started["version"]) == ("DRAFT", 1)
    assert key_in(mail.outbox[-1]) == key
    given = as_input(complete(email="camille@exemple.example"))
    first = {"firstName": "Camille", "category": "PRIVATE_CONSULTANT", "presentation": given["presentation"]}
    saved = file_step(client, "saveApplication", key=key, application=first, expectedVersion=1)
    assert saved["userErrors"] == []
    assert saved["application"]["key"] is None
    assert saved["application"]["content"]["firstName"] == "Camille"
    assert saved["application"]["findings"]

    # --- two windows ---
    other = {"firstName": "Zoé"}
    late = file_step(client, "saveApplication", key=key, application=other, expectedVersion=1)
    assert codes(late["userErrors"]) == {("VERSION_CONFLICT",)}
    assert late["application"]["version"] == 2
    assert late["application"]["content"]["firstName"] == "Camille"

    # --- what stops a submission is said, all of it ---
    refused = file_step(client, "submitApplication", key=key)
    assert {("LETTER_UNSIGNED", "letterUpload"), ("SIRET_INVALID", "siret"), ("INCOMPLETE", "acceptCharter")} <= codes(
        refused["userErrors"]
    )
    assert refused["application"]["status"] == "DRAFT"
    assert all(error["rule"]["id"] in error["message"] for error in refused["userErrors"])

    # --- the file, whole ---
    letter = send(client, key=key, data=pdf()).json()["id"]
    photo = send(
        client, key=key, kind="PICTURE", data=picture(), name="camille-le-goff.jpg", content_type="image/jpeg"
    ).json()["id"]  # fmt: skip
    whole = given | {"letterUpload": letter, "photoUpload": photo, "charterVersion": "2026-1", "acceptCharter": True}
    saved = file_step(client, "saveApplication", key=key, application=whole, expectedVersion=2)["application"]
    assert [finding for finding in saved["findings"] if finding["kind"] == "BLOCK"] == []
    assert (saved["letter"]["id"], saved["photo"]["name"]) == (letter, "camille-le-goff.jpg")
    assert saved["slugProposal"]["slug"] == "camille-le-goff"
    submitted = file_step(client, "submitApplication", key=key)["application"]
    assert (submitted["status"], submitted["decisionDueOn"]) == ("SUBMITTED", "2026-12-10")
    assert reference in mail.outbox[-1].subject

    # --- sent back, corrected, under the same reference ---
    file, reviewer = Application.objects.get(), make_reviewer()
    now.shift(timedelta(days=2))
    request_correction(
        file, codes=["LETTER_UNSIGNED"], text="Page 2.", by=reviewer, now=NOW + timedelta(days=2)
    )  # fmt: skip
    again = key_in(mail.outbox[-1])
    back = read_file(client, again)
    assert (back["status"], back["reference"]) == ("NEEDS_CORRECTION", reference)
    assert back["history"][-1]["codes"] == ["LETTER_UNSIGNED"]
    corrected = send(client, key=again, data=pdf(2)).json()["id"]
    file_step(client, "saveApplication", key=again, application={"letterUpload": corrected})
    assert file_step(client, "submitApplication", key=again)["application"]["reference"] == reference

    # --- accepted, activated ---
    tick_all(file, by=reviewer, now=NOW + timedelta(days=3))
    now.shift(timedelta(days=1))
    accept(file, by=reviewer, now=NOW + timedelta(days=3))
    token = key_in(mail.outbox[-1])
    weak = mutate(client, "activateAccount", "viewer { email }", token=token, password="court")
    assert ("PASSWORD_REFUSED", "password") in codes(weak["userErrors"])
    activated = mutate(client, "activateAccount", "viewer { email }", token=token, password=PASSWORD)
    assert activated == {"viewer": {"email": "camille@exemple.example"}, "userErrors": []}
    twice = mutate(client, "activateAccount", "viewer { email }", token=token, password=PASSWORD)
    assert codes(twice["userErrors"]) == {("KEY_INVALID",)}

    # --- published the day after ---
    assert ask(client, PUBLIC)["activator"] is None
    now.shift(timedelta(days=1))
    assert tick(NOW + timedelta(days=4))[1] == []
    public = ask(client, PUBLIC)["activator"]
    assert public["displayName"] == "Camille Le Goff"
    assert (public["email"], public["telephone"]) == (None, None)
    found = ask(client, '{ search(query: "boulangerie Camille") { nodes { ... on ActivatorProfile { slug } } } }')
    assert {"slug": "camille-le-goff"} in found["search"]["nodes"]

    # --- signed in, changed, reviewed ---
    signed = client.post(
        "/_allauth/app/v1/auth/login",
        {"email": "camille@exemple.example", "password": PASSWORD},
        content_type="application/json",
    )
    owner = Client(headers={"X-Session-Token": signed.json()["meta"]["session_token"]})
    mine = me(owner)["profile"]
    assert (mine["status"], mine["draft"]) == ("PUBLISHED", None)
    changed = mutate(
        owner, "saveMyProfile", "profile { status version draft { pricing } }",
        profile={"pricing": "90 € de l’heure"}, expectedVersion=mine["version"],
    )  # fmt: skip
    assert changed["userErrors"] == []
    assert changed["profile"]["status"] == "PUBLISHED_WITH_DRAFT"
    assert changed["profile"]["draft"]["pricing"] == "90 € de l’heure"
    assert ask(client, PUBLIC)["activator"]["pricing"] == "80 € de l’heure après le diagnostic"
    version = changed["profile"]["version"]
    stale = mutate(owner, "submitMyProfile", "profile { version }", expectedVersion=mine["version"])
    assert codes(stale["userErrors"]) == {("VERSION_CONFLICT",)}
    assert stale["profile"]["version"] == version
    handed = mutate(owner, "submitMyProfile", "profile { status }", expectedVersion=version)
    assert handed == {"profile": {"status": "IN_REVIEW"}, "userErrors": []}
    approve(ActivatorProfile.objects.get())
    assert ask(client, PUBLIC)["activator"]["pricing"] == "90 € de l’heure"

    # --- gone for good ---
    wrong = mutate(owner, "eraseMyAccount", "accepted", password="autre-phrase-de-passe")
    assert (wrong["accepted"], len(wrong["userErrors"])) == (False, 1)
    assert mutate(owner, "eraseMyAccount", "accepted", password=PASSWORD) == {"accepted": True, "userErrors": []}
    assert not Application.objects.exists()
    route = ask(client, '{ route(path: "/activateurs/camille-le-goff/") { status httpStatus } }')["route"]
    assert route == {"status": "GONE", "httpStatus": 410}
    assert read_file(client, again) is None
    assert post(owner, "{ viewer { email } }").json()["data"]["viewer"] is None
