"""Rules F4 and F6, and how long drafts are kept."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.deadlines import (
    abandoned_erase_at,
    abandoned_warning_at,
    activation_expires,
    days_left,
    decision_due,
    is_expired,
    is_late,
    is_working_day,
    public_holidays,
    warning_due,
)
from directory.rules.listing import PARIS, civil_day

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
MOMENTS = st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1), timezones=st.timezones())
HOW = st.booleans()


def paris(year, month, day, hour=0, minute=0, second=0, fold=0):
    return datetime(year, month, day, hour, minute, second, tzinfo=PARIS, fold=fold)


class TestHolidays:
    def test_of_a_year(self):
        assert sorted(public_holidays(2026)) == [
            date(2026, 1, 1),
            date(2026, 4, 6),  # Easter Monday
            date(2026, 5, 1),
            date(2026, 5, 8),
            date(2026, 5, 14),  # Ascension Day
            date(2026, 5, 25),  # Whit Monday
            date(2026, 7, 14),
            date(2026, 8, 15),
            date(2026, 11, 1),
            date(2026, 11, 11),
            date(2026, 12, 25),
        ]

    def test_two_on_one_day(self):
        assert len(public_holidays(2008)) == 10  # Ascension Day on the first of May

    @given(st.integers(1900, 2200))
    def test_where_easter_puts_them(self, year):
        found = public_holidays(year)
        assert len(found) in (10, 11)
        assert {day.weekday() for day in found if day.month in (3, 4)} <= {0}

    @pytest.mark.parametrize(
        ("day", "works"),
        [
            (date(2026, 11, 10), True),
            (date(2026, 11, 11), False),
            (date(2026, 11, 14), False),
            (date(2026, 11, 15), False),
            (date(2026, 5, 25), False),
        ],
    )
    def test_working_days(self, day, works):
        assert is_working_day(day) is works


class TestDecision:
    @pytest.mark.parametrize(
        ("complete_since", "calendar", "working"),
        [
            (paris(2026, 11, 2, 9), date(2026, 11, 17), date(2026, 11, 24)),  # with 11 November
            (paris(2026, 11, 6, 23, 59, 59), date(2026, 11, 21), date(2026, 11, 30)),
            (paris(2026, 12, 15), date(2026, 12, 30), date(2027, 1, 7)),  # with Christmas and New Year
            (paris(2024, 2, 14), date(2024, 2, 29), date(2024, 3, 6)),  # a leap year
            (paris(2025, 2, 14), date(2025, 3, 1), date(2025, 3, 7)),
            (paris(2026, 4, 30, 12), date(2026, 5, 15), date(2026, 5, 27)),  # four holidays
            (paris(2026, 3, 20, 2, 30), date(2026, 4, 4), date(2026, 4, 13)),  # summer time, then Easter
            (paris(2026, 10, 17, 12), date(2026, 11, 1), date(2026, 11, 6)),  # complete on a Saturday
            (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), date(2026, 7, 16), date(2026, 7, 23)),  # July in Paris
            (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), date(2026, 2, 16), date(2026, 2, 20)),
        ],
    )
    def test_due(self, complete_since, calendar, working):
        assert decision_due(complete_since, working_days=False) == calendar
        assert decision_due(complete_since, working_days=True) == working

    @given(MOMENTS)
    def test_due_fifteen_days_later(self, moment):
        day = civil_day(moment)
        assert decision_due(moment, working_days=False) == day + timedelta(15)
        due = decision_due(moment, working_days=True)
        assert is_working_day(due)
        assert days_left(due, day, working_days=True) == 15
        assert timedelta(19) <= due - day <= timedelta(30)

    def test_a_naive_moment_is_refused(self):
        for working_days in (False, True):
            with pytest.raises(ValueError, match="no time zone"):
                decision_due(datetime(2026, 11, 2), working_days=working_days)

    @pytest.mark.parametrize(
        ("due", "today", "calendar", "working"),
        [
            (date(2026, 11, 13), date(2026, 11, 13), 0, 0),
            (date(2026, 11, 13), date(2026, 11, 10), 3, 2),  # 11 November does not count
            (date(2026, 11, 13), date(2026, 11, 14), -1, -1),  # a Saturday: late, if not by a working day
            (date(2026, 11, 13), date(2026, 11, 16), -3, -1),
            (date(2026, 11, 13), date(2026, 11, 17), -4, -2),
            (date(2024, 3, 1), date(2024, 2, 28), 2, 2),
        ],
    )
    def test_days_left(self, due, today, calendar, working):
        assert days_left(due, today, working_days=False) == calendar
        assert days_left(due, today, working_days=True) == working

    @given(DAYS, st.integers(-40, 40), HOW)
    def test_negative_is_late(self, due, days, working_days):
        today = due + timedelta(days)
        left = days_left(due, today, working_days=working_days)
        assert is_late(due, today) is (left < 0) is (days > 0)
        assert days_left(due, today + timedelta(1), working_days=working_days) <= left

    @given(MOMENTS, HOW)
    def test_warned_three_days_before(self, moment, working_days):
        due = decision_due(moment, working_days=working_days)
        warned = warning_due(due, working_days=working_days)
        assert days_left(due, warned, working_days=working_days) == 3
        assert civil_day(moment) < warned < due

    def test_warned_on_a_working_day(self):
        assert warning_due(date(2026, 11, 13), working_days=False) == date(2026, 11, 10)
        assert warning_due(date(2026, 11, 13), working_days=True) == date(2026, 11, 9)


class TestActivation:
    @pytest.mark.parametrize(
        "sent_at",
        [
            paris(2026, 11, 2, 10, 0, 1),
            paris(2026, 3, 28, 12),  # the night has 23 hours
            paris(2026, 10, 24, 12),  # and this one 25
            paris(2026, 10, 25, 2, 30, fold=1),
            paris(2024, 2, 28, 23, 59, 59),
        ],
    )
    def test_twenty_four_hours_to_the_second(self, sent_at):
        expires = activation_expires(sent_at)
        assert expires.timestamp() - sent_at.timestamp() == 24 * 3600
        assert not is_expired(expires, expires - timedelta(microseconds=1))
        assert is_expired(expires, expires)
        assert is_expired(expires, expires.astimezone(ZoneInfo("America/Guadeloupe")))

    @given(MOMENTS, st.integers(0, 30 * 3600))
    def test_valid_strictly_before(self, sent_at, seconds):
        now = sent_at.astimezone(UTC) + timedelta(seconds=seconds)
        assert is_expired(activation_expires(sent_at), now.astimezone(PARIS)) is (seconds >= 24 * 3600)

    def test_the_hour_that_comes_twice(self):
        # Both in Paris: as wall clocks, the later moment reads as the earlier one.
        expires, now = paris(2026, 10, 25, 2, 45, fold=0), paris(2026, 10, 25, 2, 15, fold=1)
        assert is_expired(expires, now)

    def test_naive_moments_are_refused(self):
        naive, aware = datetime(2026, 11, 2), paris(2026, 11, 2)
        for call in (
            lambda: activation_expires(naive),
            lambda: is_expired(naive, aware),
            lambda: is_expired(aware, naive),
        ):
            with pytest.raises(ValueError, match="no time zone"):
                call()


@given(MOMENTS, st.integers(1, 60), st.integers(1, 60))
def test_drafts_are_warned_about_and_then_erased(last_saved, warn_after, more):
    warned = abandoned_warning_at(last_saved, warn_after_days=warn_after)
    erased = abandoned_erase_at(last_saved, erase_after_days=warn_after + more)
    assert warned.timestamp() - last_saved.timestamp() == pytest.approx(warn_after * 86400)
    assert erased - warned == timedelta(more)
