"""Taking a step: the page that asks for what it needs, shows its message, and says what has changed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from core.errors import RuleViolation
from directory.actions.applications.history import locked
from directory.admin.files.access import file_or_404, may_decide, reviewer
from directory.admin.files.findings import grouped
from directory.admin.files.history import events_since, last_event, told
from directory.admin.files.steps import STEPS, ReviewStep, obstacle
from directory.applications.content import candidate_of
from directory.applications.findings import address_findings, findings_for
from directory.errors import DirectoryError, FileChanged
from directory.markfiles.likeness import photo_findings
from directory.models import Application
from directory.rules.states import Status

if TYPE_CHECKING:
    from accounts.models import User
    from directory.admin.files.forms import StepForm

UNREADABLE = (
    "Un fichier de ce dossier ne peut pas être lu : rien n’a été fait. Réessayez ; si cela dure, prévenez "
    "l’administration du portail."
)


def unchanged(application: Application, *, version: int, seen: int) -> Application:
    """The file, locked. Raises FileChanged unless it is what the reviewer saw."""
    stored = locked(application)
    since = events_since(stored, seen)
    if stored.version == version and not since:
        return stored
    raise FileChanged([told(event) for event in since] or ["Le demandeur a enregistré des modifications."])


def take_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of one file, for people who may decide."""
    user = reviewer(request, decides=True)
    step = STEPS.get(name)
    if step is None:
        raise Http404
    application = file_or_404(pk)
    now = timezone.now()
    findings = [
        *findings_for(application, today=timezone.localdate(now)),
        *address_findings(application),
        *photo_findings(application.photo),
    ]
    seen = {"version": application.version, "seen": last_event(application)}
    posted = request.POST if request.method == "POST" else None
    form = step.form_class(posted, initial=seen, application=application, findings=findings)
    preview, since = None, []
    if form.is_valid():
        if "preview" in request.POST and step.mail:
            preview = step.preview(form)
        elif (taken := _taken(request, step, form, user)) is not None:
            since = taken
        else:
            return redirect("files:file", pk)
        if since:
            application = file_or_404(pk)
            form.now_showing(version=application.version, seen=last_event(application))
    ticked = set(application.human_checks.values_list("box", flat=True))
    why_not = obstacle(step, application, user, may_decide=may_decide(user), ticked=ticked, findings=findings)
    return TemplateResponse(
        request,
        "directory/admin/files/step.html",
        {
            "step": step,
            "application": application,
            "form": form,
            "groups": grouped(findings, candidate_of(application)) if application.state is Status.SUBMITTED else [],
            "preview": preview,
            "since": since,
            "why_not": why_not,
            "header_title": f"{step.label} : {application.reference}",
            "header_icon": step.icon,
            "breadcrumbs_items": breadcrumbs(application, step.label),
        },
    )


def _taken(request: HttpRequest, step: ReviewStep, form: StepForm, user: User) -> list[str] | None:
    """Take the step; None when that was done, else what has happened to the file since. Refusals go to the form."""
    given = form.cleaned_data
    try:
        with transaction.atomic():
            stored = unchanged(form.application, version=given["version"], seen=given["seen"])
            message = step.run(stored, given, user, timezone.now())
    except FileChanged as changed:
        form.add_error(None, str(changed))
        return changed.since
    except RuleViolation as refused:
        for finding in refused.findings:
            form.add_error(None, finding.message)
        return []
    except DirectoryError as refused:
        form.add_error(None, str(refused))
        return []
    except Application.DoesNotExist:
        raise Http404 from None
    except OSError:
        form.add_error(None, UNREADABLE)
        return []
    messages.success(request, message)
    return None


def breadcrumbs(application: Application, label: str = "") -> list[dict[str, Any]]:
    """From the admin's home to this page."""
    items = [
        {"url": reverse("wagtailadmin_home"), "label": "Accueil"},
        {"url": reverse("files:index"), "label": "Dossiers"},
        {"url": reverse("files:file", args=[application.pk]) if label else "", "label": application.reference},
    ]
    return [*items, {"url": "", "label": label}] if label else items
