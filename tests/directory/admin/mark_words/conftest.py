"""Who answers for the brand, and a profile that claims it."""

from __future__ import annotations

import pytest

from directory.setup import BRAND_OWNERS
from tests.directory.admin.mark_words.people import signed_in
from tests.factories.directory import make_profile
from tests.factories.pages import make_user

CLAIM = "<p>Cabinet zébulonné par France Num.</p>"


@pytest.fixture
def owner(directory):
    return signed_in(make_user("proprietaire", groups=[BRAND_OWNERS]))


@pytest.fixture
def claimant(directory):
    return make_profile("Zoé", "Petit", presentation=CLAIM)
