"""What a statement reads, told by its text: nothing that answers could be made from goes unseen."""

from __future__ import annotations

import pytest
from django.apps import apps

from core.freshness import Reads, Versions, recording
from core.freshness.statements import read_by
from core.freshness.tables import tables
from directory.models import ActivatorProfile, MarkFile, Theme
from pages.models import FaqEntry

PAGE, ENTRY, PROFILE = "wagtailcore_page", "pages_faqentry", "directory_activatorprofile"


@pytest.mark.parametrize(
    ("sql", "params", "tags"),
    [
        ('SELECT "id" FROM "directory_theme"', (), {"directory.theme"}),
        ("select id from directory_theme", (), {"directory.theme"}),
        (f'SELECT "x" FROM "{PAGE}" WHERE "{PAGE}"."id" = %s', (7,), {"page:7", "page:*"}),
        (f'SELECT "x" FROM "{PAGE}" WHERE "{PAGE}"."id" IN (%s, %s)', (7, 8), {"page:7", "page:8", "page:*"}),
        (f'SELECT "x" FROM "{PAGE}" WHERE "{PAGE}"."id" = ANY(%s)', ([7, 8],), {"page:7", "page:8", "page:*"}),
        (
            f'SELECT "x" FROM "{PAGE}" WHERE ("{PAGE}"."live" AND "{PAGE}"."id" IN (SELECT value FROM json_each(%s)))',
            ("[7, 8]",), {"page:7", "page:8", "page:*"},
        ),
        # One of the two may be any page.
        (f'SELECT "x" FROM "{PAGE}" WHERE ("{PAGE}"."id" = %s OR "{PAGE}"."live")', (7,), {"page"}),
        (f'SELECT "x" FROM "{PAGE}" WHERE NOT ("{PAGE}"."id" = %s)', (7,), {"page"}),
        (
            f'SELECT "x" FROM "{PAGE}" WHERE "{PAGE}"."id" IN (SELECT U0."x" FROM "{ENTRY}" U0)',
            (),
            {"page", "pages.faqentry"},
        ),
        # More objects than are told one by one.
        (f'SELECT "x" FROM "{PAGE}" WHERE "{PAGE}"."id" = ANY(%s)', (list(range(51)),), {"page"}),
    ],
)  # fmt: skip
def test_what_is_read(sql: str, params: tuple[object, ...], tags: set[str]) -> None:
    assert read_by(sql, params) == (tags, None)


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "id" FROM "directory_markfile"',
        "select id from directory_markfile",
        'SELECT "id" FROM "directory_theme" JOIN "directory_markfile" ON ("directory_theme"."id" = "x"."id")',
        'SELECT "id" FROM "directory_theme" WHERE EXISTS(SELECT 1 FROM "directory_markfile" U0 WHERE U0."id" = %s)',
        'SELECT "id" FROM "directory_theme" T1, "directory_markfile" T2',
        "SELECT id FROM directory_theme,directory_markfile",
        'WITH own AS MATERIALIZED (SELECT "id" FROM "directory_markfile") SELECT "id" FROM own',
    ],
)
def test_a_table_that_nobody_declared_is_unknown(sql: str) -> None:
    assert read_by(sql, (1,))[1]


def test_what_a_common_table_expression_is_called_is_no_table() -> None:
    sql = 'WITH own AS MATERIALIZED (SELECT "id" FROM "directory_theme") SELECT "id" FROM own'
    assert read_by(sql, ()) == ({"directory.theme"}, None)


@pytest.mark.django_db
def test_what_the_orm_reads_is_seen(shared: Versions) -> None:
    for queryset, unknown in (
        (Theme.objects.filter(family__isnull=False).select_related("family"), None),
        (ActivatorProfile.objects.filter(themes__slug="x"), None),
        (MarkFile.objects.all(), "directory_markfile"),
        (
            FaqEntry.objects.filter(latest_revision__isnull=True).select_related("latest_revision"),
            "wagtailcore_revision",
        ),
    ):
        reads = Reads()
        with recording(reads):
            list(queryset)
        assert reads.unknown == unknown, queryset.query


def test_every_declared_table_is_one() -> None:
    assert set(tables()) <= {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
