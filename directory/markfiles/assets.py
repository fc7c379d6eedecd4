"""Which files of the marks a person is given now (rules B3, B4 and B6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.addresses import media_url
from directory.markfiles.addresses import expiry, signed_path
from directory.models import MarkFile
from directory.rules.marks import Mark, Verdict, decide
from directory.standing import standing_of

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

MOST = 100  # files of one answer; a mark has a handful


@dataclass(frozen=True, slots=True)
class BrandAsset:
    """A file, and the address under which one person downloads it until `expires_at`."""

    file: MarkFile
    url: str
    expires_at: datetime


def marks_of(user: User, *, now: datetime) -> list[Mark]:
    """The marks that somebody may use at this moment; what the rules do not say is a no (rule B5)."""
    holder = standing_of(user, now=now).holder
    return [mark for mark in Mark if decide(mark, holder).verdict is Verdict.ALLOWED]


def assets_of(user: User, *, now: datetime) -> list[BrandAsset]:
    """The files that somebody may download now, newest version first; one statement besides those of standing."""
    marks = marks_of(user, now=now)
    if not marks:
        return []
    files = MarkFile.objects.offered().filter(mark__code__in=marks).select_related("mark")
    until = expiry(now)
    return [
        BrandAsset(file, media_url(signed_path(file, user=user, expires_at=until)), until)
        for file in files.order_by("mark_id", "title", "-uploaded_at", "format")[:MOST]
    ]
