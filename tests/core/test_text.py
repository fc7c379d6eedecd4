"""French text made comparable."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import compound_stems, fold, join_e, plain_text, slugify_fr, stem, stems, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Œuvrer à l’été", "oeuvrer a l’ete"),
        ("ŒUVRE", "oeuvre"),
        ("Ça coûte 10 €", "ca coute 10 €"),
        ("nume\u0301rique", "numerique"),
        ("Straße, Łódź, Ærø", "strasse, lodz, aero"),
        ("ﬁnance", "finance"),
        ("un\u00a0mot", "un mot"),
        ("", ""),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
def test_fold_twice_is_fold_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’œuvre d’Éric", "l-oeuvre-d-eric"),
        ("L'œuvre d`Éric", "l-oeuvre-d-eric"),
        ("Qu’est-ce que l’e‑commerce ?", "qu-est-ce-que-l-e-commerce"),
        ("« Où ? »", "ou"),
        ("Łódź", "lodz"),
        ("n° 12 — bis", "n-12-bis"),
        ("???", ""),
        ("", ""),
    ],
)
def test_slugify(text: str, expected: str) -> None:
    assert slugify_fr(text) == expected


@given(st.text(), st.integers(5, 60))
def test_slugs_are_slugs_and_stay_so(text: str, length: int) -> None:
    slug = slugify_fr(text, max_length=length)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= length
    assert slugify_fr(slug, max_length=length) == slug


def test_a_slug_is_cut_at_a_word() -> None:
    assert slugify_fr("une question bien longue", max_length=16) == "une-question"


@pytest.mark.parametrize(
    "family",
    [
        ("entreprise", "entreprises", "Entreprise"),
        ("numériser", "numerise", "numérisés", "numérisée", "numérisation"),
        ("œuvrer", "oeuvre", "Œuvres"),
        ("créé", "créée", "créer"),
        ("aide", "aides", "aidé", "aidées"),
    ],
)
def test_words_of_a_family_share_their_stem(family: tuple[str, ...]) -> None:
    assert len({stem(fold(word)) for word in family}) == 1


def test_stop_words_and_elisions_are_left_out() -> None:
    assert stems("Qu’est-ce que l’entreprise et les aides ?") == [stem("entreprise"), stem("aide")]
    assert stems("Le 15 mars 2024") == ["15", stem("mars"), "2024"]


@pytest.mark.parametrize("text", ["e-commerce", "E‑commerce", "e commerce", "e‐COMMERCE"])
def test_compounds_are_one_word_too(text: str) -> None:
    assert compound_stems(f"Un {text} !") == [stem("ecommerce")]
    assert words(join_e(f"Un {text} !")) == ["un", "ecommerce"]


@pytest.mark.parametrize("text", ["catégorie E 12", "le commerce", "vitamine e", "à e", "vie de commerce"])
def test_other_letters_stay_apart(text: str) -> None:
    assert words(join_e(text)) == words(text)


@given(st.text())
def test_any_text_has_stems(text: str) -> None:
    assert all(found == fold(found) for found in stems(text) + compound_stems(text))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Un</p><p>deux</p>", "Un\ndeux"),
        ("<ul><li>un</li><li>deux</li></ul>", "- un\n- deux"),
        ("<ul><li><p>un</p></li></ul>", "un"),
        ("<p>a &amp; b &lt;c&gt;&nbsp;!</p>", "a & b <c>\u00a0!"),
        ("a<br>b", "a\nb"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", "A B\n1 2"),
        ("<p>un <strong>mot</strong>\nsuite</p>", "un mot suite"),
        ("", ""),
    ],
)
def test_plain_text(html: str, expected: str) -> None:
    assert plain_text(html) == expected


@given(st.text(alphabet="<>/&;abpli \n"))
def test_plain_text_of_anything_has_no_empty_lines(html: str) -> None:
    assert all(line.strip() for line in plain_text(html).split("\n")) or plain_text(html) == ""
