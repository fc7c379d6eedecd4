"""One screen per file: what it says, what the rules say of it, and what a reviewer can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.addresses import public_url
from core.visibility import PublicScope
from directory.actions.applications.review import note_reader
from directory.admin.files.access import file_or_404, may_decide, reviewer
from directory.admin.files.deadline import deadline_of
from directory.admin.files.facts import register_of, sections_of
from directory.admin.files.findings import grouped
from directory.admin.files.forms import NoteForm
from directory.admin.files.history import label_of, who
from directory.admin.files.queue import name_of
from directory.admin.files.steps import STEPS, ReviewStep, is_own, obstacle
from directory.admin.files.taking import breadcrumbs
from directory.applications.content import candidate_of
from directory.applications.duplicates import duplicates_of
from directory.applications.findings import address_findings, expected_slug, findings_for
from directory.applications.selectors import others_reading
from directory.markfiles.likeness import photo_findings
from directory.rules.commitment import HUMAN_BOXES, HumanBox
from directory.rules.completeness import completeness
from directory.rules.states import Status
from directory.selectors import directory_path

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from accounts.models import User
    from core.rules import Finding
    from directory.models import Application, ApplicationEvent, HumanCheck


@dataclass(frozen=True, slots=True)
class Offered:
    """A step, and why it cannot be taken now; empty when it can."""

    step: ReviewStep
    why_not: str


@dataclass(frozen=True, slots=True)
class Box:
    """A human box, and who has ticked it when."""

    box: HumanBox
    check: HumanCheck | None

    @property
    def by(self) -> str:
        return name_of(self.check.by) if self.check else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history."""

    event: ApplicationEvent
    label: str
    who: str


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen of a file."""
    user = reviewer(request)
    application = file_or_404(pk)
    now = timezone.now()
    note_reader(application, by=user, now=now)
    return TemplateResponse(request, "directory/admin/files/file.html", context_of(application, user, now=now))


def context_of(
    application: Application, user: User, *, now: datetime, note_form: NoteForm | None = None
) -> dict[str, Any]:
    """Everything that the screen shows; its number of statements does not grow with the file."""
    today = timezone.localdate(now)
    naming = address_findings(application)
    findings = [*findings_for(application, today=today), *naming, *photo_findings(application.photo)]
    candidate = candidate_of(application)
    events = list(application.events.select_related("by"))
    checks = {check.box: check for check in application.human_checks.select_related("by")}
    decides = may_decide(user)
    return {
        "application": application,
        "deadline": deadline_of(application, today=today),
        "readers": [name_of(other) for other in others_reading(application, user, now=now)],
        "steps": _offered(application, user, decides, checks, findings),
        "boxes": [Box(box, checks.get(box.id)) for box in HUMAN_BOXES],
        "may_tick": decides and application.state is Status.SUBMITTED and not is_own(application, user),
        "may_note": decides,
        "is_own": is_own(application, user),
        "seen": events[-1].pk if events else 0,
        "findings": grouped(findings, candidate),
        "score": completeness(candidate).score,  # what is missing is among the findings
        "slug": expected_slug(application),
        "slug_url": _address_of(expected_slug(application), now),
        "naming": naming,
        "sections": sections_of(application),
        "register": register_of(application),
        "duplicates": duplicates_of(application),
        "history": [_line(event) for event in reversed(events)],
        "notes": [(each, name_of(each.by)) for each in application.notes.select_related("by")],
        "note_form": note_form or NoteForm(),
        "header_title": str(application),
        "header_icon": "tasks",
        "breadcrumbs_items": breadcrumbs(application),
    }


def _offered(
    application: Application, user: User, decides: bool, checks: Mapping[str, Any], findings: list[Finding]
) -> list[Offered]:
    return [
        Offered(step, obstacle(step, application, user, may_decide=decides, ticked=checks, findings=findings))
        for step in STEPS.values()
    ]


def _address_of(slug: str | None, now: datetime) -> str:
    """Where the profile would be; empty when nobody knows yet."""
    path = directory_path(PublicScope(now)) if slug else ""
    return public_url(f"{path}{slug}/") if path else ""


def _line(event: ApplicationEvent) -> Line:
    return Line(event, label_of(event), who(event))
