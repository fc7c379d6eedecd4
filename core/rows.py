"""What comes of a compiled statement's rows: model instances, made without their constructors, or plain tuples.

Most of the time that a page takes to load goes into constructors that prepare it for being changed. An instance made
here is a real one, with the columns that were selected; the others are looked up when somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from django.db import NotSupportedError, OperationalError, connections
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable
from wagtail.fields import Creator, StreamField

from core.freshness.reads import note_statement
from core.freshness.writes import notice

Read = Callable[[Sequence[Any]], Any]
Columns = frozenset[str] | None
"""What of a model to read, as `QuerySet.only` takes it; None for everything."""

Q = TypeVar("Q", bound=QuerySet)


def narrowed(rows: Q, columns: Columns) -> Q:
    """Rows with these columns and no others; those of related objects are joined."""
    if columns is None:
        return rows
    joined = {column.rpartition("__")[0] for column in columns if "__" in column}
    rows = rows.select_related(None).only("pk", *sorted(columns))
    return rows.select_related(*sorted(joined)) if joined else rows


def reader(compiler: Any, iterable: type, db: str) -> Read:
    """What makes of a row what the QuerySet would have yielded. Raises TypeError for kinds that are not known here."""
    if iterable is FlatValuesListIterable:
        read: Read = itemgetter(0)
    elif iterable is ValuesListIterable:
        read = tuple
    elif iterable is ModelIterable:
        read = _instances(compiler, db)
    else:
        raise TypeError(f"no reader for {iterable.__name__}")
    return _converted(compiler, read, db)


def _converted(compiler: Any, read: Read, db: str) -> Read:
    """With what the database gives turned into what the fields hold."""
    columns = [column[0] for column in compiler.select]
    converters = {
        position: found
        for position, found in compiler.get_converters(columns).items()
        if not isinstance(columns[position].output_field, StreamField)
    }
    if not converters:
        return read
    connection = connections[db]

    def convert_and_read(row: Sequence[Any]) -> Any:
        values = list(row)
        for position, (convert, expression) in converters.items():
            for one in convert:
                values[position] = one(values[position], expression, connection)
        return read(values)

    return convert_and_read


def _instances(compiler: Any, db: str) -> Read:
    make = _maker(compiler.klass_info, compiler.select, db)
    annotations = tuple((compiler.annotation_col_map or {}).items())
    if not annotations:
        return make

    def read(row: Sequence[Any]) -> Model:
        instance = make(row)
        for name, position in annotations:
            setattr(instance, name, row[position])
        return instance

    return read


def _maker(info: dict[str, Any], select: Sequence[Any], db: str) -> Read:
    """Makes an instance of the class that Django's compiler selected these columns for, and those it points at."""
    model = info["model"]
    columns = [(position, select[position][0].target.attname) for position in info["select_fields"]]
    # Streams are kept as they are stored: most are shown from what was made of them before (`core.remembered`).
    names = [_stored_name(name) if isinstance(getattr(model, name), Creator) else name for _, name in columns]
    take = _taker([at for at, _ in columns])
    related = [_Related(one, select, db) for one in info.get("related_klass_infos", ())]
    new = model.__new__
    state = _state_of(db)

    def make(row: Sequence[Any]) -> Model:
        instance: Model = new(model)
        instance.__dict__ = dict(zip(names, take(row), strict=False))
        instance._state = state()
        for one in related:
            one.attach(instance, row)
        return instance

    return make


@cache
def _state_of(db: str) -> type[ModelState]:
    """Django's state of an instance, as it is of one that was just read."""
    return type("ReadState", (ModelState,), {"adding": False, "db": db})


def stored_text(instance: Model, stream: str) -> str | None:
    """A StreamField's JSON as the database has it, where the instance was made here and the field was read."""
    found: str | None = instance.__dict__.get(_stored_name(stream))
    return found


def _stored_name(stream: str) -> str:
    return f"_stored_{stream}"


def _taker(positions: Sequence[int]) -> Callable[[Sequence[Any]], Iterable[Any]]:
    """Takes the values at these positions out of a row."""
    if positions == range(positions[0], positions[-1] + 1) or len(positions) == 1:
        return itemgetter(slice(positions[0], positions[-1] + 1))
    return itemgetter(*positions)


class _Related:
    """What `select_related` joins to an instance."""

    def __init__(self, info: dict[str, Any], select: Sequence[Any], db: str) -> None:
        self._make = _maker(info, select, db)
        key = info["model"]._meta.pk.attname
        self._key = next(at for at in info["select_fields"] if select[at][0].target.attname == key)
        self._set, self._set_back = info["local_setter"], info["remote_setter"]

    def attach(self, instance: Model, row: Sequence[Any]) -> None:
        other = None if row[self._key] is None else self._make(row)
        self._set(instance, other)
        if other is not None:
            self._set_back(other, instance)


def execute(sql: str, parameters: Sequence[Any], db: str) -> list[Sequence[Any]]:
    """The rows of a statement that reads; on PostgreSQL the server prepares it, once for a connection."""
    connection: Any = connections[db]
    # What is prepared is logged without its text, and whoever logs statements wants to read them.
    if connection.vendor != "postgresql" or connection.queries_logged:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows: list[Sequence[Any]] = cursor.fetchall()
            return rows
    try:
        return _bound(connection, sql, parameters)
    except (OperationalError, NotSupportedError) as error:
        # Django asks each connection whether it still works before its first statement; here that is found out by
        # the statement itself, which reads, and may be run again.
        if not _needs_another_connection(connection, error):
            raise
        if connection.in_atomic_block:
            connection.close_at = 0.0  # when this request is over
            raise
        connection.close()
        return _bound(connection, sql, parameters)


def _needs_another_connection(connection: Any, error: Exception) -> bool:
    """Whether the server has ended the connection, or a migration has changed what a prepared statement gives."""
    if isinstance(error, NotSupportedError):
        return getattr(error.__cause__, "sqlstate", "") == _PLAN_IS_OUT_OF_DATE
    raw = connection.connection  # None: there is no server to be had, and a second try would find none
    return raw is not None and bool(raw.closed)


def _bound(connection: Any, sql: str, parameters: Sequence[Any]) -> list[Sequence[Any]]:
    """Django's cursors take a fifth of the time of a short statement: who alone watches them is told without them."""
    connection.ensure_connection()
    cursor = _binding_cursor(connection)
    if connection.execute_wrappers != [notice]:
        cursor = connection.make_cursor(cursor)
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
    note_statement(sql, parameters)
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _binding_cursor(connection: Any) -> Any:
    """The driver's cursor that binds parameters; Django's writes them into the text, which no server can prepare.

    One for a connection: to make it takes as long as to run a short statement with it. All rows are fetched at once,
    so nobody finds it busy.
    """
    kept = getattr(connection, _KEPT, None)
    if kept is not None and kept.connection is connection.connection and not kept.closed:
        return kept
    from django.db.backends.postgresql.base import ServerBindingCursor
    from psycopg.types.datetime import TimestamptzLoader

    cursor: Any = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]  # a mixin's stub
    # The driver's own, in C: Django, which has told the server the time zone already, would say it again in Python.
    cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
    setattr(connection, _KEPT, cursor)
    return cursor


_KEPT = "_balise_binding_cursor"
_PLAN_IS_OUT_OF_DATE = "0A000"  # «cached plan must not change result type»
