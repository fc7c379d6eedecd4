"""People of each role, signed in."""

import pytest

from pages.setup import setup_portal
from tests.factories.pages import make_user


@pytest.fixture
def portal(db):
    setup_portal()


@pytest.fixture
def editor(portal):
    return make_user("redactrice", groups=["Rédacteurs"])


@pytest.fixture
def moderator(portal):
    return make_user("moderatrice", groups=["Modérateurs"])


@pytest.fixture
def editor_client(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def moderator_client(client, moderator):
    client.force_login(moderator)
    return client
