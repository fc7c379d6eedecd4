"""The panel of who lost their right to the mark, and of whose charter runs out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.actions.standing import suspend
from directory.admin.files import losses
from directory.admin.files.losses import LossesPanel
from directory.models import ActivatorProfile
from tests.directory.standing_stories import activator, new_charter

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db) -> list[ActivatorProfile]:
    """The first is suspended; the others have ten days to accept a charter."""
    now = timezone.now()
    found = [activator(f"p{number}@exemple.example", now=now - timedelta(days=60)) for number in range(4)]
    day = timezone.localdate(now)
    new_charter(day=day - timedelta(days=20), until=day + timedelta(days=10))
    suspend(found[0], by=None, reason="Plainte", now=now - timedelta(days=1))
    return found


def test_counts_and_links_that_open(people, reviewer_client) -> None:
    home = reviewer_client.get("/admin/").content.decode()
    panel = home[home.index("Droit à la marque") :]
    assert "Perdu dans les 30 derniers jours\u00a0: 1" in panel
    assert "Charte à accepter dans 14 jours au plus\u00a0: 3" in panel
    assert "fiche suspendue, depuis le" in panel
    for profile in people:
        url = reverse("wagtailadmin_pages:edit", args=[profile.pk])
        assert f'<a href="{url}">' in panel
        assert reviewer_client.get(url).status_code == 200


def test_only_so_many_are_shown_and_the_rest_is_counted(people, monkeypatch) -> None:
    monkeypatch.setattr(losses, "SHOWN", 2)
    soon = LossesPanel().get_context_data({})["soon"]
    assert (soon.number, len(soon.shown), soon.more) == (3, 2, 1)
    assert all(line.day == timezone.localdate() + timedelta(days=10) for line in soon.shown)


def test_eight_statements_however_many(people, django_assert_num_queries) -> None:
    with django_assert_num_queries(8):
        LossesPanel().get_context_data({})


def test_nobody_has_lost_anything(reviewer_client) -> None:
    panel = LossesPanel().render_html({})
    assert "Personne ne l’a perdu dans les 30 derniers jours." in panel
    assert "Charte à accepter" not in panel


def test_it_is_for_reviewers(people, editor_client) -> None:
    assert "Droit à la marque" not in editor_client.get("/admin/").content.decode()
