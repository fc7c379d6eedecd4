"""Rules F7 and F8: from which day a profile is published, and on its regions' pages.

Days are civil days of Europe/Paris, whatever the profile's own region: the portal has one calendar.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY = 2  # as date.weekday() counts


def civil_day(moment: datetime, zone: tzinfo = PARIS) -> date:
    """The day on the calendar at an aware moment. Raises ValueError for a naive one."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone: which day it is cannot be told")
    return moment.astimezone(zone).date()


def publication_day(activated_at: datetime, zone: tzinfo = PARIS) -> date:
    """Rule F7: the day after the account was activated."""
    return civil_day(activated_at, zone) + timedelta(days=1)


def publication_moment(activated_at: datetime, zone: tzinfo = PARIS) -> datetime:
    """Rule F7: the first moment of that day."""
    return datetime.combine(publication_day(activated_at, zone), time.min, zone)


def regionally_listed_from(published_on: date) -> date:
    """Rule F8: the first Wednesday strictly after the day of publication; a week later for a Wednesday.

    Raises OverflowError in the last week of the year 9999.
    """
    if isinstance(published_on, datetime):
        raise TypeError("a day is expected: civil_day() tells which one a moment is on")
    return published_on + timedelta(days=(WEDNESDAY - published_on.weekday() - 1) % 7 + 1)


def is_regionally_listed(published_on: date, on: date) -> bool:
    """Rule F8: whether a profile is on its regions' pages on the day `on`."""
    return on >= regionally_listed_from(published_on)
