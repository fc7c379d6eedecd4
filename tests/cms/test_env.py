"""The environment is read in one place, and says everything that is wrong at once."""

from __future__ import annotations

import pytest

from cms.env import Env, SettingsError, read, variables
from cms.refusals import PRODUCTION

GOOD = {
    "BALISE_SECRET_KEY": "9vQ2mX7kLp4Zt8Rw3Yc6Nb1Hd5Jf0Gs-uAeIoTqWzKxMvCyBrPl",
    "BALISE_BASE_URL": "https://cms.portail.example",
    "BALISE_PUBLIC_URL": "https://portail.example",
}


def refusals(**changes: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        read({**GOOD, **changes}, refusals=PRODUCTION)
    return caught.value.problems


def test_good_environment_of_production() -> None:
    env = read(GOOD, refusals=PRODUCTION)
    assert isinstance(env, Env)
    assert env.public_url == "https://portail.example"
    assert env.graphql_max_cost == 10_000
    assert not env.demo
    assert not env.introspection


def test_everything_missing_is_said_at_once_with_how_to_set_it() -> None:
    with pytest.raises(SettingsError) as caught:
        read({}, refusals=PRODUCTION)
    message = str(caught.value)
    for name in GOOD:
        assert f"{name} is missing" in message
        assert f"export {name}=" in message
