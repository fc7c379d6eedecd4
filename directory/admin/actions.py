"""Steps that are decided about a profile: another address, suspension, departure, return, erasure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from directory.actions import erase, rename, standing
from directory.errors import DirectoryError
from directory.models import ActivatorProfile, Standing

if TYPE_CHECKING:
    from accounts.models import User


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Pourquoi", widget=forms.Textarea(attrs={"rows": 3}), help_text="Reste dans l’historique de la fiche."
    )


class RenameForm(ReasonForm):
    slug = forms.CharField(
        label="Adresse",
        required=False,
        help_text="Laissez vide pour l’adresse que donne le nom actuel. L’ancienne mènera toujours à la fiche.",
    )


class ErasureForm(forms.Form):
    sure = forms.BooleanField(
        label="Je sais que rien ne pourra être rétabli",
        help_text="Fiche, versions, photo et historique sont supprimés ; les adresses répondront « supprimée ».",
    )


@dataclass(frozen=True)
class Step:
    """One step: how it is called, what it asks, and what it does. `is_offered` says of which profiles."""

    name: str
    label: str
    icon: str
    form_class: type[forms.Form]
    run: Callable[[ActivatorProfile, HttpRequest, dict[str, Any]], str]
    is_offered: Callable[[ActivatorProfile], bool]


def _person(request: HttpRequest) -> User:
    """Who decides; the admin's addresses are for people who are signed in."""
    return cast("User", request.user)


def _rename(profile: ActivatorProfile, request: HttpRequest, given: dict[str, Any]) -> str:
    slug = rename.rename(
        profile, by=_person(request), reason=given["reason"], now=timezone.now(), slug=given["slug"].strip()
    )
    return f"L’adresse de la fiche est maintenant « {slug} »."


def _suspend(profile: ActivatorProfile, request: HttpRequest, given: dict[str, Any]) -> str:
    standing.suspend(profile, by=_person(request), reason=given["reason"], now=timezone.now())
    return f"La fiche « {profile.title} » est suspendue : le public ne la voit plus."


def _leave(profile: ActivatorProfile, request: HttpRequest, given: dict[str, Any]) -> str:
    standing.leave(profile, by=_person(request), reason=given["reason"], now=timezone.now())
    return f"Le départ de « {profile.title} » est noté : le public ne voit plus la fiche."


def _reinstate(profile: ActivatorProfile, request: HttpRequest, given: dict[str, Any]) -> str:
    standing.reinstate(profile, by=_person(request), reason=given["reason"], now=timezone.now())
    return f"La fiche « {profile.title} » est rétablie."


def _erase(profile: ActivatorProfile, request: HttpRequest, given: dict[str, Any]) -> str:
    erase.erase(profile, by=_person(request), now=timezone.now())
    return "La fiche est effacée. Ses adresses répondent qu’elle a été supprimée."


def _is_active(profile: ActivatorProfile) -> bool:
    return profile.standing == Standing.ACTIVE


STEPS = {
    step.name: step
    for step in (
        Step("adresse", "Changer l’adresse", "link", RenameForm, _rename, lambda p: True),
        Step("suspendre", "Suspendre", "no-view", ReasonForm, _suspend, _is_active),
        Step("depart", "Noter le départ", "logout", ReasonForm, _leave, lambda p: p.standing != Standing.LEFT),
        Step("retablir", "Rétablir", "view", ReasonForm, _reinstate, lambda p: not _is_active(p)),
        Step("effacer", "Effacer la personne", "bin", ErasureForm, _erase, lambda p: True),
    )
}


def take_step(request: HttpRequest, page_id: int, name: str) -> HttpResponse:
    """Ask for what the step needs, then take it. For people who may publish the profile."""
    profile = get_object_or_404(ActivatorProfile, pk=page_id)
    step = STEPS.get(name)
    if step is None or not profile.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    form = step.form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, step.run(profile, request, form.cleaned_data))
        except DirectoryError as refusal:
            form.add_error(None, str(refusal))
        else:
            is_left = ActivatorProfile.objects.filter(pk=page_id).exists()
            return redirect("wagtailadmin_pages:edit", page_id) if is_left else redirect("activators:index")
    context = {
        "form": form,
        "step": step,
        "profile": profile,
        "back": reverse("wagtailadmin_pages:edit", args=[page_id]),
    }
    return TemplateResponse(request, "directory/admin/step.html", context)
