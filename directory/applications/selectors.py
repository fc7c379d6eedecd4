"""What reviewers read of files. A file that was never handed in is its author's alone, and is in none of these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from statistics import median
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, F, Prefetch, Q, QuerySet

from core.text import fold
from directory.models import Application, ApplicationReader, Department, Region
from directory.rules.deadlines import decision_due, is_late, warning_due
from directory.rules.identity import normalise_siret
from directory.rules.listing import civil_day
from directory.rules.states import Status

if TYPE_CHECKING:
    from accounts.models import User

PRESENCE = timedelta(minutes=5)  # somebody who looked at a file that recently has it open
DELAYS_OVER = timedelta(days=90)
_SIRET_PART = 3  # digits: fewer would find everything


def handed_in() -> QuerySet[Application]:
    """The files that reviewers may see."""
    return Application.objects.filter(submitted_at__isnull=False)


def in_order(files: QuerySet[Application]) -> QuerySet[Application]:
    """Those whose decision is due first, the latest at the top; then those that were decided last."""
    return files.order_by(
        F("decision_due_on").asc(nulls_last=True), F("decided_at").desc(nulls_last=True), "complete_since", "pk"
    )


def with_readers(files: QuerySet[Application], *, now: datetime) -> QuerySet[Application]:
    """With `open_by`: the readers who have each file open. One statement more, whatever the number of files."""
    present = ApplicationReader.objects.filter(seen_at__gt=now - PRESENCE).select_related("user").order_by("seen_at")
    return files.prefetch_related(Prefetch("readers", queryset=present, to_attr="open_by"))


def matching(files: QuerySet[Application], query: str) -> QuerySet[Application]:
    """Those that hold every word, accents and case aside; or the digits of a SIRET, spaces aside."""
    wanted = Q()
    for word in fold(query).split():
        wanted &= Q(search_text__contains=word)
    digits = normalise_siret(query)
    if digits.isdigit() and len(digits) >= _SIRET_PART:
        wanted |= Q(siret__contains=digits)
    return files.filter(wanted)


def in_regions(files: QuerySet[Application], regions: Iterable[Region]) -> QuerySet[Application]:
    """Those that chose one of the regions, or a department of one. What they chose is in their content, as JSON."""
    chosen = list(regions)
    departments = Department.objects.filter(region__in=chosen)
    conditions = [
        Q(**{f"content__{name}__icontains": f'"{word}"'})
        for name, places in (("regions", chosen), ("departments", departments))
        for place in places
        for word in (place.code, place.slug)
    ]
    return files.filter(reduce(or_, conditions)) if conditions else files


# --- deadlines ------------------------------------------------------------------------------------------


def late_on(today: date) -> Q:
    """Condition: the last day for the decision is over (rule F4)."""
    return Q(status=Status.SUBMITTED, decision_due_on__lt=today)


def due_soon_on(today: date) -> Q:
    """Condition: the decision is not late, and reviewers are warned of it already (rule F4)."""
    return Q(status=Status.SUBMITTED, decision_due_on__gte=today, decision_due_on__lte=last_day_soon(today))


def last_day_soon(today: date) -> date:
    """The last day for a decision of which reviewers are warned on this day, or were before."""
    last = today
    while warning_due(last + timedelta(days=1), working_days=settings.BALISE_DECISION_WORKING_DAYS) <= today:
        last += timedelta(days=1)
    return last


@dataclass(frozen=True, slots=True)
class Counters:
    """How many files wait for what."""

    waiting: int
    late: int
    due_soon: int
    sent_back: int
    not_activated: int


def counters(today: date) -> Counters:
    """In one statement."""
    found = handed_in().aggregate(
        waiting=Count("pk", filter=Q(status=Status.SUBMITTED)),
        late=Count("pk", filter=late_on(today)),
        due_soon=Count("pk", filter=due_soon_on(today)),
        sent_back=Count("pk", filter=Q(status=Status.NEEDS_CORRECTION)),
        not_activated=Count("pk", filter=Q(status=Status.ACCEPTED)),
    )
    return Counters(**found)


@dataclass(frozen=True, slots=True)
class Delays:
    """How long decisions took: the median in calendar days, and which part came too late, from 0 to 1."""

    decisions: int
    median_days: float
    late_share: float


def delays(*, now: datetime) -> Delays | None:
    """Of the files that were accepted or refused in the last 90 days, in one statement; None when there are none.

    The days are those since the file was complete: a correction starts them again (rule F4).
    """
    decided = handed_in().filter(decided_at__gt=now - DELAYS_OVER, decided_at__lte=now)
    rows = decided.values_list("complete_since", "decided_at")
    moments = [(since, decided_at) for since, decided_at in rows if since and decided_at]
    if not moments:
        return None
    spans = [(civil_day(decided_at) - civil_day(since)).days for since, decided_at in moments]
    working_days = settings.BALISE_DECISION_WORKING_DAYS
    late = sum(
        is_late(decision_due(since, working_days=working_days), civil_day(decided_at)) for since, decided_at in moments
    )
    return Delays(len(moments), median(spans), late / len(moments))


# --- one file -------------------------------------------------------------------------------------------


def others_reading(application: Application, user: User, *, now: datetime) -> list[User]:
    """Who else has the file open."""
    rows = application.readers.filter(seen_at__gt=now - PRESENCE).exclude(user=user).select_related("user")
    return [row.user for row in rows.order_by("seen_at")]
