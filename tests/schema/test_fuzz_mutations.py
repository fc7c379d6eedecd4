"""Mutations that nobody would send. None may break the endpoint, and none may write what it says it has refused.

`BALISE_FUZZ_EXAMPLES=5000 pytest tests/schema/test_fuzz_mutations.py` looks for longer, and elsewhere each time.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLNonNull, get_named_type
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from directory.applications.keys import new_activation_key, new_file_key
from directory.models import ActivatorProfile, Application, CharterAcceptance
from directory.own_profile import version_of
from directory.rules.states import Status
from schema.root import schema
from tests.factories.directory import make_profile
from tests.factories.files import charter, make_draft, make_file
from tests.factories.pages import make_user
from tests.schema.files import FILE, PROFILE
from tests.schema.test_fuzz import check, fuzz

pytestmark = pytest.mark.django_db

INPUT = schema.graphql_schema.type_map["ApplicationInput"]
assert isinstance(INPUT, GraphQLInputObjectType)
ODD = [
    "",
    " ",
    "<",
    "<p><b>",
    "&#0;",
    "\u202e",
    "’",
    "漢字",
    "é" * 300,
    "http://[",
    "http://x\\@y",
    "javascript:x",
    "//",
]
TEXTS = st.text(max_size=40) | st.sampled_from(ODD) | st.integers(0, 30_000).map(lambda size: "<a " * size)
WORDS = st.lists(TEXTS | st.sampled_from(["contenus", "bretagne", "53", "35", "2A", "commerce"]), max_size=12)
SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "String": TEXTS,
    "ID": TEXTS | st.uuids().map(str) | st.integers(),
    "Boolean": st.booleans(),
    "Float": st.floats(allow_nan=False, allow_infinity=False) | st.integers(),
    "Int": st.integers(-(2**31), 2**31 - 1),
}


def value_of(given_type: Any) -> st.SearchStrategy[Any]:
    """Values that fit a type of the schema."""
    inner = given_type.of_type if isinstance(given_type, GraphQLNonNull) else given_type
    named: Any = get_named_type(inner)
    if isinstance(inner, GraphQLList):
        values: st.SearchStrategy[Any] = WORDS
    elif isinstance(named, GraphQLEnumType):
        values = st.sampled_from(list(named.values))
    else:
        values = SCALARS[named.name]
    return values if isinstance(given_type, GraphQLNonNull) else values | st.none()


CONTENT = st.fixed_dictionaries({}, optional={name: value_of(field.type) for name, field in INPUT.fields.items()})
SAVE = f"""mutation ($content: ApplicationInput!, $key: String!, $version: Int) {{
  saveApplication(input: {{key: $key, application: $content, expectedVersion: $version}}) {{
    application {{ {FILE} }} userErrors {{ code message field rule {{ id }} }}
  }}
  submitApplication(input: {{key: $key}}) {{ application {{ status }} userErrors {{ code field }} }}
}}"""
SAVE_MINE = f"""mutation ($content: ApplicationInput!, $version: Int!) {{
  saveMyProfile(input: {{profile: $content, expectedVersion: $version}}) {{
    profile {{ {PROFILE} }} userErrors {{ code message field }}
  }}
}}"""
DRY_RUN = "query ($content: ApplicationInput!) { checkApplication(input: $content) { code message field excerpt } }"
SECRETS = """mutation ($a: String!, $b: String!) {
  startApplication(input: {email: $a}) { application { reference } userErrors { code message field } }
  resendApplicationLink(input: {email: $b}) { accepted userErrors { code } }
  resendActivation(input: {email: $a}) { accepted userErrors { code } }
  activateAccount(input: {token: $a, password: $b}) { viewer { email } userErrors { code } }
  withdrawApplication(input: {key: $b}) { userErrors { code } }
}"""
ACTIVATE = """mutation ($key: String!, $password: String!) {
  activateAccount(input: {token: $key, password: $password}) { viewer { email } userErrors { code field } }
}"""
ACCEPT = """mutation ($version: String!, $accept: Boolean!) {
  acceptCharter(input: {version: $version, accept: $accept}) { viewer { email } userErrors { code message field } }
}"""
ERASE = "mutation ($password: String!) { eraseMyAccount(input: {password: $password}) { accepted } }"


@pytest.fixture
def client(settings: Any) -> Client:
    """As in production, and never too often."""
    endless = {"address": (10**9, 60), "email": (10**9, 60), "account": (10**9, 60), "file": (10**9, 60)}
    settings.BALISE_LIMITS = dict.fromkeys(settings.BALISE_LIMITS, endless)
    client = Client()
    client.raise_request_exception = False
    return client


def ask(client: Client, query: str, variables: Any) -> Any:
    body = json.dumps({"query": query, "variables": variables})
    response = client.post("/graphql/", body, "application/json", headers={"Sec-Fetch-Site": "same-origin"})
    check(response)
    return response.json()


@fuzz
@given(content=CONTENT, version=st.none() | st.integers(0, 3))
def test_files(client: Client, content: dict[str, Any], version: int | None) -> None:
    file = Application.objects.get(pk=make_draft().pk)
    key = new_file_key(file, now=timezone.now())
    body = ask(client, SAVE, {"content": content, "key": key, "version": version})
    if not body.get("data"):
        return
    saved = body["data"]["saveApplication"]
    assert saved["application"]["reference"] == file.reference
    if saved["userErrors"]:
        assert Application.objects.get(pk=file.pk).content == file.content
    assert ask(client, DRY_RUN, {"content": content})["data"]["checkApplication"] is not None


@fuzz
@given(content=CONTENT)
def test_profiles(client: Client, content: dict[str, Any]) -> None:
    owner = User.objects.filter(username="fuzz").first() or make_user("fuzz")
    profile = ActivatorProfile.objects.filter(account=owner).first() or make_profile(account=owner)
    client.force_login(owner)
    before = profile.latest_revision_id
    body = ask(client, SAVE_MINE, {"content": content, "version": version_of(profile)})
    if body.get("data") and body["data"]["saveMyProfile"]["userErrors"]:
        assert ActivatorProfile.objects.get(pk=profile.pk).latest_revision_id == before


@fuzz
@given(version=TEXTS, accept=st.booleans())
def test_charters(client: Client, version: str, accept: bool) -> None:
    charter()
    owner = User.objects.filter(username="fuzz").first() or make_user("fuzz")
    if not ActivatorProfile.objects.filter(account=owner).exists():
        make_profile(account=owner)
    client.force_login(owner)
    body = ask(client, ACCEPT, {"version": version, "accept": accept})
    if body.get("data"):
        assert body["data"]["acceptCharter"]["userErrors"]
    assert not CharterAcceptance.objects.exists()


@fuzz
@given(first=TEXTS | st.emails(), second=TEXTS | st.emails())
def test_addresses_and_secrets(client: Client, first: str, second: str) -> None:
    ask(client, SECRETS, {"a": first, "b": second})


@fuzz
@given(password=TEXTS)
def test_passwords(client: Client, password: str) -> None:
    file = make_file(Status.ACCEPTED)
    key = new_activation_key(file, now=timezone.now())
    body = ask(client, ACTIVATE, {"key": key, "password": password})
    if body.get("data") and body["data"]["activateAccount"]["userErrors"]:
        assert Application.objects.get(pk=file.pk).status == Status.ACCEPTED
    client.force_login(User.objects.filter(username="owner").first() or make_user("owner"))
    ask(client, ERASE, {"password": password})


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 400, "9" * 5000])
@pytest.mark.parametrize("written", ["in the document", "as a variable"])
def test_a_number_beyond_all(client: Client, number: str, written: str) -> None:
    key = new_file_key(make_draft(), now=timezone.now())
    if written == "as a variable":
        query = SAVE.replace("\n", " ")
        variables = f'{{"key": "{key}", "content": {{"latitude": {number}}}}}'
    else:
        query = f'mutation {{ saveApplication(input: {{key: \\"{key}\\", application: {{latitude: {number}}}}}) '
        query, variables = query + "{ userErrors { code } } }", "{}"
    response = client.post("/graphql/", f'{{"query": "{query}", "variables": {variables}}}', "application/json")
    check(response)
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"), error
