"""The demo's content before it is loaded: complete, well written, well formed."""

import re
from collections import Counter
from datetime import date

import pytest

from cms.demo.blocks import identify
from cms.demo.content import THEMES, portal
from cms.demo.specs import State
from directory.rules.marks import Holder, Mark, Verdict, decide
from pages.rules.aid import FAMILIES
from tests.cms.demo.texts import all_texts, typographic_faults

# The questions of the portal's FAQ of 2021, under its four themes, in its order.
QUESTIONS = {
    "Aide à la numérisation": [
        "Chèque de 500\xa0euros\xa0: quelles dépenses justifier, le prestataire doit-il être référencé, mon entreprise "
        "est-elle éligible et dans quels délais faire la demande\u202f?",
    ],
    "Clique mon commerce": [
        "Pendant la crise, où trouver des solutions numériques solidaires, sans frais ou moins chères\u202f?",
        "L’appel à projets «\xa0Clique mon commerce\xa0», en soutien au commerce de proximité, est-il encore ouvert "
        "aux candidatures\u202f?",
    ],
    "Transformation numérique": [
        "Où en sont les petites entreprises dans leur transformation numérique\u202f?",
        "Par qui une petite entreprise peut-elle se faire accompagner dans sa transformation numérique\u202f?",
    ],
    "Activateurs": [
        "Qu’apportent les activateurs France Num aux petites entreprises\u202f?",
        "Qui peut devenir activateur France Num\u202f?",
        "Comment demander son inscription comme activateur\u202f?",
        "En combien de temps l’inscription d’un activateur est-elle validée\u202f?",
        "Activateur, où serai-je visible sur francenum.gouv.fr\u202f?",
        "Quelles erreurs sont les plus courantes dans une demande d’inscription d’activateur\u202f?",
        "Me voici activateur France Num\xa0: par quoi commencer\u202f?",
        "Que m’apporte le fait d’être activateur France Num\u202f?",
        "Un activateur peut-il utiliser le logo France Num\u202f?",
    ],
}
GROUPED = [
    ("Quelles dépenses peut-on justifier\u202f?", ""),
    ("Le prestataire doit-il être référencé\u202f?", "NO"),
    ("Dans quels cas le prestataire doit-il pourtant être référencé\u202f?", ""),
    ("Comment savoir si mon entreprise est éligible\u202f?", ""),
    ("Jusqu’à quand puis-je déposer ma demande\u202f?", ""),
]
ENTRIES = {entry.key: entry for theme in THEMES for entry in theme.entries}


def blocks_of(content, block_type):
    """Every block of a type, however deep, in order."""
    if isinstance(content, list):
        return [found for item in content for found in blocks_of(item, block_type)]
    if not isinstance(content, dict):
        return []
    own = [content] if content.get("type") == block_type and "value" in content else []
    return own + [found for value in content.values() for found in blocks_of(value, block_type)]


def test_every_question_of_the_source_is_there_in_order():
    found = {
        theme.title: [entry.title for entry in theme.entries if entry.state is State.LIVE and entry.valid_in is None]
        for theme in THEMES
    }
    assert list(found) == list(QUESTIONS)
    assert found == QUESTIONS


def test_the_first_entry_groups_five_questions():
    questions = [block["value"] for block in ENTRIES["cheque"].answer]
    assert [(value["question"], value["verdict"]) for value in questions] == GROUPED


def test_the_expenses_are_the_eleven_themes_of_rule_a1():
    (table,) = blocks_of(ENTRIES["cheque"].answer, "table")
    families = Counter(re.sub("<.*?>", "", row["values"][0]) for row in table["value"]["rows"])
    assert families == {family.name: len(family.themes) for family in FAMILIES}


@pytest.mark.parametrize(("key", "number"), [("inscription", 10), ("delais", 8)])
def test_the_steps_are_all_there(key, number):
    (steps,) = blocks_of(ENTRIES[key].answer, "steps")
    assert len(steps["value"]["steps"]) == number


@pytest.mark.parametrize(("key", "number"), [("engagements", 5), ("categories", 4), ("erreurs", 13)])
def test_the_lists_are_complete(key, number):
    text = "".join(block["value"] for block in blocks_of(ENTRIES[key].answer, "text"))
    nested = re.findall(r"<li>[^<]*<ul>.*?</ul>", text)
    assert text.count("<li>") - sum(part.count("<li>") - 1 for part in nested) == number


def test_dated_facts_and_verdicts_are_data():
    call, lump_sum = ENTRIES["appel-a-projets"], ENTRIES["cheque"]
    assert (call.verdict, ENTRIES["logo"].verdict) == ("NO", "NO")
    assert (call.valid_from, call.valid_until) == (date(2020, 11, 2), date(2020, 11, 13))
    assert [update.date for update in call.updates] == [date(2021, 1, 6)]
    assert [update.date for update in lump_sum.updates] == [date(2021, 2, 3)]  # the only one the source has


def test_every_block_type_is_shown():
    answers = [entry.answer for entry in ENTRIES.values()]
    for block_type in ("text", "steps", "notice", "table", "image", "document", "links", "question"):
        assert blocks_of(answers, block_type), block_type
    texts = "".join(block["value"] for block in blocks_of(answers, "text"))
    assert "<h3>" in texts
    assert "<h4>" in texts
    assert "<li>une part d’accompagnement" in texts
    assert re.search(r"<li>[^<]*<ul>", texts)


def test_every_entry_has_keywords_and_every_activator_question_says_so():
    assert all(entry.keywords for entry in ENTRIES.values())
    assert all("activateur" in entry.keywords for entry in THEMES[3].entries)


def test_block_ids_are_the_same_at_every_load_and_never_twice():
    first = [identify(entry.answer, entry.key) for entry in ENTRIES.values()]
    again = [identify(entry.answer, entry.key) for entry in ENTRIES.values()]
    assert first == again
    ids = re.findall(r"'id': '([0-9a-f-]{36})'", repr(first))
    assert len(ids) == len(set(ids)) > 50


def test_every_page_is_well_named():
    slugs = [entry.slug for entry in ENTRIES.values()] + [page.slug for page in portal.PAGES]
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)
    assert len(slugs) == len(set(slugs))


def test_typography():
    texts = all_texts()
    assert len(texts) > 200
    assert {text: faults for text in texts if (faults := typographic_faults(text))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "l'aide",
        "Pourquoi ?",
        "Pourquoi?",
        "Deux : trois",
        "Deux: trois",
        "«mot»",
        "« mot »",
        "Et...",
        "500 euros",
        "a  b",
    ],
)
def test_the_typography_check_sees_faults(text):
    assert typographic_faults(text)


def test_the_entry_on_marks_says_what_the_rules_say():
    entry = ENTRIES["logo"]
    assert blocks_of(entry.answer, "brand_decisions")
    said = {mark: decide(mark, Holder.ACTIVATOR).verdict for mark in Mark}
    assert said == {
        Mark.FRANCE_NUM: Verdict.FORBIDDEN,
        Mark.ENTREPRISE_FRANCE_NUM: Verdict.FORBIDDEN,
        Mark.ACTIVATEUR_FRANCE_NUM: Verdict.ALLOWED,
    }, "the entry’s own words are to follow"
    assert entry.verdict == "NO"
