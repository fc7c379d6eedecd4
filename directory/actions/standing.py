"""Suspending an activator, noting that one has left, and taking either back.

Who may do so is for the caller to know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Revision

from core.errors import PublicationRefused
from core.publication import last_published_revision
from directory.errors import AlreadySo, NotPublishable, ReasonMissing
from directory.models import ActivatorProfile, Standing
from directory.notifications.standing import tell_reinstated, tell_withdrawn
from directory.standing import standing_of

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

SUSPENDED = "balise.profile.suspended"
LEFT = "balise.profile.left"
REINSTATED = "balise.profile.reinstated"


def suspend(profile: ActivatorProfile, *, by: User | None, reason: str, now: datetime) -> None:
    """Take the profile off the portal until it is reinstated. Raises ReasonMissing, AlreadySo."""
    _withdraw(profile, Standing.SUSPENDED, SUSPENDED, by=by, reason=reason, now=now)


def leave(profile: ActivatorProfile, *, by: User | None, reason: str, now: datetime) -> None:
    """Note that the activator has left the programme. Raises ReasonMissing, AlreadySo."""
    _withdraw(profile, Standing.LEFT, LEFT, by=by, reason=reason, now=now)


@transaction.atomic
def _withdraw(
    profile: ActivatorProfile, standing: Standing, action: str, *, by: User | None, reason: str, now: datetime
) -> None:
    stored = _check(profile, standing, reason)
    before = standing_of(stored, now=now)
    was_public = stored.live or (stored.standing != Standing.ACTIVE and stored.was_public)
    _set(profile, standing, was_public=was_public, now=now)
    Revision.page_revisions.filter(object_id=str(profile.pk)).update(approved_go_live_at=None)
    if stored.live:  # perhaps since `profile` was read
        for name in ("standing", "standing_since", "was_public"):
            setattr(stored, name, getattr(profile, name))
        UnpublishPageAction(stored, user=by).execute(skip_permission_checks=True)
        profile.live = False
    log(profile, action, user=by, data={"reason": reason.strip(), "at": now.isoformat()})
    tell_withdrawn(stored, standing, before=before, now=now)


@transaction.atomic
def reinstate(profile: ActivatorProfile, *, by: User | None, reason: str, now: datetime) -> None:
    """Make the activator one again, and publish the version that was public when they left the portal.

    Raises ReasonMissing, AlreadySo, and NotPublishable when that version no longer satisfies the rules.
    """
    was_public = _check(profile, Standing.ACTIVE, reason).was_public
    _set(profile, Standing.ACTIVE, was_public=False, now=now)
    log(profile, REINSTATED, user=by, data={"reason": reason.strip(), "at": now.isoformat()})
    public = last_published_revision(profile) if was_public else None
    try:
        if public is not None:
            public.publish(user=by, skip_permission_checks=True)
    except PublicationRefused as refusal:
        raise NotPublishable(str(refusal)) from refusal
    tell_reinstated(ActivatorProfile.objects.get(pk=profile.pk), now=now)


def _check(profile: ActivatorProfile, standing: Standing, reason: str) -> ActivatorProfile:
    """The stored profile, locked."""
    if not reason.strip():
        raise ReasonMissing
    stored = ActivatorProfile.objects.select_for_update().get(pk=profile.pk)
    if stored.standing == standing:
        raise AlreadySo(standing.label)
    return stored


def _set(profile: ActivatorProfile, standing: Standing, *, was_public: bool, now: datetime) -> None:
    profile.standing, profile.standing_since, profile.was_public = standing, now, was_public
    ActivatorProfile.objects.filter(pk=profile.pk).update(standing=standing, standing_since=now, was_public=was_public)
