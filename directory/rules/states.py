"""The life of a file (rules F1, F3, F5 to F7): which step is possible when, and where it leads.

DRAFT → SUBMITTED → (NEEDS_CORRECTION → SUBMITTED)* → ACCEPTED → ACTIVATED → PUBLISHED, or REFUSED, or WITHDRAWN.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where a file stands."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    NEEDS_CORRECTION = "NEEDS_CORRECTION"
    ACCEPTED = "ACCEPTED"
    ACTIVATED = "ACTIVATED"
    PUBLISHED = "PUBLISHED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


STATUS_LABELS: Mapping[Status, str] = {
    Status.DRAFT: "Brouillon",
    Status.SUBMITTED: "Déposé",
    Status.NEEDS_CORRECTION: "À corriger",
    Status.ACCEPTED: "Accepté",
    Status.ACTIVATED: "Compte activé",
    Status.PUBLISHED: "Publié",
    Status.REFUSED: "Refusé",
    Status.WITHDRAWN: "Retiré",
}


class Step(StrEnum):
    """What can be done to a file; also how its history names it."""

    START = "START"
    SAVE = "SAVE"
    SUBMIT = "SUBMIT"
    WITHDRAW = "WITHDRAW"
    REQUEST_CORRECTION = "REQUEST_CORRECTION"
    ACCEPT = "ACCEPT"
    REFUSE = "REFUSE"
    CHANGE_CATEGORY = "CHANGE_CATEGORY"
    CORRECT_ADDRESS = "CORRECT_ADDRESS"
    RESEND_ACTIVATION = "RESEND_ACTIVATION"
    ACTIVATE = "ACTIVATE"
    RESCHEDULE = "RESCHEDULE"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True)
class Transition:
    """From which statuses a step is possible, and where it leads; None where the file stays where it is."""

    sources: frozenset[Status]
    target: Status | None = None


def _from(*sources: Status, to: Status | None = None) -> Transition:
    return Transition(frozenset(sources), to)


TRANSITIONS: Mapping[Step, Transition] = {
    Step.SAVE: _from(Status.DRAFT, Status.NEEDS_CORRECTION),
    Step.SUBMIT: _from(Status.DRAFT, Status.NEEDS_CORRECTION, to=Status.SUBMITTED),
    Step.WITHDRAW: _from(Status.DRAFT, Status.SUBMITTED, Status.NEEDS_CORRECTION, to=Status.WITHDRAWN),
    Step.REQUEST_CORRECTION: _from(Status.SUBMITTED, to=Status.NEEDS_CORRECTION),
    Step.ACCEPT: _from(Status.SUBMITTED, to=Status.ACCEPTED),
    Step.REFUSE: _from(Status.SUBMITTED, to=Status.REFUSED),
    Step.CHANGE_CATEGORY: _from(Status.SUBMITTED),
    Step.CORRECT_ADDRESS: _from(Status.SUBMITTED),
    Step.RESEND_ACTIVATION: _from(Status.ACCEPTED),
    Step.ACTIVATE: _from(Status.ACCEPTED, to=Status.ACTIVATED),
    Step.RESCHEDULE: _from(Status.ACTIVATED),
    Step.PUBLISH: _from(Status.ACTIVATED, to=Status.PUBLISHED),
}


def is_possible(step: Step, status: Status) -> bool:
    """Whether the step can be taken of a file that stands there. A file is started only once: out of nothing."""
    return step in TRANSITIONS and status in TRANSITIONS[step].sources


def after(step: Step, status: Status) -> Status:
    """Where the file stands after the step. Raises ValueError when it is not possible."""
    if not is_possible(step, status):
        raise ValueError(f"{step} is not possible from {status}")
    return TRANSITIONS[step].target or status
