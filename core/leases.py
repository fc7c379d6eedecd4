"""One at a time, on however many machines: for jobs of others, which take no care of it themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from core.models import Lease


@contextmanager
def lease(name: str, *, now: datetime, length: timedelta) -> Iterator[bool]:
    """Whether the job is ours now. It is nobody's again at the end, or after `length` should we not get there."""
    Lease.objects.get_or_create(name=name, defaults={"until": now})
    ours = bool(Lease.objects.filter(name=name, until__lte=now).update(until=now + length))
    try:
        yield ours
    finally:
        if ours:
            Lease.objects.filter(name=name, until=now + length).update(until=now)


def once_every(length: timedelta, name: str, *, now: datetime) -> bool:
    """Whether the job is to be done now: it has not been begun for that long."""
    Lease.objects.get_or_create(name=name, defaults={"until": now})
    return bool(Lease.objects.filter(name=name, until__lte=now).update(until=now + length))
