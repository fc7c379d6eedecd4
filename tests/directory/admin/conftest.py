"""People of each role, signed in, and a directory."""

import pytest

from directory.setup import setup_directory
from pages.setup import setup_portal
from tests.factories.files import make_reviewer
from tests.factories.pages import make_user


@pytest.fixture
def directory(db):
    setup_portal()
    return setup_directory()


@pytest.fixture
def reviewer(directory):
    return make_reviewer("rosa")


@pytest.fixture
def editor_client(client, directory):
    client.force_login(make_user("redactrice", groups=["Rédacteurs"]))
    return client


@pytest.fixture
def moderator_client(client, directory):
    client.force_login(make_user("moderatrice", groups=["Modérateurs"]))
    return client
