"""Rules F4 and F6, and how long an unfinished file is kept.

Days are civil days of Europe/Paris; moments are aware, and durations are counted on the clock that never jumps.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from dateutil.easter import easter

from directory.rules.listing import civil_day

DECISION_DAYS = 15
WARNING_DAYS = 3  # before the decision is due
ACTIVATION_VALIDITY = timedelta(hours=24)
_ONE = timedelta(days=1)
_FIXED_HOLIDAYS = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)  # days: Easter Monday, Ascension Day, Whit Monday
_SATURDAY = 5  # as date.weekday() counts


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """The eleven public holidays of France (Code du travail, article L3133-1); not those of Alsace or overseas.

    Raises ValueError outside the years 1583 to 4099, when Easter cannot be told.
    """
    sunday = easter(year)
    return frozenset(
        (
            *(date(year, month, day) for month, day in _FIXED_HOLIDAYS),
            *(sunday + timedelta(days=days) for days in _AFTER_EASTER),
        )
    )


def is_working_day(day: date) -> bool:
    """Monday to Friday, but for the public holidays."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


def decision_due(complete_since: datetime, *, working_days: bool) -> date:
    """Rule F4: the last day for the decision, 15 days after the day on which the file was complete.

    Raises ValueError for a moment without a time zone.
    """
    return _shifted(civil_day(complete_since), DECISION_DAYS, working_days)


def warning_due(due: date, *, working_days: bool) -> date:
    """Rule F4: the day from which reviewers are warned that a decision is due soon."""
    return _shifted(due, -WARNING_DAYS, working_days)


def is_late(due: date, today: date) -> bool:
    """Rule F4: whether the last day for the decision is over."""
    return today > due


def days_left(due: date, today: date, *, working_days: bool) -> int:
    """Rule F4: days until the decision is due; 0 on the last day; negative when it is late, and then only.

    Of working days, a weekend after the last one is the first day late.
    """
    if not working_days:
        return (due - today).days
    first, last = min(due, today), max(due, today)
    count = sum(is_working_day(first + timedelta(days=days)) for days in range(1, (last - first).days + 1))
    return -max(count, 1) if is_late(due, today) else count


def activation_expires(sent_at: datetime) -> datetime:
    """Rule F6: when the link that activates an account ends, 24 hours after it was sent, in UTC.

    Raises ValueError for a moment without a time zone.
    """
    return _instant(sent_at) + ACTIVATION_VALIDITY


def is_expired(expires_at: datetime, now: datetime) -> bool:
    """Rule F6: it is valid before that moment, and no longer at it. Raises ValueError for naive moments."""
    return _instant(now) >= _instant(expires_at)


def abandoned_warning_at(last_saved: datetime, *, warn_after_days: int) -> datetime:
    """When the author of an untouched draft is warned, in UTC. Raises ValueError for a naive moment."""
    return _instant(last_saved) + timedelta(days=warn_after_days)


def abandoned_erase_at(last_saved: datetime, *, erase_after_days: int) -> datetime:
    """When an untouched draft is erased, in UTC. Raises ValueError for a naive moment."""
    return _instant(last_saved) + timedelta(days=erase_after_days)


def _shifted(day: date, days: int, working_days: bool) -> date:
    """The day that many days later, or earlier; working days are counted without the first day."""
    if not working_days:
        return day + timedelta(days=days)
    step = _ONE if days > 0 else -_ONE
    for _ in range(abs(days)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def _instant(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone: when it is cannot be told")
    return moment.astimezone(UTC)
