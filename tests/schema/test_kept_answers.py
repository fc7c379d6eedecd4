"""Whatever an answer was made from is among what it is kept by: no table goes unnoticed, and what may be kept is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from core.freshness import statements, versions
from core.freshness.channel import ask
from core.freshness.tables import PAGE_TABLE, names_of, tables
from directory.models import ActivatorProfile, Organisation
from tests.schema.asking import post
from tests.schema.documents import NAMES, document
from tests.schema.portal import grow, variables

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def read(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, set[str], str | None]]:
    """Every statement that answers are made with: its text, the tags it was given, and what was unknown in it."""
    settings.BALISE_DATA_DIR = tmp_path
    settings.BALISE_ANSWER_CACHE = True
    monkeypatch.setattr("core.freshness.shared.STALE_AFTER", 600.0)
    shared = versions()
    assert shared is not None
    found = []
    tell = statements.read_by

    def telling(sql: str, params: Any) -> tuple[set[str], str | None]:
        tags, unknown = tell(sql, params)
        found.append((sql, tags, unknown))
        return tags, unknown

    monkeypatch.setattr(statements, "read_by", telling)
    grow(4)
    ask(shared)
    return found


def test_all_that_is_public_is_kept_by_all_that_it_was_made_from(client: Client, read: list[Any]) -> None:
    names = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    seen = set()
    for name in NAMES:
        read.clear()
        response = post(client, document(name), variables=variables(name, 4))
        assert "errors" not in response.json()
        assert "Surrogate-Key" in response, (name, [unknown for _, _, unknown in read if unknown])
        for sql, tags, _ in read:
            mentioned = set(re.findall(r"\w+", sql)) & names
            assert {table for table in mentioned if not _is_told(table, mentioned, tags)} == set(), (sql, tags)
            seen |= mentioned
    assert len(seen) > 20


def _is_told(table: str, mentioned: set[str], tags: set[str]) -> bool:
    """Whether a change of this table changes one of the tags, by its kind or by the objects its rows belong to."""
    spaces = {f"{space}:*" for space in names_of(table).values()}
    if table == ActivatorProfile._meta.db_table:
        spaces.add("address:*")  # what an address leads to changes with the profile (`directory.dependencies`)
    return tables()[table].kind in tags or bool(spaces & tags) or any(_is_part_of(table, other) for other in mentioned)


def _is_part_of(table: str, other: str) -> bool:
    """Whether a change of the table is told as one of the `other`'s: a page's, or that of a profile's organisation."""
    if table == PAGE_TABLE:
        return tables()[other].key == "page_ptr_id"
    return (table, other) == (Organisation._meta.db_table, ActivatorProfile._meta.db_table)
