"""Giving up a draft: back to what the public sees."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.models import WorkflowState

from directory.actions.own_profile.common import locked
from directory.errors import NothingToReview
from directory.models import ActivatorProfile
from directory.own_profile import review_of

if TYPE_CHECKING:
    from accounts.models import User

DISCARDED = "balise.profile.draft_discarded"


@transaction.atomic
def discard_draft(profile: ActivatorProfile, *, expected_version: int, by: User, now: datetime) -> ActivatorProfile:
    """Make the public version the draft again; before the first publication, the version that was accepted.

    What is given up stays in the profile's history. A review of it is over. Raises NotOwner, NotEditable,
    VersionConflict, and NothingToReview without a draft.
    """
    stored = locked(profile, expected_version=expected_version, by=by)
    if not stored.has_unpublished_changes:
        raise NothingToReview
    for status in (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES):
        if review := review_of(stored, status):
            review.cancel(user=by)
    back = stored
    if not stored.live:
        accepted = stored.revisions.exclude(user_id=by.pk).order_by("-created_at", "-pk").first()
        back = accepted.as_object() if accepted else stored
    back.save_revision(user=by, changed=False, log_action=DISCARDED, clean=False)
    if stored.live:
        ActivatorProfile.objects.filter(pk=stored.pk).update(has_unpublished_changes=False)
    return ActivatorProfile.objects.get(pk=profile.pk)
