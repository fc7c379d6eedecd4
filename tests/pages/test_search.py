"""The search: the same entries whatever the spelling, on whatever database."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.search import EXCERPT_LENGTH, query_stems
from core.search import excerpt as excerpt_of_stems
from core.visibility import PublicScope
from pages.models import FaqEntry, FaqSection
from pages.search import search_entries
from tests.factories.pages import make_entry, make_section

pytestmark = pytest.mark.django_db
NOW = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def section() -> FaqSection:
    return make_section()


def excerpt(text: str, query: str) -> str:
    return excerpt_of_stems(text, query_stems(query))


def found(query: str) -> list[str]:
    """Slugs of the entries, best first."""
    slugs = dict(FaqEntry.objects.values_list("pk", "slug"))
    return [slugs[hit.entry_id] for hit in search_entries(query, PublicScope(NOW))]


SPELLINGS = [
    ("numeriser", "numériser", "NUMÉRISER", "nume\u0301riser", "« Numériser »"),
    ("numérisé", "numerise", "numérisée", "numérisés"),
    ("numérisation", "numerisation", "numérisations"),
    ("entreprise", "entreprises", "Entreprise", "l’entreprise", "d'entreprises"),
    ("oeuvrer", "Œuvrer", "œuvrer", "ŒUVRER"),
    ("oeuvre", "œuvres", "Œuvre", "l’œuvre"),
    ("e-commerce", "ecommerce", "e commerce", "E‑Commerce", "E-COMMERCE", "« e-commerce »", '"e-commerce"'),
    ("email", "e-mail", "e mail", "emails"),
    ("site internet", "internet site", "sites  internet !", "le site et l’internet"),
]


@pytest.fixture
def spelt(section: FaqSection) -> None:
    for slug, title, text in (
        ("numeriser", "Comment numériser mes archives ?", "La numérisation des papiers est un premier pas."),
        ("numerise", "Un document numérisé vaut-il preuve ?", "Oui, s’il est fidèle."),
        ("entreprises", "Quelles entreprises sont concernées ?", "Toute entreprise de moins de cinquante salariés."),
        ("oeuvrer", "Qui peut œuvrer à mes côtés ?", "Les maîtres d’œuvre et l’œuvre commune."),
        ("e-commerce", "Faut-il un site d’e-commerce ?", "Un courriel suffit parfois."),
        ("ecommerce", "Ouvrir une boutique", "Certains écrivent ecommerce, ou e commerce."),
        ("email", "Où écrire ?", "Par e-mail, ou sur le site internet."),
    ):
        make_entry(title, section=section, slug=slug, answer=f"<p>{text}</p>")


def test_every_spelling_finds_the_same_entries(spelt: None) -> None:
    for spellings in SPELLINGS:
        expected = found(spellings[0])
        assert expected, spellings
        assert {spelling: found(spelling) for spelling in spellings} == dict.fromkeys(spellings, expected)


def test_which_entries_those_are(spelt: None) -> None:
    assert found("entreprise") == ["entreprises"]
    assert found("oeuvrer") == ["oeuvrer"]
    assert found("e-commerce") == ["e-commerce", "ecommerce"]
    assert found("e-mail") == ["email"]
    assert "numeriser" in found("numériser")
    assert "numeriser" in found("numérisation")


def test_a_word_is_not_found_inside_another(spelt: None) -> None:
    assert found("treprise") == []
    assert found("commerces") == ["e-commerce", "ecommerce"]


NONSENSE = [
    '"AND (',
    "*",
    ":",
    "\\",
    "'",
    "''",
    '"',
    "(",
    ")",
    "AND",
    "OR",
    "NOT",
    "NEAR(a b)",
    "a:b",
    "-",
    "--",
    "+",
    "^",
    "{",
    "}",
    "~",
    "&",
    "|",
    "!",
    "<->",
    "%",
    "_",
    ";",
    "\x00",
    "\n\t",
    "",
    " ",
    "😀",
    "😀😀 👩‍👩‍👧",
    "le la les",
    "ﬁ",
    "ǅ",
    "١٢٣",
    "²",
    "漢字",
    "\u202e",
    "a" * 500,
    "mot " * 125,
    "é" * 400,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
]  # fmt: skip


def test_nothing_typed_is_an_operator_or_an_error(spelt: None) -> None:
    for query in NONSENSE:
        found(query)
        assert found(f"entreprise {query}")[:1] == ["entreprises"], query


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60))
def test_no_text_is_an_error(section: FaqSection, query: str) -> None:
    found(query)


def test_without_words_nothing_is_found(spelt: None) -> None:
    assert [found(query) for query in ("", " ", "?", "«»", "😀", "\x00")] == [[]] * 6


def test_only_stop_words_are_looked_for_as_they_are(section: FaqSection) -> None:
    assert query_stems("le la") == ["le", "la"]
    assert found("le la") == []


def test_best_first(section: FaqSection) -> None:
    make_entry("Autre chose ?", section=section, slug="answer", answer="<p>Une facture.</p>")
    make_entry("Autre chose encore ?", section=section, slug="keyword", keywords=["facture"])
    make_entry("Que met-on sur une facture ?", section=section, slug="question")
    make_entry("Autre ?", section=section, slug="often", answer="<p>facture facture facture</p>")
    assert found("facture") == ["question", "keyword", "often", "answer"]


def test_ties_are_in_the_order_of_the_tree(section: FaqSection) -> None:
    for slug in "cab":
        make_entry("La facture ?", section=section, slug=slug)
    assert found("facture") == ["c", "a", "b"]


def test_all_words_or_else_any(section: FaqSection) -> None:
    make_entry("La facture ?", section=section, slug="facture")
    make_entry("Le devis ?", section=section, slug="devis")
    make_entry("Facture et devis ?", section=section, slug="both")
    assert found("facture devis") == ["both"]
    FaqEntry.objects.get(slug="both").unpublish()
    assert found("facture devis") == ["facture", "devis"]


def test_a_published_change_is_found_at_once(section: FaqSection) -> None:
    entry = make_entry("La facture ?", section=section, slug="e")
    entry.title, entry.minor_correction = "Le devis ?", True
    revision = entry.save_revision()
    assert (found("facture"), found("devis")) == (["e"], [])
    revision.publish()
    assert (found("facture"), found("devis")) == ([], ["e"])


class TestExcerpt:
    def test_marks_every_form_of_a_word(self) -> None:
        assert excerpt("Les Entreprises, l’entreprise.", "entreprise") == (
            "Les <mark>Entreprises</mark>, l’<mark>entreprise</mark>."
        )

    @pytest.mark.parametrize("query", ["e-commerce", "ecommerce", "e commerce"])
    def test_marks_a_compound_whole(self, query: str) -> None:
        assert excerpt("L’e-commerce ou ecommerce.", query) == ("L’<mark>e-commerce</mark> ou <mark>ecommerce</mark>.")

    def test_escapes_what_is_around(self) -> None:
        assert excerpt("a < b & <script>mot</script>", "mot") == (
            "a &lt; b &amp; &lt;script&gt;<mark>mot</mark>&lt;/script&gt;"
        )

    def test_begins_near_the_words(self) -> None:
        passage = excerpt("avant " * 200 + "la facture ici " + "après " * 200, "facture")
        assert "<mark>facture</mark>" in passage
        assert passage.startswith("… ")
        assert passage.endswith(" …")

    def test_of_a_text_without_spaces(self) -> None:
        assert len(excerpt("x" * 1000, "facture")) > EXCERPT_LENGTH

    @given(text=st.text(max_size=600), query=st.text(max_size=30))
    def test_is_always_safe_and_short(self, text: str, query: str) -> None:
        passage = excerpt(text, query)
        assert set(re.findall(r"<[^>]*>", passage)) <= {"<mark>", "</mark>"}
        assert passage.count("<mark>") == passage.count("</mark>")
        bare = re.sub(r"</?mark>|^… | …$", "", passage)
        assert "<" not in bare
