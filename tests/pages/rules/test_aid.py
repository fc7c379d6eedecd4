"""Rules A1 to A3."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.rules.aid import FAMILIES, THEMES, ServiceKind, claim_due_on, provider_must_be_registered
from pages.rules.months import add_months


def test_a1_eleven_themes_in_three_families():
    assert [len(family.themes) for family in FAMILIES] == [5, 4, 2]
    assert len({theme.slug for theme in THEMES}) == 11


@pytest.mark.parametrize(("service", "expected"), [("GENERAL_GUIDANCE", True), ("IMPLEMENTATION", False)])
def test_a2_registration_is_for_general_guidance_only(service, expected):
    assert provider_must_be_registered(ServiceKind(service)) is expected


@pytest.mark.parametrize(
    ("invoice", "due"),
    [
        ("2021-01-15", "2021-05-15"),
        ("2020-10-31", "2021-02-28"),
        ("2019-10-31", "2020-02-29"),
        ("2021-10-29", "2022-02-28"),
        ("2021-05-31", "2021-09-30"),
        ("2020-12-31", "2021-04-30"),
        ("2020-08-31", "2020-12-31"),
    ],
)
def test_a3_four_calendar_months_clamped(invoice, due):
    assert claim_due_on(date.fromisoformat(invoice)) == date.fromisoformat(due)


def test_a3_past_the_calendar():
    with pytest.raises(ValueError, match="outside the calendar"):
        claim_due_on(date(9999, 9, 1))


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)), st.integers(-12, 12))
def test_months_keep_the_day_or_end_the_month(day, months):
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and add_months(moved, 0).day >= 28)


@given(st.dates(max_value=date(9999, 8, 30)), st.dates(max_value=date(9999, 8, 30)))
def test_a3_a_later_invoice_is_never_due_earlier(one, other):
    assert claim_due_on(min(one, other)) <= claim_due_on(max(one, other))
