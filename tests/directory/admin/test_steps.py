"""The steps that are decided about a profile, through the admin's screens."""

from __future__ import annotations

import pytest

from directory.models import ActivatorProfile, Standing
from tests.factories.directory import make_profile
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db


def step(client, profile, name, **given):
    return client.post(f"/admin/activateurs/{profile.pk}/{name}/", given, follow=True)


def stored(profile):
    return ActivatorProfile.objects.get(pk=profile.pk)


def test_a_moderator_takes_them(moderator_client) -> None:
    profile = make_profile("Zoé", "Lefèvre")
    step(moderator_client, profile, "adresse", reason="Nom d’usage", slug="zoe-martin")
    assert stored(profile).slug == "zoe-martin"
    step(moderator_client, profile, "suspendre", reason="Plainte")
    assert stored(profile).standing == Standing.SUSPENDED
    step(moderator_client, profile, "retablir", reason="Retirée")
    assert stored(profile).live
    step(moderator_client, profile, "depart", reason="Retraite")
    assert stored(profile).standing == Standing.LEFT
    history = moderator_client.get(f"/admin/pages/{profile.pk}/history/").content.decode()
    for text in ("Adresse changée", "zoe-martin", "Fiche suspendue", "Plainte", "Fiche rétablie", "Départ noté"):
        assert text in history
    step(moderator_client, profile, "effacer", sure="on")
    assert not ActivatorProfile.objects.exists()


def test_what_is_refused_is_said_in_the_form(moderator_client) -> None:
    profile = make_profile("Zoé", "Lefèvre")
    assert "mots réservés" in step(moderator_client, profile, "adresse", reason="Test", slug="admin").content.decode()
    assert "déjà dans cette situation" in step(moderator_client, profile, "retablir", reason="Test").content.decode()
    step(moderator_client, profile, "suspendre", reason="")
    step(moderator_client, profile, "effacer")
    assert stored(profile).live


def test_a_writer_takes_none(editor_client) -> None:
    profile = make_profile("Zoé", "Lefèvre")
    for name in ("adresse", "suspendre", "depart", "retablir", "effacer", "autre"):
        editor_client.post(f"/admin/activateurs/{profile.pk}/{name}/", {"reason": "Test", "sure": "on", "slug": "x"})
    assert (stored(profile).live, stored(profile).slug) == (True, "zoe-lefevre")
    assert "/suspendre/" not in editor_client.get(f"/admin/pages/{profile.pk}/edit/").content.decode()


def test_deleting_leads_to_erasure(moderator_client) -> None:
    profile = make_profile("Zoé", "Lefèvre")
    response = moderator_client.post(f"/admin/pages/{profile.pk}/delete/", follow=True)
    assert response.redirect_chain[-1][0].endswith(f"/admin/activateurs/{profile.pk}/effacer/")
    assert stored(profile).live


def test_a_profile_is_not_copied(moderator_client) -> None:
    profile = make_profile("Zoé", "Lefèvre")
    moderator_client.post(f"/admin/pages/{profile.pk}/copy/", {"new_title": "X", "new_slug": "x"})
    assert ActivatorProfile.objects.count() == 1


def test_several_are_suspended_at_once(moderator_client) -> None:
    profiles = [make_profile("Zoé", f"Nom {number}") for number in range(3)]
    ids = "&".join(f"id={profile.pk}" for profile in profiles[:2])
    url = f"/admin/bulk/wagtailcore/page/suspend/?next=/admin/activators/&{ids}"
    assert "Zoé Nom 0" in moderator_client.get(url).content.decode()
    moderator_client.post(url, {"reason": "Contrôle"})
    assert [stored(profile).standing for profile in profiles] == ["SUSPENDED", "SUSPENDED", "ACTIVE"]


def test_profiles_are_neither_deleted_nor_moved_in_bulk(moderator_client, directory) -> None:
    profile = make_profile("Zoé", "Lefèvre")
    for action, given in (("delete", {}), ("move", {"chooser": str(directory.get_parent().pk)})):
        url = f"/admin/bulk/wagtailcore/page/{action}/?next=/admin/activators/&id={profile.pk}"
        moderator_client.post(url, given)
    assert (stored(profile).live, stored(profile).get_parent().pk) == (True, directory.pk)


def test_the_list_offers_to_suspend(moderator_client) -> None:
    make_profile("Zoé", "Lefèvre")
    assert "/admin/bulk/wagtailcore/page/suspend/" in moderator_client.get("/admin/activators/").content.decode()


def test_the_directory_is_not_deleted_with_everybody_in_it(client) -> None:
    profile = make_profile("Zoé", "Lefèvre")
    client.force_login(make_user("admin", superuser=True))
    client.post(f"/admin/pages/{profile.get_parent().pk}/delete/")
    assert stored(profile).live
