"""Asking for the review of a draft."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import WorkflowState

from core.errors import RuleViolation
from core.rules import blocking
from directory.actions.own_profile.common import locked
from directory.errors import AlreadySo, NothingToReview, NotYetPublic, Problem, ReviewUnavailable, ValuesRefused
from directory.models import ActivatorProfile
from directory.own_profile import draft_of, review_of
from directory.rules.states import Status

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def submit_draft(profile: ActivatorProfile, *, expected_version: int, by: User, now: datetime) -> ActivatorProfile:
    """Hand the draft to the reviewers, who are told; return the profile as it is stored now.

    Raises NotOwner, NotEditable, VersionConflict; AlreadySo while it is in review; NothingToReview without a draft;
    NotYetPublic before the first publication, which is of what was accepted (rule F7); RuleViolation for what would
    stop its publication; ReviewUnavailable when the portal has no workflow for profiles.
    """
    stored = locked(profile, expected_version=expected_version, by=by)
    if review_of(stored, WorkflowState.STATUS_IN_PROGRESS):
        raise AlreadySo("en relecture")
    if not stored.has_unpublished_changes:
        raise NothingToReview
    if _waits_for_first_publication(stored):
        raise NotYetPublic
    draft = draft_of(stored)
    _ensure_publishable(draft)
    if sent_back := review_of(stored, WorkflowState.STATUS_NEEDS_CHANGES):
        sent_back.resume(user=by)
    elif workflow := stored.get_workflow():
        workflow.start(draft, by)
    else:
        raise ReviewUnavailable
    return ActivatorProfile.objects.get(pk=profile.pk)


def _waits_for_first_publication(profile: ActivatorProfile) -> bool:
    """Whether it is still to be published as it was accepted: a reviewer's yes would publish it before its day."""
    application = getattr(profile, "application", None)
    return not profile.live and application is not None and application.state is Status.ACTIVATED


def _ensure_publishable(draft: ActivatorProfile) -> None:
    if refused := blocking(draft.findings()):
        raise RuleViolation(refused)
    try:  # what the columns ask besides: a reviewer's yes must not fail on it
        draft.full_clean()
    except ValidationError as wrong:
        raise ValuesRefused(
            [
                Problem(() if field == "__all__" else (field,), "INVALID", " ".join(messages))
                for field, messages in wrong.message_dict.items()
            ]
        ) from wrong
