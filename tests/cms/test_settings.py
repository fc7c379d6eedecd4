"""The settings that the environment gives."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import asdict

import pytest

from cms.env import BASE_DIR, read
from cms.settings.environment import settings_for
from schema.engine.limits import Limits
from tests.cms.test_env import GOOD


def given(**changes: str) -> dict[str, object]:
    return settings_for(read({**GOOD, **changes}))


def test_sqlite_is_set_up_for_concurrent_writers() -> None:
    database = given()["DATABASES"]["default"]  # type: ignore[index]
    assert database["NAME"].endswith("/data/balise.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert (database["CONN_MAX_AGE"], database["OPTIONS"]["timeout"]) == (60, 20)
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert "ATOMIC_REQUESTS" not in database


def test_postgresql_keeps_healthy_connections_and_its_own_options() -> None:
    database = given(DATABASE_URL="postgres://u:p@db:5432/balise?sslmode=require")["DATABASES"]["default"]  # type: ignore[index]
    assert database["ENGINE"].endswith("postgresql")
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (60, True)
    planning = "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"
    own = {"connect_timeout": 5, "prepare_threshold": 2, "options": planning}
    assert database["OPTIONS"] == own | {"sslmode": "require"}
    pooled = given(DATABASE_URL="postgres://u:p@db:5432/balise?prepare_threshold=none")["DATABASES"]["default"]  # type: ignore[index]
    assert pooled["OPTIONS"] == {"connect_timeout": 5, "prepare_threshold": None}


def test_hosts_and_origins_start_from_the_base_url() -> None:
    found = given(BALISE_ALLOWED_HOSTS="10.0.0.7", BALISE_CSRF_ORIGINS="https://autre.example")
    assert found["ALLOWED_HOSTS"] == ["cms.portail.example", "10.0.0.7"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://cms.portail.example", "https://autre.example"]
    assert found["CORS_ALLOWED_ORIGINS"] == []


def test_every_limit_of_the_api_has_a_variable() -> None:
    graphql = given()["BALISE_GRAPHQL"]
    assert sorted(graphql) == sorted(Limits.names())  # type: ignore[call-overload]
    assert graphql == {name.upper(): value for name, value in asdict(Limits()).items()} | {
        "INTROSPECTION": False, "SUGGESTIONS": False, "GRAPHIQL": False,
    }  # fmt: skip


def test_renditions_are_not_cached() -> None:
    assert "dummy" in given()["CACHES"]["renditions"]["BACKEND"]  # type: ignore[index]


@pytest.mark.parametrize(("proxies", "header"), [("0", None), ("1", ("HTTP_X_FORWARDED_PROTO", "https"))])
def test_a_header_is_believed_only_behind_a_proxy(proxies: str, header: object) -> None:
    assert given(BALISE_PROXIES=proxies)["SECURE_PROXY_SSL_HEADER"] == header


def test_redis_is_the_cache_when_given() -> None:
    cache = given(BALISE_CACHE_URL="redis://cache:6379/1")["CACHES"]["default"]  # type: ignore[index]
    assert cache["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    assert cache["LOCATION"] == "redis://cache:6379/1"


def start(module: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Import settings in a new process, as a server does."""
    code = (
        f"import {module} as s; print(s.DEBUG, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)"
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DATABASE_URL"))}
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=BASE_DIR, env={**clean, **environ}, capture_output=True, text=True
    )


def test_production_is_safe_by_itself() -> None:
    done = start("cms.settings.production", **GOOD)
    assert done.stdout.split() == ["False", "True", "True", "31536000"], done.stderr


def test_production_does_not_start_on_what_it_refuses() -> None:
    done = start(
        "cms.settings.production", **{**GOOD, "BALISE_DEBUG": "1", "BALISE_PUBLIC_URL": "http://portail.example"}
    )
    assert done.returncode == 1
    assert "BALISE_DEBUG is refused" in done.stderr
    assert "BALISE_PUBLIC_URL is refused" in done.stderr


def test_wagtail_asks_nothing_of_other_hosts(settings) -> None:
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
    assert settings.WAGTAILEMBEDS_FINDERS == []
