"""What Wagtail's search index keeps."""

from __future__ import annotations

from django.db import connection
from wagtail.search.models import IndexEntry


def forget_deleted() -> None:
    """Have SQLite rewrite its full-text index without the words of what was deleted; PostgreSQL keeps none.

    FTS5 only marks deleted rows until it merges its segments some day: a name that was erased must go now.
    """
    if connection.vendor != "sqlite":
        return
    table = f"{IndexEntry._meta.db_table}_fts"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - a table of Wagtail's
