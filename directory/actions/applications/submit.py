"""Submitting a file (rules F2, F4, L4), and withdrawing it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format

from core.errors import RuleViolation
from core.rules import blocking
from directory.actions.applications.history import advance, ensure_possible, locked, note
from directory.applications.findings import findings_for
from directory.models import ActorKind, Application
from directory.notifications.sending import tell_applicant
from directory.rules.deadlines import decision_due
from directory.rules.listing import civil_day
from directory.rules.states import Status, Step


@transaction.atomic
def submit(application: Application, *, now: datetime) -> Application:
    """Hand the file in, and acknowledge it at once. The days for a decision start now, also after a correction.

    Raises StepImpossible, and RuleViolation with everything that stops it.
    """
    stored = locked(application)
    ensure_possible(stored, Step.SUBMIT)
    if refused := blocking(findings_for(stored, today=civil_day(now))):
        raise RuleViolation(refused)
    is_first = advance(stored, Step.SUBMIT) is Status.DRAFT
    stored.submitted_at = stored.submitted_at or now
    stored.complete_since = now
    stored.decision_due_on = decision_due(now, working_days=settings.BALISE_DECISION_WORKING_DAYS)
    stored.warned_due_at = stored.warned_late_at = None
    stored.save()
    stored.human_checks.all().delete()  # what they were ticked for may have changed
    message = "Dossier déposé." if is_first else "Dossier corrigé et déposé de nouveau."
    note(stored, Step.SUBMIT, now=now, actor=ActorKind.APPLICANT, message=message)
    tell_applicant(stored, "submitted", due=date_format(stored.decision_due_on, "j F Y"))
    return stored


@transaction.atomic
def withdraw(application: Application, *, now: datetime) -> Application:
    """Take the file back. Raises StepImpossible."""
    stored = locked(application)
    ensure_possible(stored, Step.WITHDRAW)
    advance(stored, Step.WITHDRAW)
    stored.decision_due_on = None
    stored.save()
    note(stored, Step.WITHDRAW, now=now, actor=ActorKind.APPLICANT, message="Dossier retiré à votre demande.")
    tell_applicant(stored, "withdrawn")
    return stored
