"""A database's file that another one replaces."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.core.signals import request_started
from django.db import connection, transaction
from django.utils import timezone

from core.models import GonePath

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a database that is a file"),
]


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """The database as it was before the test."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copy(connection.settings_dict["NAME"], tmp_path / "backup.sqlite3"))


def restore(backup: Path) -> None:
    path = Path(connection.settings_dict["NAME"])
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    backup.rename(path)


def test_the_next_request_reads_the_file_that_is_there(backup: Path) -> None:
    GonePath.objects.create(path="/a/", path_hash="0" * 64, since=timezone.now())
    assert GonePath.objects.count() == 1
    opened = connection.connection
    request_started.send(None)
    assert connection.connection is opened
    restore(backup)
    request_started.send(None)
    assert GonePath.objects.count() == 0


def test_a_transaction_ends_on_the_file_it_began_on(backup: Path) -> None:
    with transaction.atomic():
        restore(backup)
        request_started.send(None)
        assert connection.connection is not None
