"""A reviewer's steps (rules F3, F5): sending a file back, refusing it, putting its category or address right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from directory import addresses
from directory.actions.applications.history import advance, ensure_not_own, ensure_possible, locked, note
from directory.applications.content import content_of
from directory.applications.keys import new_file_key
from directory.errors import AddressRefused, CategoryUnknown, CodesMissing, ReasonMissing
from directory.models import ActorKind, Application, Category, HumanCheck
from directory.notifications.sending import file_link, tell_applicant
from directory.rules import slugs
from directory.rules.codes import BY_CODE
from directory.rules.commitment import CATEGORY_BOX
from directory.rules.states import Step

if TYPE_CHECKING:
    from accounts.models import User


def _opened(application: Application, step: Step, by: User) -> Application:
    stored = locked(application)
    ensure_not_own(stored, by)
    ensure_possible(stored, step)
    return stored


def _reason(text: str) -> str:
    if not text.strip():
        raise ReasonMissing
    return text.strip()


@transaction.atomic
def request_correction(
    application: Application, *, codes: Sequence[str], text: str, by: User, now: datetime
) -> Application:
    """Send the file back with codes of the catalogue and words of one's own.

    Raises CodesMissing when there are neither, KeyError for a code that is not in the catalogue.
    """
    stored = _opened(application, Step.REQUEST_CORRECTION, by)
    corrections = [f"{BY_CODE[code].sentence} {BY_CODE[code].remedy}" for code in codes]
    if not corrections and not text.strip():
        raise CodesMissing
    advance(stored, Step.REQUEST_CORRECTION)
    stored.decision_due_on = None
    stored.save()
    message = "\n".join(("À corriger :", *(f"- {line}" for line in corrections), text.strip())).strip()
    note(
        stored, Step.REQUEST_CORRECTION, now=now, actor=ActorKind.REVIEWER, by=by, message=message, codes=codes
    )  # fmt: skip
    link = file_link(new_file_key(stored, now=now))
    days = settings.BALISE_DRAFT_KEY_DAYS
    tell_applicant(stored, "correction", corrections=corrections, text=text.strip(), link=link, days=days)
    return stored


@transaction.atomic
def refuse(application: Application, *, reason: str, by: User, now: datetime) -> Application:
    """Refuse the file, for a reason that the applicant reads. Raises ReasonMissing."""
    stored = _opened(application, Step.REFUSE, by)
    text = _reason(reason)
    advance(stored, Step.REFUSE)
    stored.decided_at = now
    stored.decision_due_on = None
    stored.save()
    note(stored, Step.REFUSE, now=now, actor=ActorKind.REVIEWER, by=by, message=f"Dossier refusé : {text}")
    tell_applicant(stored, "refused", reason=text)
    return stored


@transaction.atomic
def change_category(application: Application, *, category: str, reason: str, by: User, now: datetime) -> Application:
    """Put the file in its right category (rule W1), for a reason that the applicant reads.

    Raises CategoryUnknown, also for the one that it is in, and ReasonMissing.
    """
    stored = _opened(application, Step.CHANGE_CATEGORY, by)
    text = _reason(reason)
    if category not in Category.values or category == stored.category:
        raise CategoryUnknown
    stored.content = content_of(stored).changed({"category": category}).as_json()
    stored.note_for_lists()
    advance(stored, Step.CHANGE_CATEGORY)
    stored.save()
    stored.human_checks.filter(box=CATEGORY_BOX).delete()  # it was ticked for the other one
    label = Category(category).label
    message = f"Catégorie changée en « {label} » : {text}"
    note(stored, Step.CHANGE_CATEGORY, now=now, actor=ActorKind.REVIEWER, by=by, message=message)
    tell_applicant(stored, "category", category=label, reason=text)
    return stored


@transaction.atomic
def correct_address(application: Application, *, slug: str, reason: str, by: User, now: datetime) -> Application:
    """Choose the address that the profile will have (rule S9). Raises AddressRefused, ReasonMissing."""
    stored = _opened(application, Step.CORRECT_ADDRESS, by)
    text = _reason(reason)
    if not slugs.is_valid(slug):
        raise AddressRefused(
            "Cette adresse n’est pas permise : minuscules, chiffres et traits d’union, hors mots réservés."
        )
    if addresses.taken([slug]):
        raise AddressRefused(addresses.TAKEN)
    stored.chosen_slug = slug
    advance(stored, Step.CORRECT_ADDRESS)
    stored.save()
    message = f"L’adresse de la fiche sera « {slug} »."
    note(stored, Step.CORRECT_ADDRESS, now=now, actor=ActorKind.REVIEWER, by=by, message=message, reason=text)
    return stored


@transaction.atomic
def tick_box(application: Application, *, box: str, ticked: bool, by: User, now: datetime) -> None:
    """Note, or take back, that a reviewer has seen for themselves (rule L3)."""
    stored = _opened(application, Step.ACCEPT, by)
    if ticked:
        HumanCheck.objects.get_or_create(application=stored, box=box, defaults={"by": by, "at": now})
    else:
        stored.human_checks.filter(box=box).delete()
