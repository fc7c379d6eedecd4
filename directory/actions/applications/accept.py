"""Accepting a file: its profile is made, as a draft, and its author is sent the way to activate the account."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from core.errors import RuleViolation
from core.rules import blocking
from directory.actions.applications.history import advance, ensure_not_own, ensure_possible, locked, note
from directory.applications.findings import address_findings, findings_for
from directory.applications.keys import new_activation_key, revoke
from directory.applications.profiles import make_profile
from directory.errors import BoxesMissing
from directory.models import ActorKind, Application, KeyPurpose
from directory.notifications.sending import activation_link, tell_applicant
from directory.rules.commitment import HUMAN_BOXES
from directory.rules.listing import civil_day
from directory.rules.states import Step

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def accept(application: Application, *, by: User, now: datetime) -> Application:
    """Accept the file.

    Raises OwnFile, StepImpossible, BoxesMissing (rule L3), and RuleViolation for what stops a submission too, or
    when the name gives no address and nobody has chosen one (rules S2, S9).
    """
    stored = locked(application)
    ensure_not_own(stored, by)
    ensure_possible(stored, Step.ACCEPT)
    ticked = set(stored.human_checks.values_list("box", flat=True))
    if missing := [box.label for box in HUMAN_BOXES if box.id not in ticked]:
        raise BoxesMissing(missing)
    if refused := blocking([*findings_for(stored, today=civil_day(now)), *address_findings(stored)]):
        raise RuleViolation(refused)
    stored.profile = make_profile(stored, by=by)
    advance(stored, Step.ACCEPT)
    stored.decided_at = now
    stored.decision_due_on = None
    stored.save()
    note(stored, Step.ACCEPT, now=now, actor=ActorKind.REVIEWER, by=by, message="Dossier accepté.")
    tell_applicant(stored, "accepted", link=activation_link(new_activation_key(stored, now=now)))
    return stored


@transaction.atomic
def resend_activation(application: Application, *, now: datetime, by: User | None = None) -> None:
    """Send a new link to activate the account; those before are void. `by` is the reviewer, if one sends it.

    Raises StepImpossible, and OwnFile for the reviewer's own.
    """
    stored = locked(application)
    if by is not None:
        ensure_not_own(stored, by)
    ensure_possible(stored, Step.RESEND_ACTIVATION)
    actor = ActorKind.APPLICANT if by is None else ActorKind.REVIEWER
    note(stored, Step.RESEND_ACTIVATION, now=now, actor=actor, by=by, message="Nouveau lien d’activation envoyé.")
    tell_applicant(stored, "activation", link=activation_link(new_activation_key(stored, now=now)))


def close_links(application: Application, *, now: datetime) -> None:
    """Have no link of the file open anything any more."""
    for purpose in KeyPurpose.values:
        revoke(application, purpose, now=now)
