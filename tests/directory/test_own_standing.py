"""Who is in activity, as the database knows it (rule B4), and what follows for the marks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from directory.actions.standing import leave, reinstate, suspend
from directory.models import ActivatorProfile, Application, Charter, CharterAcceptance
from directory.rules.listing import PARIS, civil_day
from directory.rules.marks import Holder, Mark
from directory.rules.standing import Ground
from directory.rules.states import Status
from directory.standing import may_use, standing_of, standings_of
from tests.factories.directory import make_profile
from tests.factories.files import make_file
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 10, tzinfo=PARIS)
LATER = NOW + timedelta(days=3)


def activator(now: datetime = NOW) -> ActivatorProfile:
    profile = make_file(Status.PUBLISHED, now=now).profile
    assert profile is not None
    return profile


def test_an_activator_may_use_their_own_mark_and_no_other() -> None:
    profile = activator()
    assert profile.account is not None
    found = standing_of(profile.account, now=LATER)
    assert (found.holder, found.since, found.until) == (Holder.ACTIVATOR, NOW.date(), None)
    assert [mark for mark in Mark if may_use(profile.account, mark, now=LATER)] == [Mark.ACTIVATEUR_FRANCE_NUM]
    assert standing_of(profile, now=LATER) == found


def test_before_the_account_is_activated_nobody_is() -> None:
    file = make_file(Status.ACCEPTED, now=NOW)
    found = standing_of(file.profile, now=LATER)
    assert (found.holder, found.ground) == (Holder.APPLICANT, Ground.ACCOUNT)
    assert not may_use(file.profile, Mark.ACTIVATEUR_FRANCE_NUM, now=LATER)


def test_who_is_nobody_may_use_nothing() -> None:
    for who in (None, AnonymousUser(), make_user("passante"), make_user("admin", superuser=True)):
        assert standing_of(who, now=NOW).holder is Holder.OTHER
        assert not any(may_use(who, mark, now=NOW) for mark in Mark)


def test_a_page_that_came_without_a_file_gives_no_right() -> None:
    profile = make_profile(account=make_user("importee"), import_id="A-1")
    assert standing_of(profile, now=NOW).holder is Holder.APPLICANT
    assert not may_use(profile.account, Mark.ACTIVATEUR_FRANCE_NUM, now=NOW)


@pytest.mark.parametrize(("step", "ground"), [(suspend, Ground.SUSPENDED), (leave, Ground.LEFT)])
def test_the_right_ends_at_once_and_comes_back_with_the_return(step, ground) -> None:
    profile = activator()
    step(profile, by=None, reason="Oui", now=LATER)
    found = standing_of(profile.account, now=LATER)
    assert (found.holder, found.ground, found.since) == (Holder.FORMER_ACTIVATOR, ground, LATER.date())
    assert not may_use(profile.account, Mark.ACTIVATEUR_FRANCE_NUM, now=LATER)
    back = LATER + timedelta(days=2)
    reinstate(ActivatorProfile.objects.get(pk=profile.pk), by=None, reason="Retour", now=back)
    assert standing_of(profile.account, now=back).since == back.date()
    assert may_use(profile.account, Mark.ACTIVATEUR_FRANCE_NUM, now=back)


def test_a_draft_brings_no_situation_back() -> None:
    """What was decided belongs to the page, and not to a version of it."""
    profile = activator()
    old = profile.save_revision()
    suspend(profile, by=None, reason="Oui", now=LATER)
    assert old.as_object().standing_since == LATER


def test_a_newer_charter_ends_it_after_its_last_day() -> None:
    profile = activator()
    Charter.objects.create(version="2026-2", in_force_from=date(2026, 12, 1), text="<p>Autre.</p>")
    assert standing_of(profile, now=LATER).until == date(2026, 12, 31)
    last = datetime(2026, 12, 31, 23, 59, tzinfo=PARIS)
    assert may_use(profile, Mark.ACTIVATEUR_FRANCE_NUM, now=last)
    assert not may_use(profile, Mark.ACTIVATEUR_FRANCE_NUM, now=last + timedelta(minutes=1))
    CharterAcceptance.objects.create(profile=profile, version="2026-2", accepted_at=last)
    assert may_use(profile, Mark.ACTIVATEUR_FRANCE_NUM, now=last + timedelta(minutes=1))


def test_a_version_may_name_its_last_day() -> None:
    profile = activator()
    Charter.objects.create(
        version="2026-2", in_force_from=date(2026, 12, 1), accept_until=date(2027, 2, 28), text="<p>Autre.</p>"
    )
    assert standing_of(profile, now=LATER).until == date(2027, 2, 28)


def test_few_statements_for_one_and_for_many(django_assert_num_queries) -> None:
    profiles = [activator(), make_profile("Zoé", "Lefèvre"), make_profile("Ada", "Martin")]
    user = profiles[0].account
    with django_assert_num_queries(4):
        standing_of(user, now=LATER)
    with django_assert_num_queries(3):
        found = standings_of(profiles, now=LATER)
    assert [found[profile.pk].is_active for profile in profiles] == [True, False, False]


def test_existing_databases_learn_since_when_and_leave_time() -> None:
    migration = import_module("directory.migrations.0008_standing")
    profile = activator()
    suspend(profile, by=None, reason="Oui", now=NOW)
    ActivatorProfile.objects.update(standing_since=None)
    migration.tell_since_when(apps, connection.schema_editor())
    since = ActivatorProfile.objects.get(pk=profile.pk).standing_since
    assert since is not None
    assert timezone.now() - since < timedelta(minutes=5)
    today = civil_day(timezone.now())
    Charter.objects.update(in_force_from=today - timedelta(days=300))
    migration.leave_time(apps, connection.schema_editor())
    assert {charter.deadline for charter in Charter.objects.all()} == {today + timedelta(days=30)}
    assert Application.objects.count() == 1
