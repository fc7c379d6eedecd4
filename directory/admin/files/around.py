"""What goes with a file's screen: its boxes, notes and readers, and its letter and picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from directory.actions.applications.decide import tick_box
from directory.actions.applications.review import add_note, note_reader
from directory.admin.files.access import file_or_404, reviewer
from directory.admin.files.forms import NoteForm, StepForm
from directory.admin.files.queue import name_of
from directory.admin.files.screen import context_of
from directory.admin.files.taking import unchanged
from directory.applications.selectors import others_reading
from directory.errors import DirectoryError, FileChanged
from directory.models import Application
from directory.rules.commitment import HUMAN_BOXES
from directory.uploads.addresses import signed_url

if TYPE_CHECKING:
    from accounts.models import User


@require_POST
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what a reviewer has seen for themselves (rule L3): every box as the form shows it."""
    user = reviewer(request, decides=True)
    application = file_or_404(pk)
    form = StepForm(request.POST, application=application)
    if not form.is_valid():
        messages.error(request, "Ce formulaire est incomplet : rechargez la page.")
        return redirect("files:file", pk)
    try:
        _tick(application, form, set(request.POST.getlist("box")), user)
    except FileChanged as changed:
        messages.error(request, " ".join([str(changed), *changed.since]))
    except DirectoryError as refused:
        messages.error(request, str(refused))
    except Application.DoesNotExist:
        raise Http404 from None
    else:
        messages.success(request, "Les vérifications sont enregistrées.")
    return redirect("files:file", pk)


@transaction.atomic
def _tick(application: Application, form: StepForm, wanted: set[str], user: User) -> None:
    given = form.cleaned_data
    stored = unchanged(application, version=given["version"], seen=given["seen"])
    ticked = set(stored.human_checks.values_list("box", flat=True))
    for box in HUMAN_BOXES:
        if (box.id in wanted) != (box.id in ticked):
            tick_box(stored, box=box.id, ticked=box.id in wanted, by=user, now=timezone.now())


@require_POST
def write_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a private note; what was typed is shown again when it cannot be kept."""
    user = reviewer(request, decides=True)
    application = file_or_404(pk)
    now = timezone.now()
    form = NoteForm(request.POST)
    if not form.is_valid():
        context = context_of(application, user, now=now, note_form=form)
        return TemplateResponse(request, "directory/admin/files/file.html", context)
    try:
        add_note(application, text=form.cleaned_data["text"], by=user, now=now)
    except Application.DoesNotExist:
        raise Http404 from None
    messages.success(request, "La note est ajoutée.")
    return redirect(f"{reverse('files:file', args=[pk])}#notes-section")


@require_safe
@never_cache
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Who else has the file open now, and whether it is still as it was at `version`; asked by an open screen."""
    user = reviewer(request)
    application = file_or_404(pk)
    now = timezone.now()
    note_reader(application, by=user, now=now)
    names = [name_of(other) for other in others_reading(application, user, now=now)]
    has_changed = request.GET.get("version") != str(application.version)
    return JsonResponse({"readers": names, "changed": has_changed})


@require_safe
@never_cache
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter, at an address that is good for a few minutes and for this reviewer."""
    return _upload(request, pk, "letter")


@require_safe
@never_cache
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture, likewise."""
    return _upload(request, pk, "photo")


def _upload(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    user = reviewer(request)
    upload = getattr(file_or_404(pk), name)
    if upload is None:
        raise Http404
    return redirect(signed_url(upload, user=user, now=timezone.now()))
