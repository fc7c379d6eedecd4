"""Files over GraphQL: what is answered, to whom, and what is the same for everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.applications.keys import new_activation_key, new_file_key
from directory.models import Application, LinkRequest, Organisation
from directory.rules.states import Status
from tests.directory.uploads.sending import send
from tests.factories.directory import make_organisation, make_profile
from tests.factories.files import PASSWORD, complete, make_draft, make_file
from tests.factories.pages import make_user
from tests.schema.asking import codes, only_error, post
from tests.schema.files import as_input, ask, file_step, mutate, read_file

pytestmark = pytest.mark.django_db
NOW = timezone.now()
CHECK = "query C($input: ApplicationInput!) { checkApplication(input: $input) { code field rule { id } kind } }"


def refused(answer: Any) -> set[str]:
    return {error["code"] for error in answer["userErrors"]}


def key_of(application: Application) -> str:
    return new_file_key(application, now=NOW)


# --- what is checked ------------------------------------------------------------------------------------


def test_the_dry_run_says_what_the_file_would_be_told_and_stores_nothing(client: Client) -> None:
    given = {"firstName": "Camille", "siret": "732 829 320 00075", "themes": ["magie"], "latitude": 48.1}
    said = ask(client, CHECK, {"input": given})["checkApplication"]
    pairs = {(finding["rule"]["id"], finding["code"], *finding["field"]) for finding in said}
    assert {
        ("W4", "SIRET_INVALID", "siret"),
        ("L1", "LETTER_UNSIGNED", "letterUpload"),
        ("L4", "INCOMPLETE", "acceptCharter"),
        ("W13", "INCOMPLETE", "themes"),
    } <= pairs
    assert not Application.objects.exists()
    key = file_step(client, "startApplication", email="camille@exemple.example")["application"]["key"]
    saved = file_step(client, "saveApplication", key=key, application=given)["application"]
    told = {(finding["rule"]["id"], finding["code"], *finding["field"]) for finding in saved["findings"]}
    assert told - pairs == set(), "saved with the email that it was started with"


def test_whether_a_draft_has_an_organisation_is_not_told(client: Client) -> None:
    hidden, public = make_organisation("Cachée"), make_organisation("Connue")
    make_profile(organisation=hidden, live=False)
    make_profile(organisation=public)

    def asked_for_name(siret: str | None) -> bool:
        said = ask(client, CHECK, {"input": {"siret": siret}})["checkApplication"]
        return any(finding["field"] == ["organisationName"] for finding in said)

    assert asked_for_name(hidden.siret)
    assert not asked_for_name(public.siret)


def test_a_missing_field_stays_and_null_clears(client: Client) -> None:
    key = key_of(make_draft())
    saved = file_step(client, "saveApplication", key=key, application={"pricing": None, "themes": None})["application"]
    assert saved["content"]["themes"] == []
    assert saved["content"]["firstName"] == "Camille"


@pytest.mark.parametrize("email", ["", "camille", "a@b", "x" * 250 + "@exemple.example", "a b@c.example", "a@b\n.fr"])
def test_an_address_that_is_none(client: Client, email: str) -> None:
    assert refused(file_step(client, "startApplication", email=email)) == {"EMAIL_INVALID"}
    assert refused(mutate(client, "resendActivation", "accepted", email=email)) == {"EMAIL_INVALID"}
    assert mail.outbox == []
    assert not LinkRequest.objects.exists()


def test_a_submission_that_is_refused_tells_everything_at_once(client: Client) -> None:
    key = key_of(make_draft(siret="", telephone="", website=""))
    answer = file_step(client, "submitApplication", key=key)
    assert {error["rule"]["id"] for error in answer["userErrors"]} == {"W4", "W7", "W8"}
    assert answer["application"]["status"] == "DRAFT"


def test_a_step_that_is_not_possible_now(client: Client) -> None:
    file = make_file(Status.SUBMITTED)
    answer = file_step(client, "saveApplication", key=key_of(file), application={"pricing": "0 €"})
    assert (refused(answer), answer["application"]["status"]) == ({"WRONG_STATE"}, "SUBMITTED")
    assert file_step(client, "withdrawApplication", key=key_of(file))["application"]["status"] == "WITHDRAWN"


@pytest.mark.parametrize("name", ["saveApplication", "submitApplication", "withdrawApplication"])
def test_a_file_that_is_erased_meanwhile(client: Client, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def erased(key: str, context: Any) -> Application:
        return Application(pk=0)

    monkeypatch.setattr("schema.directory.application_mutations.opened", erased)
    given = {"application": {"pricing": "0 €"}} if name == "saveApplication" else {}
    answer = file_step(client, name, key="x" * 43, **given)
    assert (refused(answer), answer["application"]) == ({"KEY_INVALID"}, None)


def test_an_upload_of_another_file(client: Client) -> None:
    mine, theirs = make_draft(), make_draft("autre@exemple.example")
    letter = send(client, key=key_of(theirs)).json()["id"]
    answer = file_step(client, "saveApplication", key=key_of(mine), application={"letterUpload": letter})
    assert [(error["code"], error["field"]) for error in answer["userErrors"]] == [("UPLOAD_UNKNOWN", ["letterUpload"])]


def test_no_internal_reason_and_no_reviewer_in_the_history(client: Client) -> None:
    file = make_file(Status.NEEDS_CORRECTION)
    told = str(read_file(client, key_of(file)))
    assert "instruction" not in told.lower().replace("l’instruction", "")
    assert "À corriger" in told


def test_the_key_is_shown_once(client: Client) -> None:
    started = file_step(client, "startApplication", email="camille@exemple.example")["application"]
    assert started["key"]
    query = "query F($key: String!) { application(key: $key) { key } }"
    assert ask(client, query, {"key": started["key"]})["application"]["key"] is None


# --- what is the same for everybody ---------------------------------------------------------------------


def expired(client: Client) -> str:
    key = key_of(make_draft("expire@exemple.example"))
    Application.objects.get(email="expire@exemple.example").keys.update(expires_at=NOW - timedelta(seconds=1))
    return key


KEYS: dict[str, Callable[[Client], str]] = {
    "unknown": lambda client: "x" * 43,
    "expired": expired,
    "of an activation": lambda client: new_activation_key(make_file(Status.ACCEPTED), now=NOW),
    "empty": lambda client: "",
    "long": lambda client: "k" * 5000,
    "odd": lambda client: "é☺" * 10,
}


@pytest.mark.parametrize("name", KEYS)
def test_keys_that_open_nothing_are_all_alike(client: Client, name: str) -> None:
    key = KEYS[name](client)
    expected: dict[str, Any] = {
        "code": "KEY_INVALID",
        "message": "Ce lien n’est pas ou n’est plus valable. Demandez-en un autre avec votre adresse courriel.",
        "field": [],
        "rule": None,
    }
    for step, more in (
        ("saveApplication", {"application": {"pricing": "0 €"}}),
        ("submitApplication", {}),
        ("withdrawApplication", {}),
    ):
        assert file_step(client, step, key=key, **more) == {"application": None, "userErrors": [expected]}
    assert read_file(client, key) is None
    if name != "of an activation":
        answer = mutate(client, "activateAccount", "viewer { email }", token=key, password=PASSWORD)
        assert answer == {"viewer": None, "userErrors": [expected]}


@pytest.mark.parametrize("name", ["startApplication", "resendApplicationLink", "resendActivation"])
def test_no_answer_and_no_statement_tells_of_an_address(client: Client, name: str) -> None:
    """Also in what is asked of the database: time cannot tell what work does not."""
    file = make_file(Status.ACCEPTED)
    make_user("camille")
    seen = []
    for email in (file.email, "camille@example.org", "personne@exemple.example", "personne2@exemple.example"):
        with CaptureQueriesContext(connection) as captured:
            kind = f"{name[0].upper()}{name[1:]}Input"
            field = "application { status version }" if name == "startApplication" else "accepted"
            query = f"mutation M($input: {kind}!) {{ {name}(input: $input) {{ {field} userErrors {{ code }} }} }}"
            body = post(client, query, variables={"input": {"email": email}}).json()
        seen.append((body, [sql["sql"].partition(" ")[0] for sql in captured.captured_queries]))
    assert seen[0] == seen[1] == seen[2] == seen[3]


def test_an_answer_with_a_key_is_kept_by_no_cache(client: Client) -> None:
    query = "query F($key: String!) { application(key: $key) { reference } }"
    response = post(client, query, variables={"key": key_of(make_draft())})
    assert response["Cache-Control"] == "no-store, private"


# --- limits ---------------------------------------------------------------------------------------------


def test_guessing_keys_ends(client: Client, settings: Any) -> None:
    settings.BALISE_LIMITS = settings.BALISE_LIMITS | {"application_key": {"address": (3, 900)}}
    good = key_of(make_draft())
    for _ in range(3):
        assert read_file(client, "x" * 43) is None
    response = post(client, '{ application(key: "y") { reference } }')
    error = only_error(response)
    assert error["extensions"]["code"] == "RATE_LIMITED"
    assert 0 < error["extensions"]["retryAfter"] <= 900
    query = "query F($key: String!) { application(key: $key) { reference } }"
    assert codes(post(client, query, variables={"key": good})) == ["RATE_LIMITED"], "also for a good one: no oracle"


def test_one_address_is_not_written_to_without_end(client: Client, settings: Any) -> None:
    settings.BALISE_LIMITS = settings.BALISE_LIMITS | {"start_application": {"address": (99, 900), "email": (2, 900)}}
    for _ in range(2):
        file_step(client, "startApplication", email="camille@exemple.example")
    query = 'mutation { startApplication(input: {email: "Camille@exemple.example"}) { application { status } } }'
    assert codes(post(client, query)) == ["RATE_LIMITED"]
    assert len(mail.outbox) == 2


def test_one_document_does_not_start_thirty_files(client: Client) -> None:
    steps = " ".join(
        f'a{n}: startApplication(input: {{email: "a{n}@exemple.example"}}) {{ application {{ status }} }}'
        for n in range(14)
    )
    assert codes(post(client, f"mutation {{ {steps} }}")) == ["LIMIT_EXCEEDED"]
    assert not Application.objects.exists()


def test_mutations_do_not_go_by_get(client: Client) -> None:
    query = 'mutation { startApplication(input: {email: "a@exemple.example"}) { application { status } } }'
    assert client.get("/graphql/", {"query": query}).status_code == 405
    assert not Application.objects.exists()


def test_what_it_costs(client: Client) -> None:
    """Numbers of SQL statements, whatever the file says."""
    key = key_of(make_draft())
    read_file(client, key)
    with CaptureQueriesContext(connection) as captured:
        read_file(client, key)
    assert len(captured) <= 16, [query["sql"][:100] for query in captured.captured_queries]
    given = as_input(complete())
    with CaptureQueriesContext(connection) as captured:
        file_step(client, "saveApplication", key=key, application=given)
    assert len(captured) <= 24, [query["sql"][:100] for query in captured.captured_queries]


def test_nothing_is_made_before_somebody_decides(client: Client) -> None:
    key = key_of(make_draft())
    file_step(client, "submitApplication", key=key)
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("name", ["submitApplication", "withdrawApplication"])
def test_a_file_that_is_erased_once_it_was_opened(client: Client, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    file = make_draft()

    def opened_and_erased(key: str, context: Any) -> Application:
        Application.objects.filter(pk=file.pk).delete()
        return file

    monkeypatch.setattr("schema.directory.application_mutations.opened", opened_and_erased)
    assert refused(mutate(client, name, "application { version }", key="x")) == {"KEY_INVALID"}
