"""What somebody may ask of the rules with one request."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from directory.applications.keys import new_file_key
from directory.models import Application
from directory.own_profile import version_of
from schema.directory.types import application, application_inputs
from tests.factories.directory import make_profile
from tests.factories.files import make_draft
from tests.factories.pages import make_user
from tests.schema.asking import codes, only_error, post

pytestmark = pytest.mark.django_db
SAVE = """mutation ($key: String!, $content: ApplicationInput!) {
  saveApplication(input: {key: $key, application: $content}) { application { version } userErrors { code } }
}"""
SAVE_MINE = """mutation ($version: Int!, $content: ApplicationInput!) {
  saveMyProfile(input: {expectedVersion: $version, profile: $content}) { userErrors { code } }
}"""
CHECK = "query ($content: ApplicationInput!) { checkApplication(input: $content) { code } }"
LISTS = {"themes": "themes", "sectors": "sectors", "regions": "regions", "departments": "departments",
         "socialLinks": "social_links"}  # fmt: skip
MOST = application_inputs.LIST_MAX_LENGTH


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_nobody_fills_in(client: Client, name: str) -> None:
    file, owner = make_draft(), make_user("camille")
    profile = make_profile(account=owner)
    client.force_login(owner)
    given = {"key": new_file_key(file, now=timezone.now()), "version": version_of(profile)}
    for size, refused in ((MOST, False), (MOST + 1, True)):
        content = {name: [f"x{number}" for number in range(size)]}
        for query in (SAVE, SAVE_MINE, CHECK):
            wanted = {key: value for key, value in given.items() if f"${key}" in query}
            response = post(client, query, variables=wanted | {"content": content})
            assert codes(response) == (["BAD_USER_INPUT"] if refused else []), (query, size)
            if refused:
                assert name in only_error(response)["message"]
    assert len(Application.objects.get(pk=file.pk).content[LISTS[name]]) == MOST


def test_rules_look_at_a_file_once_however_often_a_document_asks(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    look = application.findings_for

    def counted(file: Application, **given: Any) -> Any:
        looked.append(file.reference)
        return look(file, **given)

    monkeypatch.setattr(application, "findings_for", counted)
    key = new_file_key(make_draft(), now=timezone.now())
    asked = " ".join(f"f{number}: findings {{ code }}" for number in range(20))
    again = "again: application(key: $key) { findings { code } }"
    query = f"query ($key: String!) {{ application(key: $key) {{ {asked} }} {again} }}"
    assert codes(post(client, query, variables={"key": key})) == []
    assert len(looked) == 1


def test_what_a_step_has_changed_is_looked_at_anew(client: Client) -> None:
    key = new_file_key(make_draft(), now=timezone.now())
    query = """mutation ($key: String!) {
      one: saveApplication(input: {key: $key, application: {website: ""}}) { application { findings { code } } }
      two: saveApplication(input: {key: $key, application: {website: "https://a.example/"}}) {
        application { findings { code } }
      }
    }"""
    data = post(client, query, variables={"key": key}).json()["data"]
    told = {name: {each["code"] for each in saved["application"]["findings"]} for name, saved in data.items()}
    assert "NO_OFFER_LINK" in told["one"] - told["two"]


def test_a_document_runs_a_handful_of_dry_runs(client: Client) -> None:
    asked = " ".join(f"c{number}: checkApplication(input: $content) {{ code }}" for number in range(11))
    query = f"query ($content: ApplicationInput!) {{ {asked} }}"
    assert codes(post(client, query, variables={"content": {"firstName": "Camille"}})) == ["LIMIT_EXCEEDED"]
