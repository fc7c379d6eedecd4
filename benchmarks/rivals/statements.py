"""Statements written by hand, run past the ORM on Django's connection."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.utils.functional import cached_property

_PLACE = re.compile(r"%\((\w+)\)s")


class Statement:
    """SQL with `%(name)s` for parameters, for PostgreSQL and for SQLite."""

    def __init__(self, postgres: str, sqlite: str | None = None) -> None:
        self._postgres, self._sqlite = postgres, sqlite or postgres

    @cached_property
    def _text(self) -> str:
        if connection.vendor == "postgresql":
            return self._postgres
        # Both take the tables in the order they are written in: PostgreSQL for there are many, SQLite for CROSS JOIN.
        text = _PLACE.sub(r":\1", self._sqlite)
        return re.sub(r"(?<!LEFT )JOIN", "CROSS JOIN", text)

    def rows(self, **parameters: Any) -> list[tuple[Any, ...]]:
        """What it finds. The driver's own cursor: Django's would take time and give nothing here."""
        connection.ensure_connection()
        found: list[tuple[Any, ...]] = connection.connection.execute(self._text, parameters).fetchall()
        return found


# Whether the directory (or the FAQ) itself may be read: it and what it is under are live, unexpired and unrestricted.
# Asked of one page, and not of each that is under it.
def folder(table: str) -> str:
    """A common table expression `folder` with the tree path of the folder and the site's root in addresses."""
    return f"""
    WITH folder AS MATERIALIZED (
      SELECT f.id, f.path, f.title, f.slug, f.url_path, root.url_path AS root_path
      FROM wagtailcore_site s
      JOIN wagtailcore_page root ON root.id = s.root_page_id
      JOIN {table} t ON s.is_default_site
      JOIN wagtailcore_page f ON f.id = t.page_ptr_id
      WHERE substr(f.path, 1, length(root.path)) = root.path
        AND NOT EXISTS (
          SELECT 1 FROM wagtailcore_page a LEFT JOIN wagtailcore_pageviewrestriction r ON r.page_id = a.id
          WHERE a.path IN (f.path, substr(f.path, 1, 8), substr(f.path, 1, 12))
            AND (r.id IS NOT NULL OR NOT a.live OR a.expire_at <= CURRENT_TIMESTAMP)))
    """


PUBLIC = """
    p.live AND (p.expire_at IS NULL OR p.expire_at > CURRENT_TIMESTAMP)
    AND NOT EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction r WHERE r.page_id = p.id)
"""
