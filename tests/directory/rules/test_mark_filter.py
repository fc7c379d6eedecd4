"""What is told without a reading is what the reading would tell."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.candidate import Candidate
from directory.rules.checks import texts_read
from directory.rules.mark_filter import names_no_mark
from directory.rules.mark_places import marks_respected_in
from directory.rules.mark_words import DEFAULT_MARK_WORDS

FIELDS = (
    "presentation", "services", "references", "pricing", "first_name", "last_name", "organisation_name", "photo_name",
    "photo_alt", "website", "street", "city",
)  # fmt: skip
SPELLINGS = (
    "France Num", "FRANCE-NUM", "Fr@nce Num", "Fran\u00adce\nNum", "<b>Fr</b>ance Num", "Fr&#97;nce Num", "Frаnce Nurn",
    "ｆｒａｎｃｅ ｎｕｍ", "Franc€ Num", "France%20Num", "fránce.num", "fr4nc3num", "₣rance (Num)",
    "Fra\U0001f1eb\U0001f1f7nce Num", "xn--francnum-f1a", "xn--certifi-france-num-hwb",
)  # fmt: skip


def told(field: str, text: str) -> Candidate:
    fields: dict[str, Any] = {field: text}
    return Candidate(**fields)


@given(
    field=st.sampled_from(FIELDS),
    before=st.sampled_from(["certifié ", "partenaire officiel de ", "mon logo ", ""]),
    spelling=st.sampled_from(SPELLINGS),
    around=st.text(alphabet="aé €@!|<&;$%.-\n«", max_size=6),
)
def test_nothing_that_is_found_is_left_out(field, before, spelling, around) -> None:
    candidate = told(field, f"{around}{before}{spelling}{around}")
    if marks_respected_in(candidate, texts_read(candidate), DEFAULT_MARK_WORDS):
        assert not names_no_mark(candidate, DEFAULT_MARK_WORDS)


@pytest.mark.parametrize("field", FIELDS)
def test_a_mark_is_seen_in_every_place(field) -> None:
    assert not names_no_mark(told(field, "x France Num"), DEFAULT_MARK_WORDS)


def test_links_are_looked_at_too() -> None:
    assert not names_no_mark(Candidate(social_links=("https://a.example/france%2Dnum",)), DEFAULT_MARK_WORDS)


def test_an_ordinary_profile_is_told_at_once() -> None:
    candidate = Candidate(
        presentation="J’accompagne les commerces ; la France, le numérique.", pricing="80 € de l’heure",
        website="https://atelier.example/", photo_name="ada-martin.jpg",
    )  # fmt: skip
    assert names_no_mark(candidate, DEFAULT_MARK_WORDS)
