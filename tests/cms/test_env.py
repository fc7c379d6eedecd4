"""The environment is read in one place, and everything that is wrong with it is said at once."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from cms.env import BASE_DIR, Env, SettingsError, Var, read, variables
from cms.refusals import PRODUCTION

GOOD = {
    "BALISE_SECRET_KEY": "9vQ2mX7kLp4Zt8Rw3Yc6Nb1Hd5Jf0Gs-uAeIoTqWzKxMvCyBrPlDnGh",
    "BALISE_BASE_URL": "https://cms.portail.example",
    "BALISE_PUBLIC_URL": "https://portail.example",
}


def problems(**changes: str) -> tuple[str, ...]:
    """What production says of the good environment with these changes."""
    with pytest.raises(SettingsError) as caught:
        read({**GOOD, **changes}, refusals=PRODUCTION)
    return caught.value.problems


def test_defaults_of_production() -> None:
    env = read(GOOD, refusals=PRODUCTION)
    assert env.public_url == "https://portail.example"
    assert env.data_dir == BASE_DIR / "data"
    assert (env.introspection, env.graphiql, env.suggestions, env.demo, env.debug) == (False,) * 5
    assert (env.graphql_max_body, env.graphql_max_depth, env.stale_months) == (100_000, 15, 12)


@pytest.mark.parametrize(
    ("name", "given", "field", "expected"),
    [
        ("BALISE_PUBLIC_URL", " https://portail.example/ ", "public_url", "https://portail.example"),
        ("BALISE_ALLOWED_HOSTS", "a.example, b.example,", "allowed_hosts", ("a.example", "b.example")),
        ("BALISE_CORS_ORIGINS", "https://a.example:8443", "cors_origins", ("https://a.example:8443",)),
        ("BALISE_PROXIES", "2", "proxies", 2),
        ("BALISE_DATA_DIR", "/srv/données", "data_dir", Path("/srv/données")),
        ("BALISE_LOG_LEVEL", "warning", "log_level", "WARNING"),
        ("BALISE_INTROSPECTION", "Yes", "introspection", True),
        ("BALISE_INTROSPECTION", "off", "introspection", False),
        ("BALISE_INTROSPECTION", "", "introspection", False),
        ("BALISE_GEOCODING_URL", "https://a.example/geocodage/", "geocoding_url", "https://a.example/geocodage"),
        ("BALISE_GEOCODING_URL", "", "geocoding_url", ""),
        ("BALISE_REGISTER_URL", "https://a.example/", "register_url", "https://a.example"),
        ("BALISE_LINK_CHECKS", "1", "link_checks", True),
        ("BALISE_LINK_CHECKS", "", "link_checks", False),
        ("BALISE_GRAPHQL_MAX_DEPTH", "7", "graphql_max_depth", 7),
    ],
)
def test_values_are_typed(name: str, given: str, field: str, expected: object) -> None:
    assert getattr(read({**GOOD, name: given}), field) == expected


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("BALISE_PUBLIC_URL", "portail.example"),
        ("BALISE_PUBLIC_URL", "https://portail.example/chemin"),
        ("BALISE_PUBLIC_URL", "https://portail.example:port"),
        ("BALISE_PUBLIC_URL", "https://name:password@portail.example"),
        ("BALISE_CORS_ORIGINS", "*"),
        ("BALISE_PROXIES", "-1"),
        ("BALISE_STALE_MONTHS", "0"),
        ("BALISE_GRAPHQL_MAX_COST", "²"),
        ("BALISE_GRAPHQL_MAX_URL", "8001"),
        ("BALISE_GRAPHQL_MAX_URL", "0"),
        ("BALISE_GEOCODING_URL", "ftp://a.example"),
        ("BALISE_GEOCODING_URL", "a.example/geocodage"),
        ("BALISE_GEOCODING_URL", "https://a.example/?q=x"),
        ("BALISE_GEOCODING_URL", "https://name:password@a.example"),
        ("BALISE_REGISTER_URL", "a.example"),
        ("BALISE_LINK_CHECKS", "https://a.example"),
        ("BALISE_DEBUG", "peut-être"),
        ("BALISE_LOG_LEVEL", "LOUD"),
        ("DATABASE_URL", "mysql://host/name"),
        ("BALISE_CACHE_URL", "memcached://host"),
        ("BALISE_EMAIL_URL", "mail.example"),
    ],
)
def test_malformed_values_are_named(name: str, given: str) -> None:
    (problem,) = problems(**{name: given})
    assert problem.startswith(f"{name} cannot be used: ")


def test_everything_missing_or_wrong_is_said_at_once_with_how_to_set_it() -> None:
    with pytest.raises(SettingsError) as caught:
        read({"BALISE_PROXIES": "many", "BALISE_DEBUG": "1"}, refusals=PRODUCTION)
    message = str(caught.value)
    for name in GOOD:
        assert f"{name} is missing" in message
        assert f"export {name}=" in message
    assert "BALISE_PROXIES cannot be used" in message
    assert "BALISE_DEBUG is refused" in message


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("BALISE_SECRET_KEY", "short"),
        ("BALISE_SECRET_KEY", "a" * 80),
        ("BALISE_SECRET_KEY", "balise-development-key-that-production-refuses-whatever-its-length-0123456789"),
        ("BALISE_SECRET_KEY", "django-insecure-9vQ2mX7kLp4Zt8Rw3Yc6Nb1Hd5Jf0GsuAeIoTqWzKxMvCyBrPlDnGh"),
        ("BALISE_BASE_URL", "http://cms.portail.example"),
        ("BALISE_PUBLIC_URL", "http://portail.example"),
        ("BALISE_CORS_ORIGINS", "https://portail.example,http://portail.example"),
        ("BALISE_CSRF_ORIGINS", "http://portail.example"),
        ("BALISE_S3_PUBLIC_URL", "http://media.portail.example"),
        ("BALISE_ALLOWED_HOSTS", "*"),
        ("BALISE_ALLOWED_HOSTS", "a.example,*.example"),
        ("BALISE_DEMO", "1"),
        ("BALISE_DEBUG", "true"),
    ],
)
def test_production_refuses(name: str, given: str) -> None:
    found = problems(**{name: given})
    assert found
    assert all(problem.startswith(f"{name} is refused: ") for problem in found)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"BALISE_S3_PRIVATE_BUCKET": "private"}, "BALISE_S3_PUBLIC_BUCKET"),
        ({"BALISE_S3_PUBLIC_BUCKET": "public"}, "BALISE_S3_PRIVATE_BUCKET"),
        ({"BALISE_S3_PRIVATE_BUCKET": "one", "BALISE_S3_PUBLIC_BUCKET": "one"}, "private files would be public"),
        ({"BALISE_S3_ACCESS_KEY": "key"}, "BALISE_S3_SECRET_KEY"),
        ({"BALISE_GRAPHIQL": "1"}, "BALISE_INTROSPECTION"),
    ],
)
def test_contradictions_are_refused(changes: dict[str, str], named: str) -> None:
    (problem,) = problems(**changes)
    assert named in problem


def test_secrets_are_not_printed() -> None:
    assert GOOD["BALISE_SECRET_KEY"] not in repr(read(GOOD))
    assert GOOD["BALISE_SECRET_KEY"] not in str(problems(BALISE_PROXIES="many"))


def test_every_field_has_its_variable_and_every_variable_is_explained() -> None:
    found = variables()
    assert list(found) == [field.name for field in dataclasses.fields(Env)]
    assert len({variable.name for variable in found.values()}) == len(found)
    assert all(variable.help.endswith(".") for variable in found.values())
    assert all(variable.default is not None or variable.example for variable in found.values())


def table_row(variable: Var) -> str:
    """A variable in docs/operations.md."""
    default = "required" if variable.default is None else variable.default.replace(f"{BASE_DIR}/", "")
    code = [f"`{text}`" if text and text != "required" else text for text in (default, variable.example)]
    return f"| `{variable.name}` | {variable.help} | {code[0]} | {code[1]} |"


@pytest.mark.parametrize("variable", variables().values(), ids=lambda variable: variable.name)
def test_the_operator_s_table_says_the_same(variable: Var) -> None:
    assert table_row(variable) in (BASE_DIR / "docs" / "operations.md").read_text().splitlines()


def test_every_example_can_be_used() -> None:
    examples = {item.name: item.example for item in variables().values() if item.example}
    assert read({**examples, **GOOD}, refusals=PRODUCTION)
