"""Who lost the right lately, and who soon will: what the database finds is what the rule says of everybody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import Q

from directory.actions.standing import leave, reinstate, suspend
from directory.losses import LATELY, ending_soon, lost_lately, to_tell
from directory.models import ActivatorProfile
from directory.rules.listing import civil_day
from directory.rules.marks import Holder
from directory.rules.notices import notice_due
from directory.rules.states import Status
from directory.standing import charter_versions, standings_of
from tests.directory.standing_stories import BEGUN, accept, activator, new_charter, noon
from tests.factories.directory import make_profile
from tests.factories.files import make_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody() -> dict[str, ActivatorProfile]:
    """One of each story; two charters come, with last days on 31 December and 20 January."""
    names = ("idle", "keen", "halfway", "late", "suspended", "back", "gone", "gone_late", "suspended_late")
    people = {name: activator(f"{name.replace('_', '-')}@exemple.example", first_name=name.title()) for name in names}
    make_file(Status.ACCEPTED, now=BEGUN, email="accepted@exemple.example")
    activator("slow@exemple.example", now=noon(2027, 1, 5))
    make_profile("Zoé", "Lefèvre")
    new_charter()
    new_charter("2027-1", date(2026, 12, 20), date(2027, 1, 20))
    for name, day in (("keen", 22), ("back", 22)):
        accept(people[name], noon(2026, 12, day), "2027-1")
    accept(people["halfway"], noon(2026, 12, 2))
    accept(people["late"], noon(2027, 1, 10), "2027-1")
    suspend(people["suspended"], by=None, reason="Oui", now=noon(2026, 11, 10))
    suspend(people["back"], by=None, reason="Oui", now=noon(2026, 11, 10))
    reinstate(ActivatorProfile.objects.get(pk=people["back"].pk), by=None, reason="Oui", now=noon(2026, 11, 12))
    leave(people["gone"], by=None, reason="Oui", now=noon(2026, 12, 24))
    leave(people["gone_late"], by=None, reason="Oui", now=noon(2027, 1, 12))
    suspend(people["suspended_late"], by=None, reason="Oui", now=noon(2027, 2, 10))
    return people


DAYS = [
    *(noon(2026, 11, 5), noon(2026, 12, 2), noon(2026, 12, 18), noon(2026, 12, 29), noon(2027, 1, 1), noon(2027, 1, 8)),
    *(noon(2027, 1, 22), noon(2027, 1, 31), noon(2027, 2, 15), noon(2027, 2, 19), noon(2027, 2, 20), noon(2027, 3, 13)),
]


def test_what_is_found_is_what_the_rule_says(everybody) -> None:
    charters = charter_versions()
    for now in DAYS:
        today = civil_day(now)
        # What was decided later stands in the columns already: of those nobody can say what they were.
        known = ActivatorProfile.objects.filter(Q(standing_since=None) | Q(standing_since__lte=now))
        standings = standings_of(known, now=now)
        due = {pk: notice_due(each, charters, today=today) for pk, each in standings.items()}
        lost, soon, looked_at = (
            sorted(query(charters, now=now).filter(pk__in=standings).values_list("pk", flat=True))
            for query in (lost_lately, ending_soon, to_tell)
        )
        assert lost == sorted(
            pk
            for pk, each in standings.items()
            if each.holder is Holder.FORMER_ACTIVATOR and each.since and each.since >= today - LATELY
        ), now
        assert soon == sorted(pk for pk, each in standings.items() if each.is_active and due[pk]), now
        assert {pk for pk, notice in due.items() if notice} <= set(looked_at), now

    def names(query, now) -> set[str]:
        pks = set(query(charters, now=now).values_list("pk", flat=True))
        return {name for name, profile in everybody.items() if profile.pk in pks}

    assert names(ending_soon, noon(2027, 1, 8)) == {"halfway"}
    assert names(lost_lately, noon(2027, 1, 22)) == {"idle", "halfway", "gone", "gone_late", "suspended_late"}


def test_without_a_charter_nobody_is_found() -> None:
    activator()
    for found in (lost_lately, ending_soon, to_tell):
        assert not found([], now=BEGUN + timedelta(days=90)).exists()
