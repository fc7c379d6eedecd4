"""The table of who may use which mark, in answers: as the rules are when it is read, and stored nowhere."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Revision

import directory.marks
from core import live
from directory.live import HOLDER_LABELS, VERDICT_LABELS
from directory.models import BrandMark
from directory.rules.mark_catalogue import B1
from directory.rules.marks import CONTACT, MARK_NAMES, Decision, Holder, Mark, Verdict, decide
from pages.blocks import BrandDecisionsBlock, brand_choices
from pages.models import FaqEntry
from pages.publication import findings_for
from tests.factories.pages import make_content_page, make_entry, make_section
from tests.pages.admin.conftest import moderator, moderator_client  # noqa: F401
from tests.schema.files import ask

pytestmark = pytest.mark.django_db

ALL: list[dict[str, Any]] = [{"type": "brand_decisions", "value": {"only": []}}]
DECISIONS = "decisions { mark holder verdict reason rule { id } }"
FIELDS = f"answerHtml answerText answer {{ blockType ... on BrandDecisionsBlock {{ {DECISIONS} }} }}"
ENTRY = f'{{ faqEntry(slug: "une-question") {{ {FIELDS} questions {{ answerHtml }} }} }}'


def only(*marks: str) -> list[dict[str, Any]]:
    return [{"type": "brand_decisions", "value": {"only": list(marks)}}]


def entry(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = ask(client, ENTRY)["faqEntry"]
    return found


def shown(client: Client) -> list[tuple[str, str, str, str, str]]:
    """The decisions that the entry's first block gives."""
    (block,) = entry(client)["answer"]
    return [
        (each["mark"], each["holder"], each["verdict"], each["reason"], each["rule"]["id"])
        for each in block["decisions"]
    ]


def stated(*marks: Mark) -> list[tuple[str, str, str, str, str]]:
    decided = [decide(mark, holder) for mark, holder in product(marks or Mark, Holder)]
    return [(str(d.mark), str(d.holder), str(d.verdict), d.reason, d.rule.id) for d in decided]


def rows(html: str) -> list[list[str]]:
    """The texts of each row's cells."""
    found = re.findall(r"<tr>(.*?)</tr>", html)
    return [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in found]


def table_rows(*marks: Mark) -> list[list[str]]:
    """What the rules say, as the table has it."""
    found = [["Qui", "Décision", "Pourquoi", "Règle"]]
    for mark in marks or Mark:
        found.append([f"Marque «\N{NO-BREAK SPACE}{MARK_NAMES[mark]}\N{NO-BREAK SPACE}»"])
        for holder in Holder:
            said = decide(mark, holder)
            found.append([HOLDER_LABELS[holder], VERDICT_LABELS[said.verdict], said.reason, said.rule.id])
    return found


@pytest.fixture
def changed_rules(monkeypatch: pytest.MonkeyPatch) -> str:
    """Everybody may use everything, for another reason."""
    reason = "Une autre règle, avec <b> et «\N{NO-BREAK SPACE}&\N{NO-BREAK SPACE}»."

    def decide_otherwise(mark: Mark, holder: Holder, *, contact: str = CONTACT) -> Decision:
        return Decision(mark, holder, Verdict.ALLOWED, B1, reason)

    monkeypatch.setattr(directory.marks, "decide", decide_otherwise)
    return reason


class TestWhatIsShown:
    def test_the_whole_table_is_the_rules(self, client: Client) -> None:
        make_entry(answer=ALL)
        found = entry(client)
        assert shown(client) == stated()
        assert found["answer"][0]["blockType"] == "BrandDecisionsBlock"
        assert rows(found["answerHtml"]) == table_rows()
        for _, _, _, reason, _ in stated():
            assert reason in found["answerText"]

    def test_who_hears_it_read_knows_what_each_cell_is_of(self, client: Client) -> None:
        make_entry(answer=ALL)
        html = entry(client)["answerHtml"]
        assert "<caption>Qui peut utiliser quelle marque</caption>" in html
        assert html.count('<th scope="col">') == 4
        assert html.count('<th colspan="4" scope="rowgroup">') == len(Mark) == html.count("<tbody>")
        assert html.count('<th scope="row">') == len(Mark) * len(Holder)

    def test_only_the_chosen_marks_in_the_order_of_the_rules(self, client: Client) -> None:
        make_entry(answer=only("ACTIVATEUR_FRANCE_NUM", "FRANCE_NUM"))
        marks = Mark.FRANCE_NUM, Mark.ACTIVATEUR_FRANCE_NUM
        assert shown(client) == stated(*marks)
        assert rows(entry(client)["answerHtml"]) == table_rows(*marks)

    @pytest.mark.parametrize("stored", [{"only": None}, {}])
    def test_what_older_data_may_lack(self, client: Client, stored: Any) -> None:
        make_entry(answer=[{"type": "brand_decisions", "value": stored}], live=False)
        FaqEntry.objects.update(live=True)
        assert shown(client) == stated()

    def test_in_a_question_of_a_group(self, client: Client) -> None:
        question = {"question": "Et qui ?", "anchor": "", "verdict": "", "answer": ALL}
        make_entry(answer=[{"type": "question", "value": question}])
        found = entry(client)
        assert rows(found["answerHtml"]) == rows(found["questions"][0]["answerHtml"]) == table_rows()
        inside = f"answer {{ ... on QuestionBlock {{ answer {{ ... on BrandDecisionsBlock {{ {DECISIONS} }} }} }} }}"
        (block,) = ask(client, f'{{ faqEntry(slug: "une-question") {{ {inside} }} }}')["faqEntry"]["answer"]
        assert len(block["answer"][0]["decisions"]) == len(stated())

    def test_in_a_plain_page(self, client: Client) -> None:
        page = make_content_page(body=ALL)
        assert rows(client.get(f"/imprimer/{page.slug}/").content.decode()) == table_rows()


class TestItIsLive:
    def test_another_rule_is_seen_at_once(self, client: Client, request: pytest.FixtureRequest) -> None:
        make_entry(answer=ALL)
        before = FaqEntry.objects.values().get(), Revision.objects.count()
        assert shown(client) == stated()
        reason = request.getfixturevalue("changed_rules")
        assert {(each[2], each[3]) for each in shown(client)} == {("ALLOWED", reason)}
        found = entry(client)
        assert {row[2] for row in rows(found["answerHtml"]) if len(row) == 4} == {"Pourquoi", reason}
        assert "<b>" not in found["answerHtml"]
        assert reason in found["answerText"]
        assert (FaqEntry.objects.values().get(), Revision.objects.count()) == before

    def test_nothing_of_it_is_stored_nor_searched(self, client: Client) -> None:
        question = {"question": "Et qui ?", "anchor": "", "verdict": "", "answer": ALL}
        made = make_entry(answer=[*ALL, {"type": "question", "value": question}])
        kept = [made.answer.get_prep_value(), *Revision.objects.values_list("content", flat=True)]
        text = json.dumps(kept, ensure_ascii=False)
        assert "brand_decisions" in text
        assert [reason for _, _, _, reason, _ in stated() if reason in text] == []
        assert "Indéterminé" not in text
        assert "indetermin" not in made.search_text
        assert (
            ask(client, '{ faqEntries(filter: {query: "indéterminé"}) { totalCount } }')["faqEntries"]["totalCount"]
            == 0
        )

    def test_whom_the_owner_names_is_seen_at_once(self, client: Client) -> None:
        make_entry(answer=ALL)
        assert CONTACT in entry(client)["answerText"]
        for mark in Mark:
            BrandMark.objects.update_or_create(code=mark.value, defaults={"contact": "Ada & <i>Cie</i>"})
        found = entry(client)
        undetermined = [each for each in found["answer"][0]["decisions"] if each["verdict"] == "UNDETERMINED"]
        assert undetermined
        assert all("demandez à Ada & <i>Cie</i> avant" in each["reason"] for each in undetermined)
        assert "demandez à Ada & <i>Cie</i> avant" in found["answerText"]
        assert "<i>" not in found["answerHtml"]
        assert CONTACT not in found["answerText"]

    def test_it_costs_one_statement_however_many_show_it(self, client: Client) -> None:
        section = make_section("Thème")
        numbers = []
        shown_by: list[list[Any]] = [["<p>Un texte.</p>"], [ALL], [ALL, ALL, ALL]]
        for answers in shown_by:
            FaqEntry.objects.all().delete()
            for number, answer in enumerate(answers):
                make_entry(answer=answer, section=section, slug=f"entree-{number}")
            with CaptureQueriesContext(connection) as captured:
                found = ask(client, f"{{ faqEntries {{ nodes {{ {FIELDS} }} }} }}")["faqEntries"]["nodes"]
            assert len(found) == len(answers)
            numbers.append(len(captured))
        assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 1]

    def test_the_block_says_so(self) -> None:
        assert BrandDecisionsBlock().is_live


class TestWhereThereIsNoTable:
    @pytest.fixture
    def nobody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(live, "_SOURCES", {})

    def test_a_name_that_nobody_registered_shows_nothing(self, client: Client, nobody: None) -> None:
        make_entry(answer=[*ALL, {"type": "text", "value": "<p>Un texte.</p>"}])
        found = entry(client)
        assert found["answerHtml"] == "<p>Un texte.</p>"
        assert found["answer"][0]["decisions"] == []
        assert brand_choices() == []

    def test_marks_that_are_no_more_are_not_all_marks(self, client: Client) -> None:
        make_entry(answer=[*only("AUTRE"), {"type": "text", "value": "<p>Un texte.</p>"}], live=False)
        FaqEntry.objects.update(live=True)
        found = entry(client)
        assert found["answerHtml"] == "<p>Un texte.</p>"
        assert found["answer"][0]["decisions"] == []

    def test_then_it_is_no_answer_either(self) -> None:
        assert is_answered(ALL)
        assert is_answered(only("FRANCE_NUM"))
        assert not is_answered(only("AUTRE"))

    def test_rich_text_cannot_point_at_a_table(self, client: Client) -> None:
        make_entry(answer='<p>Voir <a linktype="table" id="1">Ici</a></p>')
        assert "Ici" in entry(client)["answerHtml"]


def is_answered(answer: list[dict[str, Any]]) -> bool:
    question = {"question": "Et qui ?", "anchor": "", "verdict": "", "answer": answer}
    group = [{"type": "question", "value": question}]
    drafts = [make_entry(live=False, answer=blocks) for blocks in (answer, group)]
    first, second = ("E6" not in {each.rule.id for each in findings_for(draft)} for draft in drafts)
    assert first == second
    return first


class TestEditors:
    def test_the_print_view_and_the_preview_show_it(self, moderator_client: Client) -> None:  # noqa: F811
        made = make_entry(answer=ALL, section=make_section("Thème"))
        draft = reverse("wagtailadmin_pages:view_draft", args=[made.pk])
        for path in ("/imprimer/faq/theme/une-question/", "/imprimer/faq/", draft):
            assert rows(moderator_client.get(path).content.decode()) == table_rows()

    def test_the_form_offers_the_marks_of_the_rules(self, moderator_client: Client) -> None:  # noqa: F811
        made = make_entry(answer=ALL)
        html = moderator_client.get(reverse("wagtailadmin_pages:edit", args=[made.pk])).content.decode()
        assert "Qui peut utiliser quelle marque" in unescape(html)
        assert brand_choices() == [(mark.value, MARK_NAMES[mark]) for mark in Mark]


def test_every_way_to_lose_the_right_is_named() -> None:
    label = HOLDER_LABELS[Holder.FORMER_ACTIVATOR]
    assert all(cause in label for cause in ("suspendu", "parti", "charte"))
