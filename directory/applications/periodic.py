"""What time does to files: publication, deadlines, oblivion.

Each file is dealt with in a transaction of its own, which notes what was done together with doing it. So two rounds
at the same moment do nothing twice, and a round that dies half-way leaves nothing half done.
"""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse
from django.utils.formats import date_format

from core.errors import PublicationRefused
from directory.actions.applications.activate import publish
from directory.actions.applications.history import locked
from directory.applications.keys import new_file_key
from directory.errors import StepImpossible
from directory.models import Application
from directory.notifications.sending import file_link, greeted, tell_applicant, tell_reviewers
from directory.rules.deadlines import is_late, warning_due
from directory.rules.listing import civil_day
from directory.rules.states import Status

if TYPE_CHECKING:
    from django.db.models import QuerySet

logger = logging.getLogger(__name__)

AT_ONCE = 200


def publish_due(*, now: datetime) -> int:
    """Publish the profiles whose moment has come (rule F7); returns how many. One that a rule stops holds up none.

    Raises ExceptionGroup in the end when something nobody foresaw kept some of them: the operator has to know.
    """
    due = Application.objects.filter(status=Status.ACTIVATED, publish_at__lte=now)
    # Those that a rule has stopped come last: there may be any number of them, and for as long as it takes.
    waiting = due.order_by(F("warned_unpublishable_at").asc(nulls_first=True), "publish_at", "pk")
    published, failed = 0, []
    for application in _some(waiting):
        try:
            published += _publish(application, now)
        except Exception as error:  # whatever nobody foresaw of one of them, the others have their day too
            logger.exception("file %s could not be published; the next round tries again", application.pk)
            failed.append(error)
    if failed:
        raise ExceptionGroup(f"{len(failed)} could not be published, {published} were", failed)
    return published


def _publish(application: Application, now: datetime) -> bool:
    try:
        publish(application, now=now)
    except (StepImpossible, Application.DoesNotExist):  # another round was faster, or it was erased meanwhile
        return False
    except PublicationRefused as refusal:
        _tell_unpublishable(application, str(refusal), now)
        return False
    return True


@transaction.atomic
def _tell_unpublishable(application: Application, reason: str, now: datetime) -> None:
    stored = locked(application)
    if stored.warned_unpublishable_at is not None or stored.profile is None:
        return
    Application.objects.filter(pk=stored.pk).update(warned_unpublishable_at=now)
    link = settings.BALISE_BASE_URL + reverse("wagtailadmin_pages:edit", args=[stored.profile.pk])
    tell_reviewers("unpublishable", reference=stored.reference, reason=reason, link=link)
    logger.warning("file %s cannot be published", stored.pk)


@transaction.atomic
def warn_reviewers(*, now: datetime) -> int:
    """Tell reviewers, once each, of files whose deadline comes near and of those that are late (rule F4)."""
    today = civil_day(now)
    waiting = Application.objects.select_for_update().filter(status=Status.SUBMITTED, warned_late_at=None)
    found = {each: _pressing(each, today) for each in waiting.order_by("decision_due_on", "pk")}
    late = [each for each, is_late in found.items() if is_late]
    near = [each for each, is_late in found.items() if is_late is False]
    if not (late or near):
        return 0
    Application.objects.filter(pk__in=[each.pk for each in late]).update(warned_late_at=now)
    Application.objects.filter(pk__in=[each.pk for each in near]).update(warned_due_at=now)
    files = [
        {
            "reference": each.reference,
            "name": greeted(each),
            "due": date_format(each.decision_due_on, "j F Y") if each.decision_due_on else "",
            "late": each in late,
        }
        for each in (*late, *near)
    ]
    tell_reviewers("deadlines", files=files, link=settings.BALISE_BASE_URL + reverse("files:index"))
    return len(files)


def _pressing(application: Application, today: date) -> bool | None:
    """Whether a waiting file is late; None when nothing is to be told of it, or it was told."""
    due = application.decision_due_on
    if due is None:
        return None
    if is_late(due, today):
        return True
    is_near = today >= warning_due(due, working_days=settings.BALISE_DECISION_WORKING_DAYS)
    return False if is_near and application.warned_due_at is None else None


def warn_abandoned(*, now: datetime) -> int:
    """Tell authors, once, of unfinished files that nobody has touched for long (rule F1); returns how many."""
    old = now - timedelta(days=settings.BALISE_DRAFT_WARNING_DAYS)
    found = Application.objects.filter(status=Status.DRAFT, saved_at__lt=old, warned_abandoned_at=None)
    return sum(_warn_abandoned(application, old, now) for application in _some(found.order_by("saved_at")))


@transaction.atomic
def _warn_abandoned(application: Application, old: datetime, now: datetime) -> bool:
    stored = locked(application)
    if stored.state is not Status.DRAFT or stored.warned_abandoned_at is not None or stored.saved_at >= old:
        return False
    Application.objects.filter(pk=stored.pk).update(warned_abandoned_at=now)
    erased_on = civil_day(now + _grace())
    link = file_link(new_file_key(stored, now=now))
    tell_applicant(stored, "abandoned", due=date_format(erased_on, "j F Y"), link=link)
    return True


def erase_abandoned(*, now: datetime) -> int:
    """Erase unfinished files whose author was warned in time and has not come back; returns how many."""
    found = Application.objects.filter(status=Status.DRAFT, warned_abandoned_at__lt=now - _grace())
    return sum(_erase_abandoned(application, now) for application in _some(found.order_by("saved_at")))


@transaction.atomic
def _erase_abandoned(application: Application, now: datetime) -> bool:
    stored = locked(application) if Application.objects.filter(pk=application.pk).exists() else None
    if stored is None or stored.state is not Status.DRAFT or stored.warned_abandoned_at is None:
        return False
    tell_applicant(stored, "erased")
    stored.delete()
    return True


def erase_closed(*, now: datetime) -> int:
    """Erase the files that were refused or withdrawn long ago; returns how many. Nobody needs them any more."""
    old = now - timedelta(days=settings.BALISE_CLOSED_FILE_DAYS)
    closed = Application.objects.filter(status__in=[Status.REFUSED, Status.WITHDRAWN])
    found = closed.annotate(closed_at=Max("events__at")).filter(closed_at__lt=old).order_by("closed_at")
    erased = _some(found)
    for application in erased:
        application.delete()
    return len(erased)


def _grace() -> timedelta:
    """Between the warning and the end, however late the warning was."""
    return timedelta(days=settings.BALISE_DRAFT_ERASURE_DAYS - settings.BALISE_DRAFT_WARNING_DAYS)


def _some(found: QuerySet[Application]) -> list[Application]:
    return list(found[:AT_ONCE])
