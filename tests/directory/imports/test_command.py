"""The import, end to end: through the command, on files like the State's."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.visibility import PublicScope
from directory import selectors
from directory.actions.erase import erase
from directory.models import ActivatorProfile, AddressKind, Category, DirectoryPage, Organisation, ProfileAddress
from tests.directory.imports import exports
from tests.directory.imports.outcomes import ONE, count, everything, publish, the_profile
from tests.factories.directory import make_profile

pytestmark = pytest.mark.django_db

# --- what comes in --------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [exports.as_json, exports.as_csv, lambda found: exports.as_csv(found, bom=False)])
def test_a_row_becomes_a_draft(run, write) -> None:
    report = run(content=write([ONE]))
    assert count(report, "fiches créées, en brouillon") == 1
    profile = the_profile()
    assert (profile.live, profile.first_published_at, profile.category) == (False, None, Category.PRIVATE_CONSULTANT)
    assert profile.title == "PIXEL COM (personne à nommer)"
    organisation = profile.organisation
    assert (organisation.name, organisation.siret) == ("PIXEL COM", None)
    assert (organisation.street, organisation.postcode, organisation.city) == ("1 rue de la Paix", "35000", "Rennes")
    assert [region.name for region in profile.regions.all()] == ["Bretagne"]
    assert profile.get_parent().specific == DirectoryPage.objects.get()
    version = profile.get_latest_revision_as_object()
    assert (version.organisation, version.category) == (organisation, profile.category)


def test_what_is_missing_is_a_remark(run) -> None:
    report = run({"identifiant_de_la_structure": 7, "nom_de_la_structure": "Seule"})
    assert "n° 1 (7) : La catégorie manque. Le code postal manque" in report
    assert the_profile("7").organisation.postcode == ""


def test_rows_of_one_organisation_share_it_and_keep_their_own_addresses(run) -> None:
    other = {**ONE, "identifiant_de_la_structure": "abc-2", "nom_de_la_structure": "Pixel  Com"}
    third = {**other, "identifiant_de_la_structure": "abc-3", "adresse": "2 rue de la Paix"}
    for _ in range(2):
        report = run(ONE, {**other, "lien_url_site_france_num": None}, {**third, "lien_url_site_france_num": None})
        assert Organisation.objects.count() == 1
        assert [the_profile(f"abc-{number}").address_differs for number in (1, 2, 3)] == [False, False, True]
        assert the_profile("abc-3").postal_address.street == "2 rue de la Paix"
    assert count(report, "fiches déjà à jour") == 3


# --- former addresses -----------------------------------------------------------------------------------


def test_the_former_address_says_nothing_of_a_draft_and_leads_to_the_published_profile(run, client: Client) -> None:
    run(ONE)
    addresses = ("/activateurs/pixel-com/", "/trouver-un-accompagnement/pixel-com")
    assert [client.get(path).status_code for path in addresses] == [404, 404]
    publish(the_profile())
    for path in addresses:
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, "https://portail.example/activateurs/ada-le-goff/")


def test_a_profile_that_is_called_as_on_the_old_portal_has_its_old_address_again(run) -> None:
    run({**ONE, "lien_url_site_france_num": f"{exports.SITE}/ada-le-goff"})
    assert publish(the_profile()).slug == "ada-le-goff"
    assert ProfileAddress.objects.get().kind == AddressKind.CURRENT


def test_an_address_that_is_somebody_s_stays_theirs(run) -> None:
    owner = make_profile("Pixel", "Com")
    report = run(ONE, {**ONE, "identifiant_de_la_structure": "abc-2"})
    assert report.count("L’ancienne adresse « pixel-com » est celle d’une autre fiche") == 2
    assert ProfileAddress.objects.get().profile_id == owner.pk


def test_an_erased_person_does_not_come_back(run) -> None:
    run(ONE)
    erase(the_profile(), by=None, now=timezone.now())
    report = run(ONE)
    assert "n° 1 (abc-1) : Cette fiche a été effacée" in report
    assert not ActivatorProfile.objects.exists()


# --- bad rows and bad files -----------------------------------------------------------------------------


@pytest.mark.parametrize("bad", [*exports.REFUSED, *exports.REFUSED_IN_JSON], ids=lambda bad: bad.said)
def test_a_bad_row_is_reported_and_stops_nothing(run, bad: exports.Bad) -> None:
    first, spoilt, last = exports.rows(3)
    report = run(first, bad.spoil(spoilt), last)
    assert count(report, "enregistrements refusés") == 1
    assert bad.said in next(line for line in report.splitlines() if line.startswith("  n° 2"))
    assert ActivatorProfile.objects.count() == 2


@pytest.mark.parametrize("bad", exports.REMARKED, ids=lambda bad: bad.said)
def test_a_row_is_taken_as_far_as_it_goes(run, bad: exports.Bad) -> None:
    first, spoilt, last = exports.rows(3)
    report = run(first, bad.spoil(spoilt), last)
    assert bad.said in report
    assert ActivatorProfile.objects.count() == 3


def test_a_row_that_the_database_refuses_leaves_nothing_of_itself(run, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import DatabaseError

    from directory import addresses

    def refuse(*args: Any, **kwargs: Any) -> bool:
        raise DatabaseError("plein")

    monkeypatch.setattr(addresses, "keep", refuse)
    before = everything()
    assert "plein" in run(ONE)
    assert everything() == before


@pytest.mark.parametrize("content", [b"", b"{}", b"[oups", b"a,b\n1,2\n"])
def test_a_file_that_cannot_be_read_fails(run, content: bytes) -> None:
    with pytest.raises(CommandError, match="ne se lit pas"):
        run(content=content)


def test_a_file_that_is_not_there_fails(directory: DirectoryPage) -> None:
    with pytest.raises(CommandError, match="ne se lit pas"):
        call_command("import_activators", "/nulle/part.json", stdout=StringIO(), stderr=StringIO())


def test_without_a_directory_nothing_is_imported(run) -> None:
    DirectoryPage.objects.get().delete()
    with pytest.raises(CommandError, match="annuaire"):
        run(ONE)


# --- many -----------------------------------------------------------------------------------------------


def test_a_trial_run_writes_nothing_and_reports_the_same(run) -> None:
    kinds = (*exports.REFUSED, *exports.REFUSED_IN_JSON, *exports.REMARKED)
    found = exports.rows(130, bad=20, kinds=kinds)
    before = everything()
    tried = run(*found, dry_run=True)
    assert everything() == before
    assert tried.splitlines()[0].startswith("Essai")
    assert tried.splitlines()[1:] == run(*found).splitlines()


def test_nothing_of_an_import_is_public(run) -> None:
    run(*exports.rows(30))
    assert not selectors.public_profiles(PublicScope(timezone.now())).exists()


def test_statements_per_row_are_bounded(run) -> None:
    """However many there are already; and a file that changed nothing costs next to none."""
    found = exports.rows(120)
    run(*found[:60])
    with CaptureQueriesContext(connection) as queries:
        run(*found)
    assert len(queries) / 60 < 100
    with CaptureQueriesContext(connection) as queries:
        run(*found)
    assert len(queries) / 120 < 1


def test_five_thousand_rows_with_one_in_a_hundred_bad(run) -> None:
    """In a trial run, which takes the same decisions: writing them all takes minutes."""
    kinds = (*exports.REFUSED, *exports.REFUSED_IN_JSON)
    found = exports.rows(5_000, bad=1, kinds=kinds)
    with CaptureQueriesContext(connection) as queries:
        report = run(*found, dry_run=True)
    assert count(report, "enregistrements refusés") == 49
    assert count(report, "fiches créées, en brouillon") == 4_951
    assert len(queries) / 5_000 < 0.2
