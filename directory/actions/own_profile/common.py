"""The actions' common ground: the profile, locked; whether it is theirs to change; its review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import WorkflowState

from directory.errors import NotEditable, NotOwner, VersionConflict
from directory.models import ActivatorProfile, Standing
from directory.own_profile import review_of, version_of

if TYPE_CHECKING:
    from accounts.models import User

_WHY = {
    Standing.SUSPENDED: (
        "Votre fiche est suspendue : elle ne se modifie plus pour le moment. Vous pouvez toujours télécharger vos "
        "données ou effacer votre compte."
    ),
    Standing.LEFT: (
        "Votre départ est noté : votre fiche ne se modifie plus. Vous pouvez toujours télécharger vos données ou "
        "effacer votre compte."
    ),
}
_LOCKED = "L’équipe du portail a verrouillé votre fiche : vous pourrez la modifier dès qu’elle l’aura déverrouillée."


def locked(profile: ActivatorProfile, *, expected_version: int, by: User) -> ActivatorProfile:
    """The profile as it is stored now; nobody else changes it before the transaction is over.

    Raises NotOwner, NotEditable, and VersionConflict, whose `current` is the profile as it is stored.
    """
    stored = ActivatorProfile.objects.select_for_update().filter(pk=profile.pk).first()
    if stored is None or stored.account_id is None or stored.account_id != by.pk:
        raise NotOwner
    if why := why_not_editable(stored):
        raise NotEditable(why)
    if version_of(stored) != expected_version:
        raise VersionConflict(stored)
    return stored


def why_not_editable(profile: ActivatorProfile) -> str:
    """Why its owner cannot change the profile now, in French; «» when they can."""
    if profile.locked:
        return _LOCKED
    return _WHY.get(Standing(profile.standing), "")


def cancel_review(profile: ActivatorProfile, *, by: User) -> bool:
    """Take the profile out of review; whether it was in one."""
    state = review_of(profile, WorkflowState.STATUS_IN_PROGRESS)
    if state is None:
        return False
    state.cancel(user=by)
    return True
