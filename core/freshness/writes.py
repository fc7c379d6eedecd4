"""Every statement that writes, noticed: what it changes is told when its transaction commits, and only then.

In the same transaction a row says it to the other machines (`channel`), so that nothing is lost should this process
end between the commit and the telling.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import nullcontext
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from core.freshness.reads import depending_on, note_statement
from core.freshness.shared import versions
from core.freshness.statements import OBJECTS_AT_MOST, Write, inserted, returns, writing
from core.freshness.tables import PAGE_TABLE, PAGES, followed, kind_of_page, names_of, tables
from core.freshness.tags import BRANCHES, EVERYTHING, EXPIRY, TREE, slot_of

_migrating = False
_PAGE_COLUMNS = ("id", "content_type_id", "numchild", "path", "live", "expire_at", "url_path")
_CHUNK = 500


def connect() -> None:
    """Watch every connection to the database from now on."""
    connection_created.connect(_watch, dispatch_uid="core.freshness")
    for connection in connections.all(initialized_only=True):
        _watch(connection)
    pre_migrate.connect(_migration_starts, dispatch_uid="core.freshness")
    post_migrate.connect(_migration_ends, dispatch_uid="core.freshness")


def _watch(connection: Any, **kwargs: Any) -> None:
    # First: whoever wraps statements for a while takes the last one away afterwards (`connection.execute_wrapper`), and
    # may have begun before there was a connection.
    if notice not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, notice)


def _migration_starts(**kwargs: Any) -> None:
    global _migrating
    _migrating = True


def _migration_ends(app_config: Any, using: str, **kwargs: Any) -> None:
    global _migrating
    _migrating = False
    if app_config.label == "core":
        forget_everything(using)


def forget_everything(using: str = "default") -> None:
    """Nothing that was kept is used any more, on any machine: for changes that went past Django."""
    if settings.BALISE_ANSWER_CACHE:
        with transaction.atomic(using=using):
            _tell(connections[using], {EVERYTHING})


def notice(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """For `connection.execute_wrapper`: notes what a statement reads, or tells what it changes."""
    if not settings.BALISE_ANSWER_CACHE or _migrating:
        return execute(sql, params, many, context)
    text = sql if isinstance(sql, str) else sql.as_string(None) if hasattr(sql, "as_string") else str(sql)
    if text.startswith("SELECT") and ";" not in text:
        note_statement(text, params)
        return execute(sql, params, many, context)
    change = writing(text)
    if change is None:
        note_statement(text, params)
        return execute(sql, params, many, context)
    connection = context["connection"]
    if not connection.in_atomic_block and connection.vendor == "sqlite":
        execute = _fetching(execute)
    with nullcontext() if connection.in_atomic_block else transaction.atomic(using=connection.alias):
        if not change.table:
            result = execute(sql, params, many, context)
            tags = {EVERYTHING}
        else:
            with depending_on():
                finish = _before(connection, change, None if many else params)
                result = execute(sql, params, many, context)
                count = _count(text, context["cursor"])
                tags = set() if count == 0 else finish(count)
        with depending_on():
            _tell(connection, tags)
    return result


def _fetching(execute: Callable[..., Any]) -> Callable[..., Any]:
    """SQLite commits no statement of which rows are left to fetch: they are fetched before."""

    def run(sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        if returns(sql):
            cursor = context["cursor"]
            cursor.cursor = _Fetched(cursor.cursor)
        return result

    return run


class _Fetched:
    """A cursor whose rows are here already."""

    def __init__(self, cursor: Any) -> None:
        self._cursor, self._rows = cursor, iter(cursor.fetchall())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def __iter__(self) -> Any:
        return self._rows

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def fetchmany(self, size: int = 1) -> list[Any]:
        return list(islice(self._rows, size))


def _count(sql: str, cursor: Any) -> int:
    """How many rows a statement has changed; -1 if nobody knows: SQLite tells when those it returns are fetched."""
    return -1 if returns(sql) else cursor.rowcount


def _before(connection: Any, change: Write, params: Any) -> Callable[[int], set[str]]:
    """Looks at what a statement is about to change; the function returned says, after it, what did change.

    It is given how many rows did: with more than were seen before, somebody has changed what the condition names.
    """
    table = tables()[change.table]
    if change.columns and not change.is_insert and set(change.columns) <= table.private:
        return lambda count: set()
    if change.is_insert:
        return lambda count: _inserted(change, params)
    if change.table == PAGE_TABLE:
        rows = _affected(connection, change, params, _PAGE_COLUMNS)
        return lambda count: _pages_changed(connection, change, None if rows is None or count > len(rows) else rows)
    names = tuple(names_of(change.table))
    if not names:
        return lambda count: _objects_changed(change, [])
    seen = _affected(connection, change, params, names)
    return lambda count: _objects_changed(
        change, None if seen is None or count > len(seen) else list(zip(*seen, strict=True))
    )


def _affected(connection: Any, change: Write, params: Any, columns: tuple[str, ...]) -> list[Any] | None:
    """The rows that a condition names; None for those that nobody can tell."""
    if change.where is None or (change.where_params and not isinstance(params, list | tuple)):
        return None
    names = ", ".join(f'"{column}"' for column in columns)
    given = list(params[len(params) - change.where_params :]) if change.where_params else []
    # Those that are seen stay as they are until the write; those that come to them meanwhile are counted after it.
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        text = f'SELECT {names} FROM "{change.table}" WHERE {change.where}{lock}'  # noqa: S608 - Django's own
        cursor.execute(text, given)
        return list(cursor.fetchall())


def _inserted(change: Write, params: Any) -> set[str]:
    if change.table == PAGE_TABLE:
        # What it is, the row of its own table says, which follows.
        tags = {PAGES}
        for column, told in (("expire_at", {EXPIRY}), ("numchild", {TREE, BRANCHES})):
            given = inserted(change, column, params)
            tags |= told if given is None or any(given) else set()
        return tags
    values = [inserted(change, column, params) for column in names_of(change.table)]
    return _objects_changed(change, None if None in values else values)


def _objects_changed(change: Write, values: Sequence[Sequence[Any] | None] | None) -> set[str]:
    """`values`: for each column that names objects, those of the rows that changed; None: nobody knows which."""
    tags = {tables()[change.table].kind, *_special(change.table)}
    for place, (column, space) in enumerate(names_of(change.table).items()):
        moved = not change.is_insert and column in (change.columns or ())
        keys = None if values is None or moved else set((values[place] if values else ()) or ()) - {None}
        tags |= _objects(space, keys)
    return tags


# "+" is for caches elsewhere, which are told of whole spaces where an answer has too many objects.
def _objects(space: str, keys: Collection[Any] | None) -> set[str]:
    known = keys if keys is not None and len(keys) <= OBJECTS_AT_MOST else None
    own = {f"{space}:*"} if known is None else {f"{space}:{key}" for key in known}
    return {f"{space}:+"} | own | followed(space, known)


def _special(table: str) -> set[str]:
    return {TREE} if table in ("wagtailcore_site", "wagtailcore_pageviewrestriction") else set()


def _pages_changed(connection: Any, change: Write, before: list[Any] | None) -> set[str]:
    """Pages, whatever changed them: what they are, and whether others stand or fall with them."""
    if before is None:
        return {EVERYTHING}
    after = _pages(connection, [row[0] for row in before])
    if set(change.columns or ()) == {"numchild"}:
        # A page was put under one, or taken away: its parent says nothing else, unless it closes what is under it.
        return {TREE} if any(not row[4] or row[5] for row in before) else set()
    tags = {PAGES, *(kind_of_page(row[1]) for row in before)}
    tags |= _objects(PAGES, [row[0] for row in before])
    for row in before:
        now = after.get(row[0])
        if row[2] or (now and now[2]):
            tags.add(BRANCHES)
            if now is None or row[3:] != now[3:] or bool(row[2]) != bool(now[2]):
                tags.add(TREE)
        elif now and row[3] != now[3]:
            tags.add(TREE)  # a page may be closed by its path, whatever is under it (`PublicScope`)
        if row[5] or (now and now[5]):
            tags.add(EXPIRY)
    return tags


def _pages(connection: Any, ids: list[Any]) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    names = ", ".join(f'"{column}"' for column in _PAGE_COLUMNS)
    with connection.cursor() as cursor:
        for start in range(0, len(ids), _CHUNK):
            part = ids[start : start + _CHUNK]
            marks = ", ".join(["%s"] * len(part))
            cursor.execute(f'SELECT {names} FROM "{PAGE_TABLE}" WHERE "id" IN ({marks})', part)  # noqa: S608
            found.update({row[0]: row for row in cursor.fetchall()})
    return found


class _Bump:
    """What a transaction has changed, told to this machine once it is committed."""

    def __init__(self, slots: frozenset[int], row: int) -> None:
        self.slots, self.row = slots, row

    def __call__(self) -> None:
        if (shared := versions()) is not None:
            shared.bump(self.slots, self.row)


def _tell(connection: Any, tags: Iterable[str]) -> None:
    # What is waiting for the commit is said already; Django takes it back with the savepoint it was said in.
    waiting = [entry[1] for entry in connection.run_on_commit if isinstance(entry[1], _Bump)]
    slots = frozenset(map(slot_of, tags)).difference(*(bump.slots for bump in waiting))
    if slots:
        from core.freshness.channel import write

        row = write(connection, slots)
        connection.on_commit(_Bump(slots, row), robust=True)
        # Before anything else that follows the commit, which may take seconds, or fail and take the rest with it.
        connection.run_on_commit.insert(0, connection.run_on_commit.pop())
