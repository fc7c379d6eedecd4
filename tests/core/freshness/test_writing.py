"""What the text of a statement says of what it changes."""

from __future__ import annotations

import pytest

from core.freshness.statements import writing


@pytest.mark.parametrize(
    "sql",
    [
        "/* hand */ UPDATE wagtailcore_page SET title = 'x' WHERE id = %s",
        "UPDATE wagtailcore_page AS p SET title = 'x' WHERE p.id = %s",
        "UPDATE public.wagtailcore_page SET title = 'x' WHERE id = %s",
        "UPDATE ONLY wagtailcore_page SET title = 'x' WHERE id = %s",
        "UPDATE wagtailcore_page SET title = 'x' FROM wagtailcore_site s WHERE s.id = %s",
        "DELETE FROM wagtailcore_page USING wagtailcore_site s WHERE s.id = %s",
        "DELETE FROM ONLY wagtailcore_page WHERE id = %s",
        "INSERT INTO public.wagtailcore_page (id) VALUES (%s)",
        "SELECT 1; DELETE FROM wagtailcore_page WHERE id = %s",
        "DO $$ BEGIN PERFORM 1; END $$",
        "CALL something(%s)",
        "EXPLAIN ANALYZE DELETE FROM wagtailcore_page WHERE id = %s",
        "TRUNCATE wagtailcore_page",
        "COPY wagtailcore_page FROM STDIN",
    ],
)
def test_what_is_not_understood_counts_as_everything(sql: str) -> None:
    change = writing(sql)
    assert change is not None
    assert change.table == "" or change.where is None


@pytest.mark.parametrize(
    "sql",
    ["SELECT 1", "  (SELECT 1)", "SAVEPOINT x", "PRAGMA foreign_keys", "UPDATE accounts_user SET a = %s WHERE id = %s"],
)
def test_what_changes_no_answer_counts_as_nothing(sql: str) -> None:
    assert writing(sql) is None
