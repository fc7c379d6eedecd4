"""Rule E5."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.rules.validity import ValidityStatus, status

FROM, UNTIL = date(2020, 11, 2), date(2020, 11, 13)


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "on", "expected"),
    [
        (FROM, UNTIL, date(2020, 11, 1), "UPCOMING"),
        (FROM, UNTIL, FROM, "OPEN"),
        (FROM, UNTIL, UNTIL, "OPEN"),
        (FROM, UNTIL, date(2020, 11, 14), "CLOSED"),
        (FROM, FROM, FROM, "OPEN"),
        (None, UNTIL, date.min, "OPEN"),
        (None, UNTIL, date(2020, 11, 14), "CLOSED"),
        (FROM, None, date(2020, 11, 1), "UPCOMING"),
        (FROM, None, date.max, "OPEN"),
        (None, None, FROM, "OPEN"),
    ],
)
def test_both_bounds_are_included(valid_from, valid_until, on, expected):
    assert status(valid_from, valid_until, on) == ValidityStatus(expected)


@given(st.none() | st.dates(), st.none() | st.dates(), st.dates(max_value=date(9999, 12, 30)))
def test_a_day_later_the_status_is_the_same_or_the_next(valid_from, valid_until, on):
    order = list(ValidityStatus)
    before = order.index(status(valid_from, valid_until, on))
    after = order.index(status(valid_from, valid_until, on + timedelta(days=1)))
    assert before <= after
