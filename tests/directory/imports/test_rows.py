"""What one record says: tables of spellings, and properties for what nobody thought of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import places
from directory.imports.categories import FINANCIAL, PRIVATE, PUBLIC, SOLUTION, category_of
from directory.imports.rows import NAME_MAX, RowRefused, last_part, parse
from directory.models import Category
from tests.directory.imports.exports import FIELDS

LEAST = {"identifiant_de_la_structure": "1", "nom_de_la_structure": "Atelier"}


def row(**fields: Any) -> Any:
    return parse({**LEAST, **fields})


@pytest.mark.parametrize(
    ("category", "kind", "expected"),
    [
        ("Offreur de solutions", "", SOLUTION),
        ("OFFREURS DE SOLUTION", "", SOLUTION),
        ("Privée", "Éditeur de logiciels", SOLUTION),
        ("Privée", "Entreprise de services numériques", SOLUTION),
        ("Consultant privé", "", PRIVATE),
        ("consultants prives", "", PRIVATE),
        ("Privée", "Indépendant", PRIVATE),
        ("Conseiller numérique public", "CCI", PUBLIC),
        ("Conseillers numériques publics", "", PUBLIC),
        ("CCI", "", PUBLIC),
        ("", "Chambre de métiers et de l’artisanat", PUBLIC),
        ("Publique", "Collectivités", PUBLIC),
        ("Conseiller financier", "", FINANCIAL),
        ("conseillers financiers", "", FINANCIAL),
        ("Banque de France", "", FINANCIAL),
        ("Publique", "Banque", FINANCIAL),
        ("Privée", "Banque, assurance", FINANCIAL),
        ("Privée", "Agence de communication, marketing", ""),
        ("Privée", "", ""),
        ("Astronaute", "", ""),
        ("", "", ""),
    ],
)
def test_categories(category: str, kind: str, expected: str) -> None:
    assert category_of(category, kind) == expected
    assert not expected or expected in Category.values


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bretagne", "53"), ("BRETAGNE", "53"), ("Région Bretagne", "53"), ("Ile de France", "11"),
        ("Île-de-France", "11"), ("Nord-Pas-de-Calais", "32"), ("nord pas de calais", "32"), ("Picardie", "32"),
        ("Rhône-Alpes", "84"), ("Rhone Alpes", "84"), ("AUVERGNE", "84"), ("PACA", "93"), ("Alsace", "44"),
        ("Atlantide", None), ("", None),
    ],
)  # fmt: skip
def test_regions(text: str, code: str | None) -> None:
    assert parse({**LEAST, "region": text}).region == (code or "")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (35000, "35000"), (1000, "01000"), (1000.0, "01000"), ("1000", "01000"), ("1000.0", "01000"),
        (" 35 000 ", "35000"), ("F-35000", "35000"), ("35000 CEDEX 7", "35000"), ("97400", "97400"),
        (None, ""), ("", ""),
    ],
)  # fmt: skip
def test_postcodes(given: Any, expected: str) -> None:
    assert row(code_postal=given).postcode == expected


@pytest.mark.parametrize("given", ["ABCDE", 350001, "12", -35000, 35000.5, "35000-35700", "²35000", True, [35000]])
def test_what_is_no_postcode(given: Any) -> None:
    with pytest.raises(RowRefused):
        row(code_postal=given)


@pytest.mark.parametrize(
    ("link", "slug"),
    [
        ("https://ancien.example/activateurs/pixel-com", "pixel-com"),
        ("https://ancien.example/activateurs/pixel-com/", "pixel-com"),
        ("https://ancien.example/activateurs/pixel-com?x=1#y", "pixel-com"),
        ("ancien.example/activateurs/pixel-com", "pixel-com"),
        ("https://ancien.example/activateurs/Pixel_Com.0", "Pixel_Com.0"),
        ("https://ancien.example/activateurs/%C3%A9tude", "étude"),
        ("https://ancien.example/activateurs/%E9tude", ""),
        ("https://ancien.example/activateurs/a%2Fb", ""),
        ("https://ancien.example/activateurs/a b", ""),
        ("https://ancien.example", ""),
        ("http://[oups", ""),
    ],
)
def test_the_last_part_of_a_link(link: str, slug: str) -> None:
    assert last_part(link) == slug


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"identifiant_de_la_structure": None}, "L’identifiant de la structure manque."),
        ({"nom_de_la_structure": " \u200b "}, "Le nom de la structure manque."),
        ({"nom_de_la_structure": "x" * (NAME_MAX + 1)}, "dépasse 200 caractères"),
        ({"nom_de_la_structure": "Caf\ufffd"}, "illisible"),
        ({"ville": {"nom": "Rennes"}}, "n’est pas un texte"),
    ],
)
def test_refusals(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(RowRefused, match=reason):
        row(**fields)


def test_a_refusal_names_the_record() -> None:
    with pytest.raises(RowRefused) as caught:
        row(code_postal="ABCDE")
    assert caught.value.identifier == "1"


def test_what_a_text_holds_beside_text() -> None:
    found = row(nom_de_la_structure="Caf&eacute;\x00 &amp;\n Cie", adresse=12, ville="  Saint\u00a0Malo ")
    assert (found.name, found.street, found.city) == ("Café & Cie", "12", "Saint Malo")


def test_a_row_with_nothing_but_what_is_needed() -> None:
    found = parse(LEAST)
    assert (found.category, found.postcode, found.region, found.slug) == ("", "", "", "")
    assert found.remarks == ("La catégorie manque.", "Le code postal manque : la fiche ne sera pas sur la carte.")


ANYTHING = st.one_of(
    st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.lists(st.text(), max_size=2),
    st.builds("https://ancien.example/{}".format, st.text()),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING))
def test_any_record_makes_a_row_that_fits_or_is_refused(fields: dict[str, Any]) -> None:
    try:
        found = parse(fields)
    except RowRefused:
        return
    assert found.identifier
    assert 0 < len(found.name) <= NAME_MAX
    assert found.postcode == "" or (len(found.postcode) == 5 and found.postcode.isdigit())
    assert len(found.slug) <= 100
    assert "/" not in found.slug
    assert found.region in {"", *(region.code for region in places.regions())}
    assert "\x00" not in repr(found).replace("\\x00", "\x00")
    found.name.encode()
