"""The steps' common ground: the file, locked; the check that the step is possible; the line it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from directory.errors import OwnFile, StepImpossible
from directory.models import ActorKind, Application, ApplicationEvent
from directory.rules.states import STATUS_LABELS, Status, Step, after, is_possible

if TYPE_CHECKING:
    from accounts.models import User


def locked(application: Application) -> Application:
    """The file as it is stored now; nobody else changes it before the transaction is over."""
    rows = Application.objects.select_for_update(of=("self",))
    return rows.select_related("photo", "letter", "profile").get(pk=application.pk)


def ensure_possible(application: Application, step: Step) -> None:
    """Raise StepImpossible unless the step can be taken of the file where it stands."""
    if not is_possible(step, application.state):
        raise StepImpossible(STATUS_LABELS[application.state])


def ensure_not_own(application: Application, by: User) -> None:
    """Raise OwnFile when the reviewer is the applicant: by the file's address, the profile's, or the account."""
    addresses = {application.email.casefold(), str(application.content.get("email", "")).casefold()}
    is_account = application.profile is not None and application.profile.account_id == by.pk
    if is_account or (by.email and by.email.casefold() in addresses):
        raise OwnFile


def advance(application: Application, step: Step) -> Status:
    """Move the file on; the caller saves it."""
    before = application.state
    application.status = str(after(step, before))
    application.version += 1
    return before


def note(
    application: Application,
    step: Step,
    *,
    now: datetime,
    actor: ActorKind,
    by: User | None = None,
    message: str = "",
    codes: Sequence[str] = (),
    reason: str = "",
) -> ApplicationEvent:
    """Write a line of the history. `message` is for the applicant, `reason` for reviewers only."""
    return ApplicationEvent.objects.create(
        application=application,
        at=now,
        event=str(step),
        actor=actor,
        by=by,
        message=message,
        codes=list(codes),
        reason=reason,
    )
