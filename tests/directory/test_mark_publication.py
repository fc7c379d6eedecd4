"""Rule B7 where it counts: a version that claims a mark is published by nobody and in no way, and stays a draft."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.errors import PublicationRefused
from directory.models import ActivatorProfile
from tests.factories.directory import make_profile

pytestmark = pytest.mark.django_db

CLAIM = "<p>Cabinet certifié par France Num.</p>"
HARMLESS = "<p>Activateur France Num depuis 2021.</p>"


def public_text(profile: ActivatorProfile) -> str:
    return ActivatorProfile.objects.get(pk=profile.pk).presentation


def test_a_claim_is_not_published_and_not_lost() -> None:
    profile = make_profile("Ada", "Louvel", presentation=HARMLESS)
    profile.presentation = CLAIM
    revision = profile.save_revision()
    with pytest.raises(PublicationRefused, match="B7"):
        revision.publish()
    assert public_text(profile) == HARMLESS
    assert profile.get_latest_revision_as_object().presentation == CLAIM


@pytest.mark.parametrize(("text", "shown"), [(CLAIM, HARMLESS), ("<p>Des ateliers.</p>", "<p>Des ateliers.</p>")])
def test_nor_on_the_day_it_was_meant_for(text: str, shown: str) -> None:
    profile = make_profile("Ada", "Louvel", presentation=HARMLESS)
    draft = profile.get_latest_revision_as_object()
    draft.presentation = text
    revision = draft.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    assert revision.approved_go_live_at
    call_command("tick")
    assert public_text(profile) == shown


def test_plain_naming_is_published() -> None:
    profile = make_profile("Ada", "Louvel", presentation="<p>Des ateliers.</p>")
    profile.presentation = HARMLESS
    profile.save_revision().publish()
    assert public_text(profile) == HARMLESS
