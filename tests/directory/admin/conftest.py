"""People of each role, signed in, and a directory."""

import pytest

from tests.factories.directory import directory_page
from tests.factories.files import make_reviewer
from tests.factories.pages import make_user


@pytest.fixture
def directory(db):
    return directory_page()


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
