"""The import of a file that was imported before: updates, and what is left alone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from directory.actions import standing
from directory.models import ActivatorProfile, Category, Organisation
from tests.directory.imports import exports
from tests.directory.imports.outcomes import ONE, count, everything, publish, the_profile
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db


def test_the_same_file_again_writes_nothing(run) -> None:
    run(ONE)
    before, revisions = everything(), the_profile().revisions.count()
    report = run(ONE)
    assert count(report, "fiches déjà à jour") == 1
    assert (everything(), the_profile().revisions.count()) == (before, revisions)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("categorie", "Offreur de solutions"), ("region", "Corse"), ("adresse", "2 rue de la Paix"),
        ("code_postal", "29200"), ("nom_de_la_structure", "Pixel & Cie"), ("nom_de_la_structure", "Pixel Com"),
        ("lien_url_site_france_num", f"{exports.SITE}/autre"),
    ],
)  # fmt: skip
def test_what_changed_in_the_export_is_updated(run, field: str, value: str) -> None:
    run(ONE)
    report = run({**ONE, field: value})
    assert count(report, "fiches mises à jour") == 1
    assert ActivatorProfile.objects.count() == 1
    assert count(run({**ONE, field: value}), "fiches déjà à jour") == 1


def test_an_update_is_in_the_page_and_in_its_version(run) -> None:
    run(ONE)
    run({**ONE, "categorie": "Offreur de solutions", "nom_de_la_structure": "Pixel Com", "region": "Corse"})
    profile = the_profile()
    for found in (profile, profile.get_latest_revision_as_object()):
        assert (found.category, found.title) == (Category.SOLUTION_PROVIDER, "Pixel Com")
        assert [region.name for region in found.regions.all()] == ["Corse"]


def edit_as_an_editor(profile: ActivatorProfile) -> None:
    version = profile.get_latest_revision_as_object()
    version.first_name = "Ada"
    version.save_revision(user=make_user("ada"), log_action=True)


def edit_by_code(profile: ActivatorProfile) -> None:
    version = profile.get_latest_revision_as_object()
    version.first_name = "Ada"
    version.save_revision()


def suspend(profile: ActivatorProfile) -> None:
    standing.suspend(profile, by=None, reason="Plainte", now=timezone.now())


@pytest.mark.parametrize("work", [edit_as_an_editor, edit_by_code, publish, suspend])
def test_what_somebody_has_worked_on_since_is_left_alone(run, work) -> None:
    run(ONE)
    work(the_profile())
    before = (everything(), the_profile().latest_revision_id)
    changed = {**ONE, "categorie": "Offreur de solutions", "adresse": "9 quai Neuf", "region": "Corse"}
    report = run(changed)
    assert count(report, "depuis l’import") == 1
    assert (everything(), the_profile().latest_revision_id) == before
    assert the_profile().category == Category.PRIVATE_CONSULTANT
    assert the_profile().organisation.street == "1 rue de la Paix"


def test_an_account_that_is_deleted_is_not_forgotten(run) -> None:
    run(ONE)
    edit_as_an_editor(the_profile())
    User.objects.all().delete()
    assert count(run({**ONE, "region": "Corse"}), "depuis l’import") == 1


def test_an_edited_profile_still_gets_its_former_address(run, client: Client) -> None:
    run({**ONE, "lien_url_site_france_num": None})
    publish(the_profile())
    run(ONE)
    assert client.get("/activateurs/pixel-com/").status_code == 301


def test_an_organisation_that_an_editor_keeps_is_used_and_not_changed(run) -> None:
    run(ONE)
    organisation = the_profile().organisation
    organisation.street = "3 rue Corrigée"
    organisation.save()
    log(organisation, "wagtail.edit", user=make_user("ada"))
    run({**ONE, "adresse": "9 quai Neuf"})
    assert Organisation.objects.get().street == "3 rue Corrigée"
    assert not the_profile().address_differs
