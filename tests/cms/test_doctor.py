"""`./run manage doctor` finds what is wrong and says what to do."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from accounts.models import User
from cms import diagnosis
from tests.migrations import forget_last_migration

pytestmark = pytest.mark.django_db

PASSWORD = "un-mot-de-passe"


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """An administrator, and none of the checks of a deployment, which the tests' settings do not pass."""
    User.objects.create_superuser("camille", "camille@portail.example", PASSWORD)
    monkeypatch.setitem(diagnosis.PARTS, "Settings", (lambda: "checked", ""))


def examine() -> str:
    out = io.StringIO()
    try:
        call_command("doctor", stdout=out, no_color=True)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


def wrong(report: str) -> list[str]:
    return [line.split()[1].rstrip(":") for line in report.splitlines() if line.startswith("WRONG")]


def test_everything_works() -> None:
    report = examine()
    assert wrong(report) == []
    assert report.endswith("Everything works.\n")


def test_pending_migration() -> None:
    name = forget_last_migration()
    report = examine()
    assert wrong(report) == ["Migrations"]
    assert f"from {name}" in report
    assert "Run: ./run manage migrate" in report
    assert report.endswith("1 of 12 parts need attention.")


def test_database_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", down)
    report = examine()
    assert wrong(report) == ["Database", "Migrations", "Search", "Accounts", "Documents"]
    assert "Check DATABASE_URL" in report


@pytest.mark.parametrize(("alias", "part"), [("default", "Private"), ("public", "Public")])
def test_storage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, alias: str, part: str) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(storages[alias], "location", str(tmp_path / "file"))
    assert wrong(examine()) == [part]


def test_no_test_file_is_left() -> None:
    examine()
    assert storages["default"].listdir("doctor")[1] == []


def test_cache(settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert wrong(examine()) == ["Cache"]


def test_email(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    report = examine()
    assert wrong(report) == ["Email"]
    assert "BALISE_EMAIL_URL" in report


def test_demo_accounts() -> None:
    User.objects.create_user("demo", "demo@demo.example", is_demo=True)
    assert wrong(examine()) == ["Accounts"]


def test_nobody_can_administer() -> None:
    User.objects.all().delete()
    report = examine()
    assert wrong(report) == ["Accounts"]
    assert "createsuperuser" in report


def test_static_files_are_collected_by_serve(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    report = examine()
    assert wrong(report) == []
    assert "where `./run serve` will collect them" in report


def test_static_files_that_cannot_be_collected(settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.STATIC_ROOT = tmp_path / "file" / "static"
    assert wrong(examine()) == ["Static"]


def test_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis.sys, "version_info", (3, 10, 1))
    assert wrong(examine()) == ["Python"]
