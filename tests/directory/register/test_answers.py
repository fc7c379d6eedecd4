"""What an answer of the register says, whatever shape it has."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.register.answers import Entry, entry_of
from directory.rules.candidate import Register

SIRET = "73282932000074"
MASK = "[NON-DIFFUSIBLE]"


def place(siret: str = SIRET, **fields: Any) -> dict[str, Any]:
    return {"siret": siret, "etat_administratif": "A", "liste_enseignes": None, "nom_commercial": None, **fields}


def company(*places: Any, **fields: Any) -> dict[str, Any]:
    return {
        "siren": SIRET[:9], "nom_complet": "ATELIER DUPONT", "nom_raison_sociale": "ATELIER DUPONT SARL",
        "etat_administratif": "A", "statut_diffusion": "O", "siege": place("73282932000017"),
        "matching_etablissements": list(places or (place(),)), **fields,
    }  # fmt: skip


def answer(*companies: Any) -> dict[str, Any]:
    return {"results": list(companies), "total_results": len(companies), "page": 1, "per_page": 5, "total_pages": 1}


def known(name: str, *, is_closed: bool = False) -> Entry:
    return Entry(Register(name=name, is_closed=is_closed))


HIDDEN, HIDDEN_AND_CLOSED = (Entry(Register(is_closed=closed), is_masked=True) for closed in (False, True))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (company(), known("ATELIER DUPONT")),
        (company(nom_complet=None), known("ATELIER DUPONT SARL")),
        (company(nom_complet=" Atelier \n  Dupont\u2028\x00 "), known("Atelier Dupont")),
        (company(siege=place(), matching_etablissements=[]), known("ATELIER DUPONT")),
        (company(siege=None), known("ATELIER DUPONT")),
        # The names over the door, once each.
        (company(place(liste_enseignes=["LE COIN", "Le Coin", "Dupont"])), known("ATELIER DUPONT (LE COIN, Le Coin)")),
        (company(place(nom_commercial="LE COIN")), known("ATELIER DUPONT (LE COIN)")),
        (company(place(liste_enseignes=[MASK], nom_commercial=MASK)), known("ATELIER DUPONT")),
        # Another establishment's are not those of this one.
        (company(place("73282932000017", liste_enseignes=["AUTRE"], etat_administratif="F"), place()),
         known("ATELIER DUPONT")),
        # Closed.
        (company(place(etat_administratif="F")), known("ATELIER DUPONT", is_closed=True)),
        (company(etat_administratif="C"), known("ATELIER DUPONT", is_closed=True)),
        (company(siege=place("73282932000017", etat_administratif="F")), known("ATELIER DUPONT")),
        # The company is known and the establishment is not listed.
        (company(matching_etablissements=[]), known("ATELIER DUPONT")),
        (company(matching_etablissements=None), known("ATELIER DUPONT")),
        # Masked: no part of the name is told.
        (company(nom_complet=MASK, nom_raison_sociale=None, statut_diffusion="P"), HIDDEN),
        (company(nom_complet=f"JEAN {MASK}"), HIDDEN),
        (company(nom_raison_sociale="[non diffusible]"), HIDDEN),
        (company(nom_complet="[ND]", nom_raison_sociale=None), HIDDEN),
        (company(place(etat_administratif="F", liste_enseignes=["LE COIN"]), nom_complet=MASK), HIDDEN_AND_CLOSED),
        (company(nom_complet="", nom_raison_sociale=None), HIDDEN),
        (company(statut_diffusion="P"), known("ATELIER DUPONT")),
    ],
)  # fmt: skip
def test_what_is_known(found: Any, expected: Entry) -> None:
    assert entry_of(answer(found), SIRET) == expected


def test_the_right_one_among_several() -> None:
    other = company(siren="552081317", nom_complet="AUTRE", matching_etablissements=[], siege=place("55208131700017"))
    assert entry_of(answer(other, company()), SIRET) == known("ATELIER DUPONT")
    assert entry_of(answer(other), SIRET) is None
    assert entry_of(answer(), SIRET) is None


def test_a_name_of_any_length() -> None:
    found = entry_of(answer(company(place(liste_enseignes=["x" * 300] * 2), nom_complet="y" * 250)), SIRET)
    assert found is not None
    assert len(found.register.name) == 300


@pytest.mark.parametrize(
    "decoded",
    [None, [], "", 3, {}, {"results": None}, {"results": {}}, {"erreur": "trop de requêtes"}, answer(None),
     answer("ATELIER"), answer([])],
)  # fmt: skip
def test_what_is_no_answer(decoded: Any) -> None:
    with pytest.raises(ValueError, match=r"result|company"):
        entry_of(decoded, SIRET)


@pytest.mark.parametrize("odd", [None, 3, "x", [], {}, [None], [3], [{}], {"siret": SIRET}, True])
@pytest.mark.parametrize(
    "field", ["siren", "nom_complet", "nom_raison_sociale", "siege", "matching_etablissements", "etat_administratif"]
)
def test_odd_fields_are_no_answer_or_an_entry(field: str, odd: Any) -> None:
    found = entry_of(answer(company(**{field: odd})), SIRET)
    assert found is None or isinstance(found.register.name, str)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.sampled_from([SIRET, "F", MASK]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("siren siret siege nom_complet matching_etablissements liste_enseignes results".split()),
            inner,
        )
    ),
    max_leaves=12,
)


@given(_JSON)
def test_any_json_is_an_entry_or_refused(decoded: Any) -> None:
    for given_answer in (decoded, {"results": decoded}, answer(decoded)):
        try:
            found = entry_of(given_answer, SIRET)
        except ValueError:
            continue
        assert found is None or not (found.is_masked and found.register.name)
