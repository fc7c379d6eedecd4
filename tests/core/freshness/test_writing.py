"""What the text of a statement says of what it changes."""

from __future__ import annotations

import pytest

from core.freshness.statements import returns, writing


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
        "UPDATE wagtailcore_page SET (locked, live) = (%s, %s) WHERE id = %s",
        "UPDATE wagtailcore_page SET locked = live = %s WHERE id = %s",
        "REPLACE INTO wagtailcore_page (id, live) VALUES (%s, %s)",
        "INSERT OR REPLACE INTO wagtailcore_page (id, live) VALUES (%s, %s)",
        "INSERT INTO wagtailcore_page (id, live) VALUES (%s, %s) ON CONFLICT (id) DO UPDATE SET live = excluded.live",
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


@pytest.mark.parametrize("blank", [" ", "", "\n"])
def test_all_columns_that_are_set_are_seen(blank: str) -> None:
    change = writing(f'UPDATE wagtailcore_page set locked=%s,{blank}"live" = (path = %s) WHERE id = %s')
    assert change is not None
    assert change.columns == ("locked", "live")


@pytest.mark.parametrize(
    ("text", "columns"),
    [("DO NOTHING", ("profile_id",)), ("(id) DO UPDATE SET profile_id = excluded.profile_id", None)],
)
def test_what_an_insertion_overwrites_is_not_known(text: str, columns: tuple[str, ...] | None) -> None:
    change = writing(f"INSERT INTO directory_servedarea (profile_id) VALUES (%s) ON CONFLICT {text}")
    assert change is not None
    assert (change.table, change.columns) == ("directory_servedarea", columns)


def test_rows_that_come_back_are_seen_however_it_is_written() -> None:
    assert [returns(f"DELETE FROM t {word} id") for word in ("RETURNING", "returning", "")] == [True, True, False]
