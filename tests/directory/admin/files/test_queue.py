"""The queue: what is in it, in which order, for what, at what cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import Application, ApplicationReader, Region
from directory.rules.states import Status
from tests.factories.files import make_file

pytestmark = pytest.mark.django_db

QUEUE = "/admin/dossiers/"


def listed(client, **filters):
    response = client.get(QUEUE, filters)
    assert response.status_code == 200
    return [each.display_name for each in response.context["object_list"]]


def named(name: str, status: Status = Status.SUBMITTED, *, days_ago: int = 0, **content) -> Application:
    first, _, last = name.partition(" ")
    email = f"{first.lower()}@exemple.example"
    now = timezone.now() - timedelta(days=days_ago)
    return make_file(status, now=now, email=email, first_name=first, last_name=last, **content)


def test_what_is_late_comes_first(reviewer_client) -> None:
    named("Bob Tiède", days_ago=13)
    named("Ada Fraîche", days_ago=1)
    named("Cléo Tardive", days_ago=20)
    response = reviewer_client.get(QUEUE)
    assert [each.display_name for each in response.context["object_list"]] == [
        "Cléo Tardive",
        "Bob Tiède",
        "Ada Fraîche",
    ]
    html = response.content.decode()
    for text in ("file-deadline--late", "en retard de 5 jours", "file-deadline--soon", "2 jours", "14 jours"):
        assert text in html


def test_only_what_waits_is_there_unless_more_is_asked_for(reviewer_client) -> None:
    named("Ada Dépose")
    named("Bob Refuse", Status.REFUSED)
    named("Cléo Corrige", Status.NEEDS_CORRECTION)
    named("Dora Brouillon", Status.DRAFT)
    assert listed(reviewer_client) == ["Ada Dépose"]
    assert listed(reviewer_client, status="REFUSED") == ["Bob Refuse"]
    assert sorted(listed(reviewer_client, status="all")) == ["Ada Dépose", "Bob Refuse", "Cléo Corrige"]
    assert listed(reviewer_client, status="DRAFT") != ["Dora Brouillon"]
    assert listed(reviewer_client, q="bob") == ["Bob Refuse"], "a search looks everywhere"
    assert listed(reviewer_client, q="dora") == []


def test_deadlines_by_calendar_and_by_working_days(reviewer_client, settings) -> None:
    named("Ada Fraîche", days_ago=1)
    named("Bob Tiède", days_ago=13)
    named("Cléo Tardive", days_ago=20)
    assert listed(reviewer_client, deadline="late") == ["Cléo Tardive"]
    assert listed(reviewer_client, deadline="soon") == ["Bob Tiède"]


def test_filters_by_category_and_region(reviewer_client) -> None:
    named("Ada Bretagne", regions=["bretagne"])
    named("Bob Rennes", regions=[], departments=["35"], category="PUBLIC_ADVISER")
    named("Cléo Lyon", regions=["auvergne-rhone-alpes"])
    named("Dora Code", regions=["53"])
    bretagne = Region.objects.get(slug="bretagne")
    assert set(listed(reviewer_client, region=bretagne.pk)) == {"Ada Bretagne", "Bob Rennes", "Dora Code"}
    assert listed(reviewer_client, category="PUBLIC_ADVISER") == ["Bob Rennes"]
    assert listed(reviewer_client, region="999") != ["Cléo Lyon"]


@pytest.mark.parametrize(
    "query",
    [
        "{reference}",
        "{reference_lower}",
        "zoe",
        "LEFÈVRE",
        "lefevre zoé",
        "oeuvre",
        "zoé@exemple",
        "{siret}",
        "{spaced}",
    ],
)
def test_searches(reviewer_client, query) -> None:
    other = named("Ada Autre")
    file = named("Zoé Lefèvre", organisation_name="L’Œuvre numérique")
    assert other.siret != file.siret
    spaced = f"{file.siret[:3]} {file.siret[3:6]} {file.siret[6:9]} {file.siret[9:]}"
    words = {"reference": file.reference, "reference_lower": file.reference.lower(), "siret": file.siret}
    assert listed(reviewer_client, q=query.format(**words, spaced=spaced)) == ["Zoé Lefèvre"]


@pytest.mark.parametrize("query", ["%", "_", "zoe durand", "'", "x" * 300, "\x00"])
def test_what_finds_nothing(reviewer_client, query) -> None:
    named("Zoé Lefèvre")
    assert listed(reviewer_client, q=query) in ([], ["Zoé Lefèvre"] if query == "\x00" else [])


def test_the_list_costs_the_same_for_more(reviewer_client, reviewer, django_assert_max_num_queries) -> None:
    def statements() -> int:
        with django_assert_max_num_queries(40) as captured:
            listed(reviewer_client, status="all")
        return len(captured)

    ApplicationReader.objects.create(application=named("Ada Une"), user=reviewer, seen_at=timezone.now())
    statements()  # what is asked once
    few = statements()
    for number in range(6):
        file = named(f"Bob{number} Nom")
        ApplicationReader.objects.create(application=file, user=reviewer, seen_at=timezone.now())
    assert statements() == few


def test_pages_of_fifty(reviewer_client, reviewer) -> None:
    first = named("Ada Une")
    copies = []
    for number in range(52):
        copy = Application.objects.get(pk=first.pk)
        copy.pk, copy.reference, copy.display_name = None, f"ACT-2026-X{number:05d}", f"Bob {number:02d}"
        copies.append(copy)
    Application.objects.bulk_create(copies)
    assert len(listed(reviewer_client)) == 50
    assert len(listed(reviewer_client, p=2)) == 3
    assert len(listed(reviewer_client, p="x")) == 50


def exported(client, **filters) -> str:
    return b"".join(client.get(QUEUE, {"export": "csv", **filters}).streaming_content).decode()


def test_the_export_is_the_list(reviewer_client) -> None:
    named("Ada Dépose")
    named("Bob Refuse", Status.REFUSED)
    assert "Bob Refuse" not in exported(reviewer_client)
    text = exported(reviewer_client, status="all")
    assert text.startswith("\ufeffRéférence;Nom;Catégorie;État;SIRET;")
    assert "Ada Dépose;Consultant privé;Déposé;" in text
    assert f"{timezone.localdate():%Y-%m-%d}" in text
    assert "+00:00" not in text
    xlsx = reviewer_client.get(QUEUE, {"export": "xlsx"})
    assert b"".join(xlsx.streaming_content).startswith(b"PK")


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(reviewer_client, name) -> None:
    file = named("Ada Dépose")
    Application.objects.filter(pk=file.pk).update(display_name=name)
    assert f";'{name}" in exported(reviewer_client) or f";\"'{name}" in exported(reviewer_client)
