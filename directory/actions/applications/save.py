"""Saving a file: whatever is given, whatever is missing (rule F1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from directory.actions.applications.history import ensure_possible, locked
from directory.applications import outside
from directory.applications.content import content_of
from directory.errors import UploadUnknown, VersionConflict
from directory.models import Application, Upload, UploadKind
from directory.rules.states import Step

_UPLOADS = {"photo": UploadKind.PICTURE, "letter": UploadKind.LETTER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a save gives. What is not in a mapping stays as it is; None clears.

    `content` is by field of `Content`; `uploads` by «photo» and «letter», with the id of an upload; `charter` is the
    version whose box was ticked, «» when it was unticked, None when nothing was said of it.
    """

    content: Mapping[str, Any] = field(default_factory=dict)
    uploads: Mapping[str, str | None] = field(default_factory=dict)
    charter: str | None = None


@transaction.atomic
def save(
    application: Application,
    *,
    changes: Changes,
    expected_version: int | None,
    now: datetime,
    address: str | None = None,
) -> Application:
    """Save what is given and return the file. `address` is where the request came from, kept with the charter.

    Raises VersionConflict, whose `current` is the newer state, when the file is not at the expected version;
    StepImpossible once it was submitted; UploadUnknown.
    """
    stored = locked(application)
    ensure_possible(stored, Step.SAVE)
    if expected_version is not None and expected_version != stored.version:
        raise VersionConflict(stored)
    before = _state(stored)
    stored.content = content_of(stored).changed(changes.content).as_json()
    for name, upload in changes.uploads.items():
        setattr(stored, name, None if upload is None else _upload(stored, name, upload))
    _note_charter(stored, changes.charter, address, now)
    if _state(stored) == before:
        return stored
    stored.version += 1
    stored.saved_at = now
    stored.warned_abandoned_at = None
    stored.note_for_lists()
    stored.save()
    outside.note(content_of(stored), now=now)
    return stored


def _state(application: Application) -> tuple[Any, ...]:
    return (
        application.content,
        application.photo_id,
        application.letter_id,
        application.charter_version,
        application.charter_accepted_at,
    )


def _upload(application: Application, name: str, given: str) -> Upload:
    try:
        pk = UUID(given)
    except ValueError:
        raise UploadUnknown(name) from None
    found = Upload.objects.filter(pk=pk, kind=_UPLOADS[name], application=application).first()
    if found is None:
        raise UploadUnknown(name)
    return found


def _note_charter(application: Application, version: str | None, address: str | None, now: datetime) -> None:
    """Keep when and from where the box was ticked first; saying so again changes nothing (rule L4)."""
    if version is None or (version == application.charter_version and application.charter_accepted_at):
        return
    application.charter_version = version[:20]
    application.charter_accepted_at = now if version else None
    application.charter_accepted_from = address if version else None
