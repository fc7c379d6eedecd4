"""Suspension, departure, return: what is done, what is written down, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry

from core.errors import PublicationRefused
from core.ruled import REFUSED
from core.text import stem
from core.visibility import PublicScope
from directory.actions import standing
from directory.errors import AlreadySo, NotPublishable, ReasonMissing
from directory.models import ActivatorProfile, Organisation, SearchTerm, Standing
from directory.search import wanted_words
from tests.factories.directory import make_profile
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db


def is_public(profile: ActivatorProfile) -> bool:
    return ActivatorProfile.objects.public(PublicScope(timezone.now())).filter(pk=profile.pk).exists()


def stored(profile: ActivatorProfile) -> ActivatorProfile:
    return ActivatorProfile.objects.get(pk=profile.pk)


@pytest.mark.parametrize(
    ("step", "situation", "action"),
    [
        (standing.suspend, Standing.SUSPENDED, standing.SUSPENDED),
        (standing.leave, Standing.LEFT, standing.LEFT),
    ],
)
def test_the_profile_is_off_the_portal_at_once(step, situation, action) -> None:
    profile, user = make_profile(), make_user()
    step(profile, by=user, reason=" Plainte d’une entreprise ", now=timezone.now())
    assert not is_public(profile)
    assert stored(profile).standing == situation
    entry = PageLogEntry.objects.get(page=profile.pk, action=action)
    assert (entry.user, entry.data["reason"]) == (user, "Plainte d’une entreprise")


def test_nothing_publishes_it_meanwhile() -> None:
    profile = make_profile()
    standing.suspend(profile, by=None, reason="Plainte", now=timezone.now())
    with pytest.raises(PublicationRefused):
        stored(profile).save_revision().publish()
    assert not is_public(profile)


def test_it_comes_back_as_it_was_and_not_as_its_draft() -> None:
    profile = make_profile("Zoé", "Lefèvre", pricing="80 € de l’heure")
    profile.pricing = "Brouillon"
    profile.save_revision()
    standing.suspend(stored(profile), by=None, reason="Plainte", now=timezone.now())
    standing.reinstate(stored(profile), by=None, reason="Plainte retirée", now=timezone.now())
    back = stored(profile)
    assert is_public(back)
    assert (back.pricing, back.slug, back.standing) == ("80 € de l’heure", "zoe-lefevre", Standing.ACTIVE)
    assert PageLogEntry.objects.filter(page=profile.pk, action=standing.REINSTATED).count() == 1


def test_its_dates_are_those_of_its_first_publication() -> None:
    profile = make_profile()
    published = stored(profile).published_on
    standing.suspend(profile, by=None, reason="Plainte", now=timezone.now())
    standing.reinstate(stored(profile), by=None, reason="Retirée", now=timezone.now())
    assert stored(profile).published_on == published is not None


def test_one_that_no_longer_satisfies_the_rules_stays_away() -> None:
    profile = make_profile()
    standing.suspend(profile, by=None, reason="Plainte", now=timezone.now())
    Organisation.objects.filter(profiles=profile).update(siret=None)
    with pytest.raises(NotPublishable):
        standing.reinstate(stored(profile), by=None, reason="Retirée", now=timezone.now())
    assert stored(profile).standing == Standing.SUSPENDED


@pytest.mark.parametrize("step", [standing.suspend, standing.leave])
def test_a_reason_is_asked_for(step) -> None:
    profile = make_profile()
    with pytest.raises(ReasonMissing):
        step(profile, by=None, reason="", now=timezone.now())
    assert is_public(profile)
    assert not PageLogEntry.objects.filter(action__startswith="balise.profile").exists()


def test_what_is_so_already_is_said() -> None:
    profile = make_profile()
    with pytest.raises(AlreadySo):
        standing.reinstate(profile, by=None, reason="Pour rien", now=timezone.now())
    standing.suspend(profile, by=None, reason="Plainte", now=timezone.now())
    with pytest.raises(AlreadySo):
        standing.suspend(profile, by=None, reason="Plainte", now=timezone.now())


def test_what_an_editor_had_unpublished_stays_unpublished() -> None:
    profile = make_profile()
    profile.unpublish()
    standing.suspend(stored(profile), by=None, reason="Plainte", now=timezone.now())
    standing.leave(stored(profile), by=None, reason="Retraite", now=timezone.now())
    standing.reinstate(stored(profile), by=None, reason="Erreur", now=timezone.now())
    assert not is_public(profile)


def test_who_was_public_before_two_steps_comes_back() -> None:
    profile = make_profile()
    standing.suspend(stored(profile), by=None, reason="Plainte", now=timezone.now())
    standing.leave(stored(profile), by=None, reason="Retraite", now=timezone.now())
    standing.reinstate(stored(profile), by=None, reason="Erreur", now=timezone.now())
    assert is_public(profile)


def test_a_schedule_goes_with_the_standing() -> None:
    profile = make_profile()
    profile.go_live_at = timezone.now() + timedelta(hours=1)
    profile.save_revision(approved_go_live_at=profile.go_live_at)
    standing.suspend(stored(profile), by=None, reason="Plainte", now=timezone.now())
    assert not stored(profile).approved_schedule


def test_a_scheduled_profile_that_the_rules_refuse_holds_nothing_up() -> None:
    refused, other = make_profile("Ada", "Un", live=False), make_profile("Bob", "Deux", live=False)
    for draft in (refused, other):
        draft.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=5))
    Organisation.objects.filter(profiles=refused).update(siret=None)
    call_command("publish_scheduled")
    assert not is_public(refused)
    assert is_public(other)
    assert not stored(refused).approved_schedule
    assert "W4" in PageLogEntry.objects.get(page=refused.pk, action=REFUSED).data["reasons"]


def test_hidden_words_correct_no_search() -> None:
    hidden = make_profile("Aline", "Xyzmartel")
    make_profile("Aline", "Xyzmartek")
    standing.suspend(hidden, by=None, reason="Plainte", now=timezone.now())
    assert wanted_words("xyzmartel") == wanted_words("xyzmartem") == [["xyzmartek"]]


def test_nor_do_words_that_a_profile_no_longer_has() -> None:
    profile = make_profile("Aline", "Xyzmartel")
    profile.last_name = "Durand"
    profile.save_revision().publish()
    assert not SearchTerm.objects.filter(stem=stem("xyzmartel")).exists()
    assert SearchTerm.objects.filter(stem=stem("aline")).exists()
