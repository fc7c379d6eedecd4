"""How far the demo's clock is ahead: kept in the data folder, so that it stays ahead when the demo starts again.

It only ever goes forward. What asks for it is what time does by itself (`cms.tick`); everything that people do happens
at the real moment.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

FILE = ".balise-demo.shift"  # seconds, in digits
AFTER_MIDNIGHT = time(0, 5)  # profiles are published at midnight (rule F7)
MOST = timedelta(days=3650)


def shift() -> timedelta:
    """How far ahead the clock is; nothing where the file is missing or not ours."""
    try:
        return _parsed(_file().read_text())
    except OSError:
        return timedelta()


def now() -> datetime:
    """What the demo's clock says."""
    return timezone.now() + shift()


def by_days(days: int) -> Callable[[datetime], datetime]:
    """A move: so many days on. Raises ValueError unless it is forward."""
    if days < 1:
        raise ValueError("the clock goes forward, by one day at least")
    return lambda moment: moment + timedelta(days=days)


def over_night(moment: datetime) -> datetime:
    """A move: to five past midnight, in Paris."""
    tomorrow = timezone.localdate(moment) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, AFTER_MIDNIGHT))


def move(move_on: Callable[[datetime], datetime], *, real: datetime) -> datetime:
    """Move the clock on and return what it says then. Two moves at once are made one after the other."""
    with _file().open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        ahead = min(move_on(real + _parsed(file.read())) - real, MOST)
        file.seek(0)
        file.truncate()
        file.write(str(round(ahead.total_seconds())))
    return real + ahead


def described(ahead: timedelta, *, real: datetime) -> str:
    """How far ahead, in French: by days of the calendar, or by hours within one day; «» when it is not ahead."""
    days = (timezone.localdate(real + ahead) - timezone.localdate(real)).days
    hours = round(ahead.total_seconds() / 3600)
    if days:
        return f"{days}\u00a0jour{'s' if days > 1 else ''}"
    return f"{hours}\u00a0heure{'s' if hours > 1 else ''}" if hours else ""


def _file() -> Path:
    return Path(settings.BALISE_DATA_DIR) / FILE


def _parsed(text: str) -> timedelta:
    is_number = text.isascii() and text.isdigit() and len(text) < 12
    return min(timedelta(seconds=int(text)), MOST) if is_number else timedelta()
