"""Invented profiles in any number: the same for a seed, and like those that editors publish."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from core.visibility import PublicScope
from directory import derived, selectors
from directory.models import ActivatorProfile, Organisation, ProfileAddress, ServedArea
from directory.rules.identity import is_siret
from directory.samples.persons import draw
from tests.factories.directory import directory_page, make_profile

pytestmark = pytest.mark.django_db


def make(count: int, seed: int = 1) -> str:
    out = StringIO()
    call_command("make_profiles", count, seed=seed, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_they_are_public_and_complete() -> None:
    directory_page()
    assert "25 profiles" in make(25)
    profiles = list(selectors.public_profiles(PublicScope(timezone.now())))
    assert len(profiles) == 25
    for profile in profiles:
        assert {finding.rule.id for finding in profile.findings()} <= {"W13"}  # no photo, a short text
        assert selectors.profile_at(profile.slug, PublicScope(timezone.now())) == profile
        assert profile.latitude is not None
    assert ServedArea.objects.count() == 25
    assert all(is_siret(siret or "") for siret in Organisation.objects.values_list("siret", flat=True))


def test_what_is_derived_is_what_a_save_derives() -> None:
    directory_page()
    make(5)
    for profile in ActivatorProfile.objects.all():
        stored = {name: getattr(profile, name) for name in derived._COLUMNS}
        derived.derive(profile)
        assert {name: getattr(profile, name) for name in derived._COLUMNS} == stored


def test_more_can_be_made_beside_others() -> None:
    first = make_profile("Zoé", "Lefèvre")
    make(10)
    make(10, seed=2)
    assert ActivatorProfile.objects.count() == 21
    assert Page.find_problems() == ([], [], [], [], [])
    slugs = list(ActivatorProfile.objects.values_list("slug", flat=True))
    assert len(set(slugs)) == 21
    assert set(ProfileAddress.objects.filter(kind="CURRENT").values_list("slug", flat=True)) == set(slugs)
    assert first.slug in slugs
    assert make_profile("Ada", "Autre").slug == "ada-autre"


def test_a_seed_gives_the_same_people() -> None:
    given = {"places": 5, "themes": 11, "sectors": 3}
    assert list(draw(20, seed=1, **given)) == list(draw(20, seed=1, **given)) != list(draw(20, seed=2, **given))


@pytest.mark.parametrize("count", [0, -1])
def test_none_is_no_number(count: int) -> None:
    directory_page()
    with pytest.raises(CommandError):
        make(count)


def test_there_has_to_be_a_directory() -> None:
    directory_page().delete()
    with pytest.raises(CommandError, match="directory page"):
        make(1)
