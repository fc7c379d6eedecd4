"""What is loaded for an answer goes with it."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from directory.models import Organisation
from pages.models import DatedUpdate
from tests.schema.asking import post
from tests.schema.documents import document
from tests.schema.portal import grow, variables


@pytest.fixture
def by_counting_alone(db: None) -> Iterator[None]:
    """Python frees what nobody refers to, and does not look for what refers to itself."""
    grow(4)
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def alive() -> Counter[str]:
    """How many objects of each kind there are. Pictures are left out: Django's prefetching ties them to their sizes."""
    kinds = (type(thing) for thing in gc.get_objects())
    return Counter(kind.__name__ for kind in kinds if issubclass(kind, (Page, DatedUpdate, Organisation)))


@pytest.mark.usefixtures("by_counting_alone")
@pytest.mark.parametrize("after", [0, None], ids=["by plan", "by graphql-core"])
@pytest.mark.parametrize("name", ["fiches-completes", "faq", "mises-a-jour", "recherche"])
def test_no_object_of_an_answer_waits_for_the_collector(
    client: Client, settings: Any, name: str, after: int | None
) -> None:
    settings.BALISE_PLAN_AFTER = after
    counted = []
    for _ in range(3):  # what is remembered of the first answer stays
        assert "errors" not in post(client, document(name), variables=variables(name, 4)).json()
        counted.append(alive())
    assert counted[1] == counted[2]
