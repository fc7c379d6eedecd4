"""What reviewers leave on a file besides decisions: notes for each other, and that they have it open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from directory.actions.applications.history import locked
from directory.errors import NoteEmpty
from directory.models import ApplicationReader, ReviewNote

if TYPE_CHECKING:
    from accounts.models import User
    from directory.models import Application

EVERY = timedelta(seconds=30)  # a reader is noted again


@transaction.atomic
def add_note(application: Application, *, text: str, by: User, now: datetime) -> ReviewNote:
    """Leave a note that no applicant ever reads. Raises NoteEmpty."""
    if not text.strip():
        raise NoteEmpty
    return ReviewNote.objects.create(application=locked(application), by=by, at=now, text=text.strip())


def note_reader(application: Application, *, by: User, now: datetime) -> None:
    """Note that somebody has the file open, unless that was noted a moment ago."""
    known = ApplicationReader.objects.filter(application=application, user=by)
    seen_at = known.values_list("seen_at", flat=True).first()
    if seen_at is None:
        ApplicationReader.objects.get_or_create(application=application, user=by, defaults={"seen_at": now})
    elif seen_at < now - EVERY:
        known.update(seen_at=now)
