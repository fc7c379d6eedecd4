"""What an activator is told of a charter, day by day (rule B4)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from directory.rules.listing import PARIS
from directory.rules.notices import Stage, notice_due
from directory.rules.standing import Acceptance, CharterVersion, Record, Situation, standing

BEGUN = datetime(2026, 3, 1, 10, tzinfo=PARIS)
OLD = CharterVersion("2026-1", date(2026, 1, 1), date(2026, 1, 31))
NEW = CharterVersion("2026-2", date(2026, 6, 1), date(2026, 6, 30))
RECORD: dict[str, Any] = {
    "file_accepted_at": BEGUN,
    "account_activated_at": BEGUN,
    "acceptances": [Acceptance(OLD.version, BEGUN)],
}  # fmt: skip


def told_on(day: date, *, charters=(OLD, NEW), **changes: Any) -> tuple[str, Stage] | None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=PARIS)
    found = notice_due(standing(Record(**RECORD | changes), charters, now=now), charters, today=day)
    return (found.charter.version, found.stage) if found else None


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 6, 1), None),
        (date(2026, 6, 15), None),
        (date(2026, 6, 16), Stage.FIRST),
        (date(2026, 6, 26), Stage.FIRST),
        (date(2026, 6, 27), Stage.LAST),
        (date(2026, 6, 30), Stage.LAST),
        (date(2026, 7, 1), Stage.ENDED),
        (date(2027, 7, 1), Stage.ENDED),
    ],
)
def test_fourteen_days_before_three_days_before_and_the_day_after(day: date, stage: Stage | None) -> None:
    assert told_on(day) == (stage and (NEW.version, stage))


def test_who_has_accepted_is_told_nothing() -> None:
    accepted = [Acceptance(OLD.version, BEGUN), Acceptance(NEW.version, datetime(2026, 6, 20, tzinfo=PARIS))]
    assert told_on(date(2026, 6, 19), acceptances=accepted) == (NEW.version, Stage.FIRST)
    assert told_on(date(2026, 6, 29), acceptances=accepted) is None
    assert told_on(date(2026, 7, 2), acceptances=accepted) is None


@pytest.mark.parametrize("situation", [Situation.SUSPENDED, Situation.LEFT])
@pytest.mark.parametrize("day", [date(2026, 6, 16), date(2026, 6, 29), date(2026, 7, 1)])
def test_who_has_lost_the_right_otherwise_is_told_nothing(situation: Situation, day: date) -> None:
    assert told_on(day, situation=situation, situation_since=BEGUN + timedelta(days=9)) is None


@pytest.mark.parametrize("missing", ["file_accepted_at", "account_activated_at"])
def test_who_never_had_it_is_told_nothing(missing: str) -> None:
    assert told_on(date(2026, 6, 29), **{missing: None}) is None
    assert told_on(date(2026, 7, 2), **{missing: datetime(2026, 7, 2, 8, tzinfo=PARIS)}) is None


def test_a_version_that_cannot_be_accepted_yet_is_not_asked_for() -> None:
    short = CharterVersion("2026-2", date(2026, 6, 29), date(2026, 6, 30))
    assert told_on(date(2026, 6, 28), charters=(OLD, short)) is None
    assert told_on(date(2026, 6, 29), charters=(OLD, short)) == ("2026-2", Stage.LAST)


def test_of_two_versions_with_one_last_day_the_newer_is_asked_for() -> None:
    newer = CharterVersion("2026-3", date(2026, 6, 10), NEW.accept_until)
    assert told_on(date(2026, 6, 28), charters=(OLD, newer, NEW)) == ("2026-3", Stage.LAST)
