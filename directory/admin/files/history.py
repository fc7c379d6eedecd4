"""A file's history, as reviewers read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format

from directory.admin.files.queue import name_of
from directory.models import ActorKind, Application, ApplicationEvent
from directory.rules.states import Step

if TYPE_CHECKING:
    from datetime import datetime

LABELS: Mapping[Step, str] = {
    Step.START: "Dossier ouvert",
    Step.SAVE: "Dossier enregistré",
    Step.SUBMIT: "Dossier déposé",
    Step.WITHDRAW: "Dossier retiré",
    Step.REQUEST_CORRECTION: "Corrections demandées",
    Step.ACCEPT: "Dossier accepté",
    Step.REFUSE: "Dossier refusé",
    Step.CHANGE_CATEGORY: "Catégorie changée",
    Step.CORRECT_ADDRESS: "Adresse de la fiche corrigée",
    Step.RESEND_ACTIVATION: "Lien d’activation renvoyé",
    Step.ACTIVATE: "Compte activé",
    Step.RESCHEDULE: "Publication déplacée",
    Step.PUBLISH: "Fiche publiée",
}


def label_of(event: ApplicationEvent) -> str:
    return LABELS.get(Step(event.event), event.event) if event.event in set(Step) else event.event


def who(event: ApplicationEvent) -> str:
    """A reviewer by name, the others by what they are."""
    name = name_of(event.by)
    return name if name and event.actor == ActorKind.REVIEWER else str(ActorKind(event.actor).label)


def moment(at: datetime) -> str:
    """A moment in the portal's time zone, in words."""
    return date_format(timezone.localtime(at), "j F Y à H:i")


def told(event: ApplicationEvent) -> str:
    """An event on one line."""
    return f"{label_of(event)}, le {moment(event.at)}, par {who(event)}."


def last_event(application: Application) -> int:
    """The id of the history's last line; 0 when there is none."""
    return application.events.order_by("-pk").values_list("pk", flat=True).first() or 0


def events_since(application: Application, seen: int) -> list[ApplicationEvent]:
    """The lines that came after one."""
    return list(application.events.filter(pk__gt=seen).select_related("by").order_by("pk"))
