"""Who may do what over GraphQL: every role, every operation, on what is theirs and on what is not."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from directory.actions.standing import leave, suspend
from directory.applications.keys import new_file_key
from directory.models import ActivatorProfile, Application
from directory.own_profile import version_of
from directory.rules.states import Status
from tests.factories.directory import make_profile
from tests.factories.files import make_draft, make_reviewer
from tests.factories.pages import make_user
from tests.schema.asking import post

pytestmark = pytest.mark.django_db

READ = "query ($key: String!) { application(key: $key) { content { pricing } } }"
SAVE = """mutation ($key: String!) {
  saveApplication(input: {key: $key, application: {pricing: "Touché"}}) { application { version } userErrors { code } }
}"""
SUBMIT = "mutation ($key: String!) { submitApplication(input: {key: $key}) { userErrors { code } } }"
WITHDRAW = "mutation ($key: String!) { withdrawApplication(input: {key: $key}) { userErrors { code } } }"
VIEWER = "{ viewer { email profile { status draft { pricing } content { email } } } }"
SAVE_MINE = """mutation ($version: Int!) {
  saveMyProfile(input: {profile: {pricing: "Touché"}, expectedVersion: $version}) { userErrors { code } }
}"""
SUBMIT_MINE = """mutation ($version: Int!) {
  submitMyProfile(input: {expectedVersion: $version}) { userErrors { code } }
}"""
ACCEPT = 'mutation { acceptCharter(input: {version: "2026-1", accept: true}) { userErrors { code } } }'
ERASE = 'mutation { eraseMyAccount(input: {password: "faux"}) { accepted userErrors { code } } }'

ROLES = ("anonymous", "activator", "other activator", "suspended", "left", "reviewer", "superuser")
FILES = {"read": READ, "save": SAVE, "submit": SUBMIT, "withdraw": WITHDRAW}
ACCOUNTS = {"viewer": VIEWER, "save mine": SAVE_MINE, "submit mine": SUBMIT_MINE, "accept": ACCEPT, "erase": ERASE}
EXPECTED = {
    "anonymous": {"viewer": "null", "save mine": "UNAUTHENTICATED", "submit mine": "UNAUTHENTICATED",
                  "accept": "UNAUTHENTICATED", "erase": "UNAUTHENTICATED"},
    "activator": {"viewer": "own", "save mine": "ok", "submit mine": "NOTHING_TO_REVIEW", "accept": "ok",
                  "erase": "PASSWORD_WRONG"},
    "suspended": {"viewer": "own", "save mine": "WRONG_STATE", "submit mine": "WRONG_STATE",
                  "accept": "ok", "erase": "PASSWORD_WRONG"},
    "reviewer": {"viewer": "no profile", "save mine": "NOT_OWNER", "submit mine": "NOT_OWNER",
                 "accept": "NOT_OWNER", "erase": "PASSWORD_WRONG"},
}  # fmt: skip
EXPECTED["other activator"] = EXPECTED["activator"]
EXPECTED["left"] = EXPECTED["suspended"] | {"accept": "WRONG_STATE"}
EXPECTED["superuser"] = EXPECTED["reviewer"]


class Scene:
    """A file with a key, one without, and somebody of every role."""

    def __init__(self) -> None:
        make_reviewer()
        self.own, self.foreign = make_draft("une@exemple.example"), make_draft("autre@exemple.example")
        self.key = new_file_key(self.own, now=timezone.now())
        self.users: dict[str, User | None] = {"anonymous": None}
        for role in ("activator", "other activator", "suspended", "left"):
            self.users[role] = make_user(role.replace(" ", "-"))
            make_profile(account=self.users[role])
        for role, step in (("suspended", suspend), ("left", leave)):
            step(self.profile(role), by=None, reason="Oui", now=timezone.now())
        self.users["reviewer"] = make_reviewer()
        self.users["superuser"] = make_user("admin", superuser=True)

    def profile(self, role: str) -> Any:
        return ActivatorProfile.objects.filter(account=self.users[role]).first()

    def client(self, role: str) -> Client:
        client = Client()
        if user := self.users[role]:
            client.force_login(user)
        return client


@pytest.fixture
def scene() -> Scene:
    return Scene()


def state() -> dict[str, Any]:
    """What may not change."""
    return {
        "files": list(Application.objects.order_by("pk").values()),
        "profiles": list(ActivatorProfile.objects.order_by("pk").values("pk", "latest_revision_id", "live")),
        "users": User.objects.count(),
    }


def outcome(body: Any) -> str:
    if "errors" in body:
        return str(body["errors"][0]["extensions"]["code"])
    (answer,) = body["data"].values()
    if answer is None:
        return "null"
    return (answer.get("userErrors") or [{"code": "ok"}])[0]["code"]


def test_a_file_is_of_whoever_holds_its_key(scene: Scene) -> None:
    """Whoever is signed in, nothing but the key opens a file; no role opens it without."""
    for role, (name, query) in product(ROLES, FILES.items()):
        client = scene.client(role)
        cache.clear()  # of the count of keys that open nothing
        before = state()
        for wrong in ("", "x" * 43, scene.own.reference, str(scene.own.pk), scene.own.email):
            got = outcome(post(client, query, variables={"key": wrong}).json())
            assert got == ("null" if name == "read" else "KEY_INVALID"), (role, name, wrong)
        assert state() == before
    for role, name in product(ROLES, ("read", "save")):
        got = outcome(post(scene.client(role), FILES[name], variables={"key": scene.key}).json())
        assert got == "ok", (role, name)
    assert Application.objects.get(pk=scene.foreign.pk).version == scene.foreign.version
    for name in ("submit", "withdraw"):
        assert outcome(post(scene.client("anonymous"), FILES[name], variables={"key": scene.key}).json()) == "ok"
    assert Application.objects.get(pk=scene.own.pk).status == Status.WITHDRAWN


@pytest.mark.parametrize("role", ROLES)
def test_an_account_is_of_whoever_is_signed_in(scene: Scene, role: str) -> None:
    client, user = scene.client(role), scene.users[role]
    profile = scene.profile(role) if user else None
    version = version_of(profile) if profile else 1
    others = {name: state_of(scene.profile(name)) for name in ROLES if name != role and scene.users.get(name)}
    # What is refused first, so that it is seen to change nothing.
    for name in ("submit mine", "erase", "viewer", "accept", "save mine"):
        body = post(client, ACCOUNTS[name], variables={"version": version} if "mine" in name else {}).json()
        if name == "viewer":
            seen = body["data"]["viewer"]
            expected = EXPECTED[role][name]
            assert (seen is None) == (expected == "null")
            if seen is not None:
                assert user is not None
                assert seen["email"] == user.email
                assert (seen["profile"] is None) == (expected == "no profile")
            continue
        assert outcome(body) == EXPECTED[role][name], (role, name)
    assert others == {name: state_of(scene.profile(name)) for name in others}
    assert User.objects.count() == len([each for each in scene.users.values() if each])


def state_of(profile: ActivatorProfile | None) -> Any:
    return profile and (profile.pk, profile.latest_revision_id, profile.live, profile.standing)


def test_fields_that_are_not_theirs(scene: Scene) -> None:
    client, profile = scene.client("activator"), scene.profile("activator")
    query = """mutation ($profile: ApplicationInput!, $version: Int!) {
      saveMyProfile(input: {profile: $profile, expectedVersion: $version}) { userErrors { code field } }
    }"""
    for field, value in {
        "category": "PUBLIC_ADVISER",
        "siret": "73282932000074",
        "organisationName": "Autre",
        "organisationKind": "EMPLOYER",
        "signatoryName": "Ada",
        "activatorIsHead": True,
    }.items():
        given = {"profile": {field: value}, "version": version_of(profile)}
        (error,) = post(client, query, variables=given).json()["data"]["saveMyProfile"]["userErrors"]
        assert (error["code"], error["field"]) == ("FORBIDDEN_FIELD", [field])
    same = {"profile": {"category": profile.category, "siret": profile.siret}, "version": version_of(profile)}
    assert post(client, query, variables=same).json()["data"]["saveMyProfile"]["userErrors"] == []


def test_a_session_of_another_origin_writes_nothing(scene: Scene) -> None:
    client, profile = scene.client("activator"), scene.profile("activator")
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        response = client.post(
            "/graphql/",
            {"query": SAVE_MINE, "variables": {"version": version_of(profile)}},
            content_type="application/json",
            headers=headers,
        )
        assert response.status_code == 403
    assert scene.profile("activator").latest_revision_id == profile.latest_revision_id
