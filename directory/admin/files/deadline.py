"""How the days that are left for a decision are said (rule F4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from directory.rules.deadlines import days_left, warning_due
from directory.rules.states import Status

if TYPE_CHECKING:
    from datetime import date

    from directory.models import Application

LATE, SOON, CALM = "late", "soon", "calm"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The days left; `urgency` is how they are marked."""

    days: int
    urgency: str

    @property
    def text(self) -> str:
        number = abs(self.days)
        days = f"{number} jour" if number == 1 else f"{number} jours"
        if self.urgency == LATE:
            return f"en retard de {days}"
        return days if number else "dernier jour"


def deadline_of(application: Application, *, today: date) -> Deadline | None:
    """Of a file that waits for a decision; None for the others."""
    due = application.decision_due_on
    if due is None or application.state is not Status.SUBMITTED:
        return None
    working_days = settings.BALISE_DECISION_WORKING_DAYS
    left = days_left(due, today, working_days=working_days)
    if left < 0:
        return Deadline(left, LATE)
    return Deadline(left, SOON if today >= warning_due(due, working_days=working_days) else CALM)
