"""Statements run past Django's cursors: on a connection that comes back, and after one that failed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, OperationalError, connection

from core.rows import execute

pytestmark = pytest.mark.django_db(transaction=True)

ONE = "SELECT COUNT(*) FROM core_gonepath WHERE id > %s"


def test_a_new_connection_is_asked_as_the_old_one_was() -> None:
    assert [tuple(row) for row in execute(ONE, [0], "default")] == [(0,)]
    connection.close()
    assert [tuple(row) for row in execute(ONE, [0], "default")] == [(0,)]


def test_a_statement_that_failed_leaves_the_next_one_alone() -> None:
    for _ in range(3):
        with pytest.raises(DatabaseError):
            execute("SELECT nothing FROM core_gonepath WHERE id > %s", [0], "default")
        assert [tuple(row) for row in execute(ONE, [0], "default")] == [(0,)]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a server that ends connections")
def test_a_connection_that_the_server_has_ended_is_replaced() -> None:
    execute(ONE, [0], "default")
    process = connection.connection.info.backend_pid
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
    other.close()
    assert [tuple(row) for row in execute(ONE, [0], "default")] == [(0,)]
    assert connection.connection.info.backend_pid != process


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="statements that a server has prepared")
def test_a_column_that_a_migration_has_changed_is_read_as_it_is_now() -> None:
    statement = "SELECT path_hash FROM core_gonepath WHERE id > %s"
    for number in range(3):
        execute(statement, [number], "default")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_gonepath ALTER COLUMN path_hash TYPE varchar(300)")
    assert execute(statement, [0], "default") == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a server that is not there")
def test_a_server_that_is_away_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("connection refused")

    connection.close()
    monkeypatch.setattr(connection, "get_new_connection", away)
    with pytest.raises(OperationalError, match="refused"):
        execute(ONE, [0], "default")
