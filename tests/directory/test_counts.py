"""The counts of a list: few statements, and kept until something changes that they count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.freshness import Reads, recording, versions
from core.visibility import PublicScope
from directory.actions.standing import suspend
from directory.counts import CATEGORIES, REGIONS, THEMES, TOTAL, Counts
from directory.models import ActivatorProfile, Category
from directory.rules.distance import Point, around
from directory.selectors import ActivatorCriteria
from tests.factories.directory import make_profile

pytestmark = pytest.mark.django_db(transaction=True)

ALL = (TOTAL, CATEGORIES, THEMES, REGIONS)
EVERYBODY = ActivatorCriteria()


@pytest.fixture
def profiles(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[ActivatorProfile]:
    """Two public profiles, and versions heard of for as long as the test takes."""
    settings.BALISE_DATA_DIR = tmp_path
    settings.BALISE_ANSWER_CACHE = True
    monkeypatch.setattr("core.freshness.shared.STALE_AFTER", 600.0)
    shared = versions()
    assert shared is not None
    made = [make_profile(f"Profil {number}") for number in range(2)]
    shared.heard(0)
    return made


def counted(criteria: ActivatorCriteria = EVERYBODY, now: Any = None, asked: Any = ALL) -> Counts:
    return Counts(criteria, PublicScope(now or timezone.now()), asked)


@contextmanager
def counting(number: int) -> Iterator[None]:
    """That many statements count profiles meanwhile."""
    with CaptureQueriesContext(connection) as captured:
        yield
    assert len([query for query in captured.captured_queries if "COUNT(" in query["sql"]]) == number


def test_one_statement_for_all_that_leave_nothing_aside(profiles: list[ActivatorProfile]) -> None:
    with counting(1):
        counts = counted(asked=(TOTAL, CATEGORIES))
        assert (counts.total, sum(counts.by_category.values())) == (2, 2)
    with counting(3):  # of the category's own facet, of the region's, and of what is counted with both conditions
        counts = counted(ActivatorCriteria(category=(Category.SOLUTION_PROVIDER,), region=0))
        assert (counts.total, counts.by_category, counts.by_theme, counts.by_region) == (0, {}, {}, {})
    with counting(2):  # nobody knew that the second would be asked
        counts = counted(ActivatorCriteria(on_map=True), asked=())
        assert (counts.total, sum(counts.by_category.values())) == (2, 2)


def test_nothing_is_counted_twice_while_nothing_changes(profiles: list[ActivatorProfile]) -> None:
    with counting(1):
        assert [counted().total for _ in range(3)] == [2, 2, 2]
    suspend(profiles[0], by=None, reason="Charte échue.", now=timezone.now())
    with counting(1):
        assert [counted().total for _ in range(2)] == [1, 1]
    PageViewRestriction.objects.create(page=profiles[0].get_parent(), restriction_type="login")
    assert counted().total == 0


def test_a_page_that_expires_is_not_counted_from_that_moment_on(profiles: list[ActivatorProfile]) -> None:
    now = timezone.now()
    ActivatorProfile.objects.filter(pk=profiles[0].pk).update(expire_at=now + timedelta(hours=1))
    assert [counted(now=now + timedelta(hours=hours)).total for hours in (0, 1, 0, 2)] == [2, 1, 2, 1]


def test_whoever_is_given_what_is_kept_depends_on_what_it_was_made_from(profiles: list[ActivatorProfile]) -> None:
    first, second = Reads(), Reads()
    for reads in (first, second):
        with recording(reads):
            counted().total  # noqa: B018
    assert first.tags == second.tags >= {"directory.activatorprofile", "tree"}


def test_places_and_transactions_are_counted_anew(profiles: list[ActivatorProfile]) -> None:
    near = ActivatorCriteria(near=around(Point(48.0, 2.0), 10))
    with counting(2):
        assert [counted(near).total for _ in range(2)] == [0, 0]
