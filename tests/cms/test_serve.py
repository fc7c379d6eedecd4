"""`./run serve` starts on nothing that is not fit for production."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.models import User
from cms import migrating, serve
from cms.server import server
from tests.migrations import forget_last_migration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _production(settings) -> None:
    """What `check --deploy` asks for."""
    settings.SECRET_KEY = "9vQ2mX7kLp4Zt8Rw3Yc6Nb1Hd5Jf0Gs-uAeIoTqWzKxMvCyBrPlDnGh"
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_HSTS_SECONDS = 1


def test_what_is_right_is_let_through() -> None:
    serve.verify()


def test_demo_accounts_are_refused() -> None:
    User.objects.create_user("demo", "demo@demo.example", is_demo=True)
    with pytest.raises(serve.Refused, match=r"balise\.E001"):
        serve.verify()


def test_an_insecure_setting_is_refused(settings) -> None:
    settings.SESSION_COOKIE_SECURE = False
    with pytest.raises(serve.Refused, match="SESSION_COOKIE_SECURE"):
        serve.verify()


def test_pending_migrations_are_refused_with_the_command_to_run() -> None:
    name = forget_last_migration()
    with pytest.raises(serve.Refused, match=rf"from {re.escape(name)}.*\n.*manage migrate"):
        serve.verify()


def test_options_come_from_the_command_then_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BALISE_WORKERS", "5")
    options = serve.parse(["--bind", "unix:/run/balise.sock"])
    assert (options.bind, options.workers, options.threads) == ("unix:/run/balise.sock", 5, 8)


def test_the_server_has_threads_and_no_access_log_of_its_own() -> None:
    made = server("127.0.0.1:8123", workers=3, threads=4)
    assert (made.bind_addr, made.bind_port, made.workers, made.blocking_threads) == ("127.0.0.1", 8123, 3, 4)
    assert (made.interface, made.log_access) == ("wsgi", False)


def test_a_socket_of_the_machine_is_open_to_our_group_alone(tmp_path: Path) -> None:
    made = server(f"unix:{tmp_path}/balise.sock", workers=1, threads=1)
    assert (made.bind_uds, made.uds_permissions) == (tmp_path / "balise.sock", 0o660)


@pytest.mark.parametrize("bind", ["8000", "localhost", "localhost:http", ""])
def test_what_is_no_address_is_refused(bind: str) -> None:
    with pytest.raises(ValueError, match="neither host:port nor unix:/path"):
        server(bind, workers=1, threads=1)


def test_migrating_takes_no_time_when_there_is_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "call_command", pytest.fail)
    assert migrating.migrate() == 0


@pytest.mark.django_db(transaction=True)
def test_migrating_shows_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("migrate", "sessions", "zero", verbosity=0)
    assert migrating.migrate(sys.stdout) == 1
    assert capsys.readouterr().out == "Migrating the database: 1/1\n"
