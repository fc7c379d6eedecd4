"""Where limits come from."""

import pytest

from schema.engine.limits import Limits


def test_settings_override_defaults(settings):
    settings.BALISE_GRAPHQL = {"MAX_DEPTH": 3, "INTROSPECTION": False}
    assert Limits.from_settings() == Limits(max_depth=3, introspection=False)


def test_defaults_need_no_settings(settings):
    del settings.BALISE_GRAPHQL
    assert Limits.from_settings() == Limits()


def test_typing_errors_do_not_pass(settings):
    settings.BALISE_GRAPHQL = {"MAX_DEPHT": 3}
    with pytest.raises(TypeError, match="max_depht"):
        Limits.from_settings()


def test_names():
    assert {"MAX_COST", "GRAPHIQL"} <= set(Limits.names())


def test_the_environments_defaults_are_the_same():
    """Two places name them: here for those who read the code, there for those who run it."""
    assert Limits.from_settings() == Limits()
