"""Nothing hidden comes out of a mutation or is changed by one, whatever it is given; nor of one's own draft."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from directory.models import ActivatorProfile, Application, ApplicationEvent, ApplicationKey, Upload
from schema.root import schema
from tests.factories.directory import make_profile
from tests.factories.pages import make_user
from tests.schema.asking import post
from tests.schema.contents import rich_text
from tests.schema.test_canaries import leaks
from tests.schema.walk import Answer, Selections
from tests.schema.world import Canary, World

SCHEMA = schema.graphql_schema
SELECTIONS = Selections(SCHEMA, {"Region.activators": [], "on": [], "preset": ["CARD"], "format": ["WEBP"]})
PASSWORD = "une-phrase-de-passe-longue"
OF_ACCOUNTS = ("saveApplication", "saveMyProfile", "submitMyProfile", "acceptCharter", "eraseMyAccount")
WATCHED = (Application, ApplicationEvent, ApplicationKey, ActivatorProfile, Upload, User)


def documents() -> dict[str, str]:
    """Every mutation, asking for everything that its answer can lead to."""
    assert SCHEMA.mutation_type
    fields = SCHEMA.mutation_type.fields
    return {name: SELECTIONS.document(name, field).replace("query", "mutation", 1) for name, field in fields.items()}


def inputs(secret: str, key: str) -> dict[str, list[dict[str, Any]]]:
    """What each mutation is given: something of somebody else's wherever it takes something."""
    own = [{"photoUpload": secret}, {"letterUpload": secret}]
    mine = [{"expectedVersion": 0, "profile": content} for content in own]
    keys = [{"key": secret}]
    return {
        "startApplication": [{"email": secret}],
        "saveApplication": [
            *({"key": key, "application": content} for content in own),
            {"key": secret, "application": {"pricing": "0 €"}},
        ],
        "submitApplication": keys,
        "withdrawApplication": keys,
        "activateAccount": [{"token": secret, "password": PASSWORD}],
        "resendActivation": [{"email": secret}],
        "resendApplicationLink": [{"email": secret}],
        "saveMyProfile": mine,
        "submitMyProfile": [{"expectedVersion": 0}],
        "acceptCharter": [{"version": secret, "accept": True}],
        "eraseMyAccount": [{"password": secret}],
    }


def secrets(canary: Canary) -> Iterator[str]:
    """What would open a file, or lead to it, if anything but its key did: its email, its letter, its reference."""
    yield f"{canary.token}@exemple.example"
    yield from canary.addresses


class State:
    """What is there now, and may not be changed by anybody here."""

    def __init__(self) -> None:
        self._rows = {model: set(model._default_manager.values_list("pk", flat=True)) for model in WATCHED}
        self._before = self._now()

    def _now(self) -> dict[Any, Any]:
        return {
            model: list(model._default_manager.filter(pk__in=pks).order_by("pk").values())
            for model, pks in self._rows.items()
        }

    def ensure_untouched(self) -> None:
        assert self._now() == self._before


@pytest.fixture
def endless(settings: Any) -> None:
    everybody = {"address": (10**9, 60), "email": (10**9, 60), "account": (10**9, 60), "file": (10**9, 60)}
    settings.BALISE_LIMITS = dict.fromkeys(settings.BALISE_LIMITS, everybody)
    settings.BALISE_GRAPHQL_BUDGET = 0  # no end


@pytest.fixture
def neighbour(world: World) -> User:
    account = make_user("voisine")
    make_profile("Anne", "Voisine", account=account)
    return account


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_no_mutation_tells_or_touches(
    client: Client,
    world: World,
    neighbour: User,
    endless: None,
    is_signed_in: bool,
) -> None:
    asked = documents()
    if is_signed_in:
        client.force_login(neighbour)
        asked = {name: query for name, query in asked.items() if name in OF_ACCOUNTS}
    state, answers = State(), []
    for canary in world.canaries:
        if not canary.name.startswith("dossier"):
            continue
        for secret in secrets(canary):
            for name, given in product(asked, range(3)):
                tries = inputs(secret, world.file_key)[name]
                if given < len(tries):
                    response = post(client, asked[name], variables={"input": tries[given]})
                    assert response.status_code == 200, (name, response.content[:500])
                    answers.append(Answer(name, {"input": tries[given]}, response.json()))
    refused = {error["extensions"]["code"] for answer in answers for error in answer.body.get("errors", [])}
    assert refused == (set() if is_signed_in else {"UNAUTHENTICATED"})
    # Somebody who has just started a file is shown what they have given.
    assert leaks([answer for answer in answers if answer.field != "startApplication"], world) == {}
    state.ensure_untouched()
    assert {answer.field for answer in answers} == set(asked)


def test_one_s_own_draft_shows_nothing_of_what_it_points_at(client: Client, world: World, neighbour: User) -> None:
    pages = [canary.page for canary in world.canaries if canary.page is not None]
    draft = ActivatorProfile.objects.get(account=neighbour).get_latest_revision_as_object()
    draft.presentation = rich_text(pages, world.private_images, world.private_documents)
    draft.share_image = world.private_images[0]
    draft.save_revision(clean=False)
    client.force_login(neighbour)
    assert SCHEMA.query_type
    viewer = SELECTIONS.document("viewer", SCHEMA.query_type.fields["viewer"])
    answer = Answer("viewer", {}, post(client, viewer).json())
    assert "errors" not in answer.body
    assert "un lien" in str(answer.body)
    assert leaks([answer], world) == {}
