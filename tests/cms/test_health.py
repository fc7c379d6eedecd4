"""The health check tells the truth, and no more than that."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from cms import health
from tests.migrations import forget_last_migration


@pytest.fixture(autouse=True)
def _forget_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(health.PARTS, "migrations", health.MigrationCheck())


def failed(client: Client) -> list[str]:
    response = client.get("/readyz")
    parts = response.json()["parts"]
    bad = [name for name, state in parts.items() if state == "failed"]
    assert response.status_code == (503 if bad else 200)
    assert set(parts) == {"database", "migrations", "cache", "storage_private", "storage_public"}
    return bad


@pytest.mark.django_db
def test_ready(client: Client) -> None:
    assert failed(client) == []
    assert "no-store" in client.get("/readyz")["Cache-Control"]


def test_alive_without_a_database(client: Client) -> None:
    assert client.get("/livez").json() == {"status": "ok"}


def test_database_down_names_no_address(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise OperationalError("connection to server at 10.1.2.3, port 5432 failed")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", down)
    assert failed(client) == ["database", "migrations"]
    assert b"10.1.2.3" not in client.get("/readyz").content


@pytest.mark.django_db
def test_pending_migration(client: Client) -> None:
    forget_last_migration()
    assert failed(client) == ["migrations"]


@pytest.mark.django_db
def test_the_code_s_migrations_are_read_once(client: Client, django_assert_num_queries) -> None:
    failed(client)
    with django_assert_num_queries(2):
        failed(client)


@pytest.mark.django_db
def test_a_database_that_was_restored_from_before_a_migration(client: Client) -> None:
    assert failed(client) == []
    app, _, name = forget_last_migration().partition(".")
    assert failed(client) == ["migrations"]
    MigrationRecorder(connection).record_applied(app, name)
    assert failed(client) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="a file of SQLite's")
@pytest.mark.parametrize("left", [None, b""])
def test_a_database_file_that_is_gone_is_missed_and_not_made(
    client: Client, tmp_path: Path, left: bytes | None
) -> None:
    assert failed(client) == []
    path, away = Path(str(connection.settings_dict["NAME"])), tmp_path / "away.sqlite3"
    connection.close()
    shutil.move(path, away)
    if left is not None:
        path.write_bytes(left)
    assert failed(client) == ["database", "migrations"]
    assert path.exists() == (left is not None)
    connection.close()
    shutil.move(away, path)
    assert failed(client) == []


@pytest.mark.django_db
def test_cache_that_forgets(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "cms.health.cache", type("Forgetful", (), {"set": lambda *a, **k: None, "get": lambda *a: None})()
    )
    assert failed(client) == ["cache"]


@pytest.mark.django_db
@pytest.mark.parametrize(("alias", "part"), [("default", "storage_private"), ("public", "storage_public")])
def test_storage_that_cannot_be_written(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, alias: str, part: str
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setattr(storages[alias], "location", str(tmp_path / "file" / "under"))
    assert failed(client) == [part]
    assert str(tmp_path).encode() not in client.get("/readyz").content


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_is_read_only(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
