"""The planted portal, for every test that looks for what comes out of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.schema.canaries import plant
from tests.schema.world import World

# The walk asks for more than a client may; what a client may not ask is tested elsewhere.
NO_LIMITS = {
    "MAX_BODY_BYTES": 10**8, "MAX_TOKENS": 10**7, "MAX_DEPTH": 100, "MAX_ALIASES": 10**6, "MAX_COST": 10**12,
}  # fmt: skip


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The portal, planted once: every test runs in a savepoint of this transaction."""
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        world = plant()
    yield world
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def world(planted: World, db: None, settings: Any) -> World:
    settings.BALISE_GRAPHQL = {**getattr(settings, "BALISE_GRAPHQL", {}), **NO_LIMITS}
    settings.BALISE_GRAPHQL_BUDGET = 0
    return planted
