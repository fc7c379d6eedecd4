"""People of each role, signed in."""

import pytest

from tests.factories.pages import make_user


@pytest.fixture
def editor(db):
    return make_user("redactrice", groups=["Rédacteurs"])


@pytest.fixture
def moderator(db):
    return make_user("moderatrice", groups=["Modérateurs"])


@pytest.fixture
def editor_client(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def moderator_client(client, moderator):
    client.force_login(moderator)
    return client
