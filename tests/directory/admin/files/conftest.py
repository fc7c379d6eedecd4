"""People of each role, and the addresses of a file's screens."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.files import make_reviewer
from tests.factories.pages import make_user


@pytest.fixture
def reviewer(db):
    return make_reviewer("rosa")


@pytest.fixture
def reviewer_client(reviewer):
    return signed_in(reviewer)


@pytest.fixture
def editor_client(db):
    return signed_in(make_user("redactrice", groups=["Rédacteurs"]))


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client
