"""Saving a draft of one's own profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.db import transaction

from directory.actions.own_profile.common import cancel_review, locked
from directory.actions.own_profile.values import stored_values
from directory.errors import ValuesRefused
from directory.models import ActivatorProfile
from directory.own_profile import draft_of
from directory.rules.own_profile import CHOICES, PHOTO, POINT, RICH_TEXTS
from directory.texts import from_rich_text
from directory.uploads.photos import alt_of, portal_image

if TYPE_CHECKING:
    from accounts.models import User
    from directory.models import Upload


@transaction.atomic
def save_draft(
    profile: ActivatorProfile, *, changes: Mapping[str, Any], expected_version: int, by: User, now: datetime
) -> ActivatorProfile:
    """Save what is given over the last draft, and return the profile as it is stored now.

    `changes` is by field of the model (`rules.own_profile.OWN_FIELDS`); what is not in it stays as it is, None and «»
    clear. Texts are plain or simple HTML; themes and sectors are slugs, regions and departments codes or slugs; the
    photo is an Upload of the account, or its id. The public page stays as it is. A review that was going on is over:
    the draft has to be submitted again. Saving what is saved already does nothing.

    Raises NotOwner, NotEditable, VersionConflict, NotYours for a field that would change and is not theirs,
    ValuesRefused for values that no draft can hold, UploadUnknown; and then saves nothing. What is only wrong by the
    rules is saved, and said by `findings`.
    """
    stored = locked(profile, expected_version=expected_version, by=by)
    draft = draft_of(stored)
    values, problems = stored_values(draft, changes)
    if problems:
        raise ValuesRefused(problems)
    if not _apply(draft, values, by=by):
        return stored
    cancel_review(stored, by=by)
    draft.minimal_clean()
    draft.save_revision(user=by, log_action=True, clean=False)
    return ActivatorProfile.objects.get(pk=profile.pk)


def _apply(draft: ActivatorProfile, values: Mapping[str, Any], *, by: User) -> bool:
    """Put the values into the draft; whether that changes anything."""
    changed = [name for name, value in values.items() if not _is_there(draft, name, value)]
    for name in changed:
        if name in CHOICES:
            getattr(draft, name).set(values[name])
        elif name == PHOTO:
            draft.photo = _picture(draft, values[PHOTO], by=by)
        elif name not in POINT:
            setattr(draft, name, values[name])
    if set(changed) & set(POINT):
        _move(draft, {name: values.get(name, getattr(draft, name)) for name in POINT})
    return bool(changed)


def _is_there(draft: ActivatorProfile, name: str, value: Any) -> bool:
    before = getattr(draft, name)
    if name in CHOICES:
        return {row.pk for row in before.all()} == {row.pk for row in value}
    if name in RICH_TEXTS:
        return from_rich_text(before) == value
    if name == PHOTO:
        return value is None and before is None
    return bool(before == value)


def _picture(draft: ActivatorProfile, upload: Upload | None, *, by: User) -> Any:
    """The picture of the draft. Its title is the name of its file, which rule W10 looks at."""
    if upload is None:
        return None
    return portal_image(upload, title=PurePath(upload.name).stem, alt=alt_of(draft.display_name), by=by)


def _move(draft: ActivatorProfile, point: Mapping[str, float | None]) -> None:
    """Put it at the point, the exact one of its address; without one, have one found again."""
    latitude, longitude = point["latitude"], point["longitude"]
    if latitude is None or longitude is None:
        draft.latitude = draft.longitude = None
        draft.located_for = draft.precision = ""
    else:
        draft.place(latitude, longitude)
