from __future__ import annotations

import pytest

from accounts.creation import create_account
from accounts.models import User
from tests.accounts.api import PASSWORD, Visitor


@pytest.fixture
def camille(db: None) -> User:
    """Somebody with an account."""
    return create_account(email="camille@atelier.example", password=PASSWORD, first_name="Camille", last_name="Roux")


@pytest.fixture(params=["browser", "app"])
def visitor(request: pytest.FixtureRequest, db: None) -> Visitor:
    """A client of either kind, with nobody signed in."""
    return Visitor(request.param)
