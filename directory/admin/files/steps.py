"""A reviewer's steps: what each is called and asks, what it does, the message it sends, and why it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from core.rules import Finding, blocking
from directory.actions.applications import accept as accepting
from directory.actions.applications import activate as activating
from directory.actions.applications import decide
from directory.actions.applications.history import ensure_not_own
from directory.admin.files.forms import (
    AddressForm,
    CategoryForm,
    CorrectionForm,
    MomentForm,
    RefusalForm,
    StepForm,
)
from directory.errors import OwnFile
from directory.models import Category
from directory.notifications.rendering import Rendered, render
from directory.notifications.sending import activation_link, file_link, greeted
from directory.rules.commitment import HUMAN_BOXES
from directory.rules.states import STATUS_LABELS, Step, is_possible

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from directory.models import Application

_KEY = "…"  # in previews: a key opens a file, and is made when the message is sent

Run = Callable[["Application", dict[str, Any], "User", "datetime"], str]
Values = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """`run` takes the step and says so; `values` are those of the message called `mail`, from the valid form."""

    name: str
    step: Step
    label: str
    icon: str
    explanation: str
    form_class: type[StepForm]
    run: Run
    mail: str = ""
    values: Values = lambda form: {}
    is_serious: bool = False

    def preview(self, form: StepForm) -> Rendered:
        """The message as it would be sent."""
        file = form.application
        return render(self.mail, {"reference": file.reference, "name": greeted(file), **self.values(form)})


def _correct(application: Application, given: dict[str, Any], by: User, now: datetime) -> str:
    decide.request_correction(application, codes=given["codes"], text=given["text"], by=by, now=now)
    return "Le dossier est renvoyé au demandeur, avec ce qui est à corriger."


def _accept(application: Application, given: dict[str, Any], by: User, now: datetime) -> str:
    accepting.accept(application, by=by, now=now)
    return "Le dossier est accepté. Le demandeur reçoit un lien pour activer son compte, valable 24 heures."


def _refuse(application: Application, given: dict[str, Any], by: User, now: datetime) -> str:
    decide.refuse(application, reason=given["reason"], by=by, now=now)
    return "Le dossier est refusé. Le demandeur reçoit la raison."


def _categorise(application: Application, given: dict[str, Any], by: User, now: datetime) -> str:
    decide.change_category(application, category=given["category"], reason=given["reason"], by=by, now=now)
    return f"La catégorie est maintenant « {Category(given['category']).label} ». Le demandeur en est averti."


def _address(application: Application, given: dict[str, Any], by: User, now: datetime) -> str:
    decide.correct_address(application, slug=given["slug"], reason=given["reason"], by=by, now=now)
    return f"L’adresse de la fiche sera « {given['slug']} »."


def _resend(application: Application, given: dict[str, Any], by: User, now: datetime) -> str:
    accepting.resend_activation(application, by=by, now=now)
    return "Un nouveau lien d’activation est envoyé. Les précédents ne valent plus."


def _reschedule(application: Application, given: dict[str, Any], by: User, now: datetime) -> str:
    activating.reschedule(application, at=given["at"], reason=given["reason"], by=by, now=now)
    return "Le moment de la publication est changé."


def _correction_values(form: CorrectionForm) -> dict[str, Any]:
    return {
        "corrections": form.corrections(),
        "text": form.cleaned_data["text"].strip(),
        "link": file_link(_KEY),
        "days": settings.BALISE_DRAFT_KEY_DAYS,
    }


def _category_values(form: StepForm) -> dict[str, Any]:
    label = Category(form.cleaned_data["category"]).label
    return {"category": label, "reason": form.cleaned_data["reason"].strip()}


STEPS: Mapping[str, ReviewStep] = {
    step.name: step
    for step in (
        ReviewStep(
            "accepter", Step.ACCEPT, "Accepter", "check",
            "La fiche est créée comme brouillon. Le demandeur reçoit un lien pour activer son compte ; la fiche est "
            "publiée le lendemain de l’activation.",
            StepForm, _accept, "accepted", lambda form: {"link": activation_link(_KEY)},
        ),
        ReviewStep(
            "corriger", Step.REQUEST_CORRECTION, "Demander des corrections", "redirect",
            "Le dossier retourne au demandeur, sous la même référence. Le délai de décision repart quand il le dépose "
            "de nouveau, et les vérifications sont à refaire.",
            CorrectionForm, _correct, "correction", _correction_values,
        ),
        ReviewStep(
            "refuser", Step.REFUSE, "Refuser", "cross",
            "Un refus est définitif : le demandeur devra commencer un autre dossier.",
            RefusalForm, _refuse, "refused", lambda form: {"reason": form.cleaned_data["reason"].strip()},
            is_serious=True,
        ),
        ReviewStep(
            "categorie", Step.CHANGE_CATEGORY, "Changer la catégorie", "tag",
            "Une seule des quatre catégories (règle W1). Elle décide aussi du nom et de l’adresse de la fiche.",
            CategoryForm, _categorise, "category", _category_values,
        ),
        ReviewStep(
            "adresse", Step.CORRECT_ADDRESS, "Corriger l’adresse de la fiche", "link",
            "Le demandeur ne choisit jamais cette adresse : elle suit son nom, à moins que vous n’en choisissiez une "
            "autre (règle S9).",
            AddressForm, _address,
        ),
        ReviewStep(
            "activation", Step.RESEND_ACTIVATION, "Renvoyer le lien d’activation", "mail",
            "Le demandeur reçoit un nouveau lien, valable 24 heures. Les précédents ne vaudront plus.",
            StepForm, _resend, "activation", lambda form: {"link": activation_link(_KEY)},
        ),
        ReviewStep(
            "publication", Step.RESCHEDULE, "Changer le moment de la publication", "calendar",
            "Une fiche est publiée le lendemain de l’activation du compte, à moins que vous n’en décidiez autrement "
            "(règle F7).",
            MomentForm, _reschedule,
        ),
    )
}  # fmt: skip


def is_own(application: Application, user: User) -> bool:
    """Whether the file is the reviewer's own."""
    try:
        ensure_not_own(application, user)
    except OwnFile:
        return True
    return False


def obstacle(
    step: ReviewStep,
    application: Application,
    user: User,
    *,
    may_decide: bool,
    ticked: Collection[str],
    findings: Collection[Finding],
) -> str:
    """Why the step cannot be taken now, in French; empty when it can."""
    if not may_decide:
        return "vous pouvez lire les dossiers, pas en décider."
    if not is_possible(step.step, application.state):
        return f"le dossier est dans l’état « {STATUS_LABELS[application.state]} »."
    if is_own(application, user):
        return "c’est votre propre dossier : quelqu’un d’autre en décide."
    if step.step is not Step.ACCEPT:
        return ""
    if missing := [box for box in HUMAN_BOXES if box.id not in ticked]:
        number = "une vérification reste" if len(missing) == 1 else f"{len(missing)} vérifications restent"
        return f"{number} à cocher (règle L3)."
    if stopping := blocking(findings):
        rules = ", ".join(dict.fromkeys(finding.rule.id for finding in stopping))
        return f"des constats l’empêchent (règles {rules})." if "," in rules else f"la règle {rules} l’empêche."
    return ""
