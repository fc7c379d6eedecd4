"""Reading one's own profile: its draft, where it stands, what a reviewer said of it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from wagtail.models import TaskState, WorkflowState

from directory.models import ActivatorProfile
from directory.rules.own_profile import ProfileStatus, profile_status

if TYPE_CHECKING:
    from accounts.models import User


def profile_of(user: User) -> ActivatorProfile | None:
    """The profile that the account is of, as the public has it; None for everybody else."""
    return ActivatorProfile.objects.filter(account_id=user.pk).select_related("organisation", "photo").first()


def draft_of(profile: ActivatorProfile) -> ActivatorProfile:
    """The profile as it was saved last, whoever did; in memory only."""
    draft: ActivatorProfile = profile.get_latest_revision_as_object()
    return draft


def version_of(profile: ActivatorProfile) -> int:
    """A number below 2³¹ that changes with every save, whoever saves.

    Not the id of the revision: Wagtail's editor saves by itself into the revision that it has made before.
    """
    at = profile.latest_revision_created_at
    state = f"{profile.latest_revision_id} {at.isoformat() if at else ''}"
    return int.from_bytes(hashlib.sha256(state.encode()).digest()[:4]) >> 1


def own_status(profile: ActivatorProfile, *, now: datetime) -> ProfileStatus:
    return profile_status(
        standing=profile.standing,
        is_live=profile.live,
        in_review=review_of(profile, WorkflowState.STATUS_IN_PROGRESS) is not None,
        has_draft=profile.has_unpublished_changes,
    )


def review_of(profile: ActivatorProfile, status: str) -> WorkflowState | None:
    """The review of the profile that stands there; there is one open review at most."""
    found: WorkflowState | None = WorkflowState.objects.for_instance(profile).filter(status=status).first()
    return found


def request_of_reviewer(profile: ActivatorProfile) -> str | None:
    """What a reviewer asked for when they sent the changes back, perhaps without a word; None when nobody did."""
    state = review_of(profile, WorkflowState.STATUS_NEEDS_CHANGES)
    if state is None:
        return None
    task = state.current_task_state
    return str(task.comment) if task and task.status == TaskState.STATUS_REJECTED else ""
