"""Rules F7 and F8."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.listing import (
    PARIS,
    civil_day,
    is_regionally_listed,
    publication_day,
    publication_moment,
    regionally_listed_from,
)

DAYS = st.dates(max_value=date(9999, 12, 20))
MOMENTS = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 20), timezones=st.timezones())


def paris(year, month, day, hour=0, minute=0, second=0, fold=0):
    return datetime(year, month, day, hour, minute, second, tzinfo=PARIS, fold=fold)


@pytest.mark.parametrize(
    ("published_on", "expected"),
    [
        (date(2026, 11, 2), date(2026, 11, 4)),  # Monday
        (date(2026, 11, 3), date(2026, 11, 4)),
        (date(2026, 11, 4), date(2026, 11, 11)),  # a Wednesday waits a week
        (date(2026, 11, 5), date(2026, 11, 11)),
        (date(2026, 11, 6), date(2026, 11, 11)),
        (date(2026, 11, 7), date(2026, 11, 11)),
        (date(2026, 11, 8), date(2026, 11, 11)),
        (date(2026, 12, 30), date(2027, 1, 6)),  # the year ends in between
        (date(2026, 12, 31), date(2027, 1, 6)),
        (date(2024, 2, 28), date(2024, 3, 6)),  # a leap year, and a Wednesday
        (date(2023, 2, 28), date(2023, 3, 1)),
        (date(2026, 3, 28), date(2026, 4, 1)),  # summer time begins on the 29th
        (date(2026, 10, 24), date(2026, 10, 28)),  # and ends on the 25th
    ],
)
def test_f8_the_first_wednesday_strictly_after(published_on, expected):
    assert regionally_listed_from(published_on) == expected


@given(DAYS)
def test_f8_is_a_wednesday_one_to_seven_days_later(day):
    listed = regionally_listed_from(day)
    assert listed.isoweekday() == 3
    assert timedelta(1) <= listed - day <= timedelta(7)


@given(DAYS, st.integers(-10, 10))
def test_f8_listed_from_that_day_on(day, days):
    first = regionally_listed_from(day)
    if days >= 0 or day.toordinal() > 30:
        assert is_regionally_listed(day, first + timedelta(days)) is (days >= 0)


@given(DAYS, DAYS)
def test_f8_who_is_published_later_is_not_listed_earlier(one, other):
    assert (one <= other) <= (regionally_listed_from(one) <= regionally_listed_from(other))


def test_f8_a_moment_is_not_a_day():
    with pytest.raises(TypeError):
        regionally_listed_from(paris(2026, 11, 4))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 1, 5, 22, 59, tzinfo=UTC), date(2026, 1, 5)),
        (datetime(2026, 1, 5, 23, 0, tzinfo=UTC), date(2026, 1, 6)),  # winter: UTC+1
        (datetime(2026, 7, 5, 21, 59, tzinfo=UTC), date(2026, 7, 5)),
        (datetime(2026, 7, 5, 22, 0, tzinfo=UTC), date(2026, 7, 6)),  # summer: UTC+2
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),  # the day of 23 hours…
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),  # …and that of 25
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 11, 5, 1, 0, tzinfo=ZoneInfo("Indian/Reunion")), date(2026, 11, 4)),
        (datetime(2026, 11, 4, 20, 0, tzinfo=ZoneInfo("America/Martinique")), date(2026, 11, 5)),
    ],
)
def test_the_civil_day_is_that_of_paris(moment, expected):
    assert civil_day(moment) == expected
    assert publication_day(moment) == expected + timedelta(1)


def test_another_calendar_may_be_asked_for():
    moment = datetime(2026, 11, 4, 21, 0, tzinfo=UTC)
    assert civil_day(moment, ZoneInfo("Indian/Reunion")) == date(2026, 11, 5)


def test_a_naive_moment_has_no_day():
    for rule in (civil_day, publication_day, publication_moment):
        with pytest.raises(ValueError, match="no time zone"):
            rule(datetime(2026, 11, 4))


@pytest.mark.parametrize(
    ("activated_at", "expected"),
    [
        (paris(2026, 11, 3, 0, 0), "2026-11-04T00:00:00+01:00"),
        (paris(2026, 11, 3, 23, 59, 59), "2026-11-04T00:00:00+01:00"),
        (paris(2026, 3, 28, 12, 0), "2026-03-29T00:00:00+01:00"),
        (paris(2026, 3, 29, 12, 0), "2026-03-30T00:00:00+02:00"),
        (paris(2026, 10, 25, 2, 30, fold=0), "2026-10-26T00:00:00+01:00"),  # the hour that comes twice
        (paris(2026, 10, 25, 2, 30, fold=1), "2026-10-26T00:00:00+01:00"),
        (paris(2026, 12, 31, 18, 0), "2027-01-01T00:00:00+01:00"),
    ],
)
def test_f7_at_midnight_of_the_day_after(activated_at, expected):
    assert publication_moment(activated_at).isoformat() == expected


@given(MOMENTS, st.integers(-14, 14))
def test_f7_the_zone_the_moment_is_told_in_says_nothing(moment, hours):
    assert publication_day(moment.astimezone(timezone(timedelta(hours=hours)))) == publication_day(moment)


@given(MOMENTS)
def test_f7_within_two_days_and_not_at_once(activated_at):
    wait = publication_moment(activated_at).astimezone(UTC) - activated_at.astimezone(UTC)
    assert timedelta(0) < wait <= timedelta(hours=25)
