"""Activators with a charter to accept, for tests of what they are told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from directory.models import ActivatorProfile, Charter, CharterAcceptance
from directory.rules.listing import PARIS
from directory.rules.states import Status
from tests.factories.files import make_file

BEGUN = datetime(2026, 11, 2, 10, tzinfo=PARIS)
NEW = "2026-2"
LAST_DAY = date(2026, 12, 31)


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=PARIS)


def activator(email: str = "camille@exemple.example", *, now: datetime = BEGUN, **draft: Any) -> ActivatorProfile:
    """In activity, with the charter of their file."""
    profile = make_file(Status.PUBLISHED, email=email, now=now, **draft).profile
    assert profile is not None
    return stored(profile)


def new_charter(version: str = NEW, day: date = date(2026, 12, 1), until: date = LAST_DAY) -> Charter:
    return Charter.objects.create(version=version, in_force_from=day, accept_until=until, text="<p>Autre.</p>")


def accept(profile: ActivatorProfile, at: datetime, version: str = NEW) -> None:
    CharterAcceptance.objects.create(profile=profile, version=version, accepted_at=at)


def stored(profile: ActivatorProfile) -> ActivatorProfile:
    return ActivatorProfile.objects.get(pk=profile.pk)
