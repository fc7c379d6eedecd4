"""The export, through the command: what is in it, what never is, and how it is written."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.visibility import PublicScope
from directory.exports.records import public_records
from directory.exports.tables import HEADINGS, cell
from directory.models import Category
from tests.directory.exports.portal import CANARY, hide_every_kind, public_profile
from tests.factories.directory import make_organisation, make_profile

pytestmark = pytest.mark.django_db


def export(kind: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("export_activators", format=kind, stdout=out, **options)
    return out.getvalue()


def table() -> list[dict[str, str]]:
    text = export("csv")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def features() -> list[dict[str, Any]]:
    collection = json.loads(export("geojson"))
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = collection["features"]
    return found


def test_a_line_of_the_table() -> None:
    profile = public_profile()
    assert profile.organisation is not None
    (line,) = table()
    assert tuple(line) == HEADINGS
    assert line == {
        "identifiant": "zoe-lefevre", "nom": "Zoé Lefèvre", "categorie": "Consultant privé", "prenom": "Zoé",
        "nom_de_famille": "Lefèvre", "organisation": "Œuvre & Cie", "siret": profile.organisation.siret,
        "lien_avec_l_organisation": "Sa propre entreprise", "themes": "Contenus | Place de marché",
        "secteurs": "Commerce", "regions": "Bretagne", "departements": "29, 35", "rue": "1 rue de la Paix",
        "code_postal": "35000", "commune": "Rennes", "latitude": "48.1113456789", "longitude": "-1.68",
        "precision": "adresse", "site_internet": "https://atelier.example/",
        "reseaux_sociaux": "https://reseau.example/zoe", "courriel": "zoe@exemple.example",
        "telephone": "'+33 2 00 00 00 00", "publiee_le": str(profile.published_on),
        "en_region_depuis_le": str(profile.regionally_listed_from),
        "adresse_de_la_fiche": "https://portail.example/activateurs/zoe-lefevre/",
    }  # fmt: skip


def test_a_feature() -> None:
    profile = public_profile()
    (feature,) = features()
    assert feature["geometry"] == {"type": "Point", "coordinates": [-1.68, 48.111346]}
    assert (feature["type"], feature["id"]) == ("Feature", "zoe-lefevre")
    properties = feature["properties"]
    assert properties["category"] == Category.PRIVATE_CONSULTANT
    assert [theme["slug"] for theme in properties["themes"]] == ["contenus", "place-de-marche"]
    assert properties["regions"] == [{"code": "53", "name": "Bretagne"}]
    assert [department["code"] for department in properties["departments"]] == ["29", "35"]
    assert properties["address"] == {"street": "1 rue de la Paix", "postcode": "35000", "city": "Rennes"}
    assert properties["precision"] == "ADDRESS"
    assert date.fromisoformat(properties["publishedOn"]) == profile.published_on
    assert (properties["email"], properties["telephone"]) == ("zoe@exemple.example", "+33 2 00 00 00 00")


def test_one_that_is_not_on_the_map_has_no_geometry() -> None:
    make_profile(organisation=make_organisation(postcode="", city=""))
    (feature,) = features()
    assert feature["geometry"] is None
    assert feature["properties"]["precision"] is None


@pytest.mark.parametrize("kind", ["csv", "geojson"])
def test_nothing_hidden_is_in_it(kind: str) -> None:
    hide_every_kind()
    public_profile()
    text = export(kind)
    assert CANARY.lower() not in text.lower()
    assert "Privé" in text
    assert "Lefèvre" in text


@pytest.mark.parametrize("kind", ["csv", "geojson"])
def test_an_empty_directory(kind: str) -> None:
    assert export(kind)
    assert (table() if kind == "csv" else features()) == []


@pytest.mark.parametrize("chunk", [1, 2, 3, 500])
def test_every_profile_comes_once_in_the_same_order_whatever_the_chunk(chunk: int) -> None:
    made = [make_profile("Zoé", "Lefèvre").slug for _ in range(4)]
    assert [record.slug for record in public_records(PublicScope(timezone.now()), chunk=chunk)] == made


def test_statements_of_a_chunk_are_constant() -> None:
    def statements(number: int) -> int:
        for _ in range(number):
            make_profile(themes=["contenus"], sectors=["commerce"], departments=["35"])
        with CaptureQueriesContext(connection) as queries:
            list(public_records(PublicScope(timezone.now())))
        return len(queries)

    assert statements(1) == statements(6)


def test_what_is_hidden_meanwhile_is_not_in_the_next_chunk() -> None:
    first, second = make_profile("Ada", "Un"), make_profile("Ada", "Deux")
    records = public_records(PublicScope(timezone.now()), chunk=1)
    assert next(records).slug == first.slug
    second.unpublish()
    assert list(records) == []


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    public_profile()
    target = tmp_path / "annuaire.csv"
    export("csv", output=target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbfidentifiant;")
    assert b"\r\r\n" not in target.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["annuaire.csv"]
    with pytest.raises(CommandError, match="ne s’écrit pas"):
        export("csv", output=tmp_path / "nulle" / "part.csv")


@pytest.mark.parametrize(
    "text", ["=1+1", "+33", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1", "%0A", "|cmd", "\u00a0=1"]
)
def test_formulas_are_disarmed(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "shown"), [("Jean-Marc", "Jean-Marc"), (-1.68, "-1.68"), (None, ""), ("a=b", "a=b"), ("", "")]
)
def test_other_values_stay_as_they_are(value: Any, shown: str) -> None:
    assert cell(value) == shown


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert cell(text).strip()[:1] not in tuple("=+-@")


def test_a_formula_in_a_name_reaches_no_spreadsheet() -> None:
    public_profile(organisation=make_organisation('=HYPERLINK("https://exemple.example")'))
    assert table()[0]["organisation"].startswith("'=")
