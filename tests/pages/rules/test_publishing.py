"""Rules E1, E3, E5 and E6: what stands between a draft and its publication. E2 is in `test_updates`."""

from dataclasses import replace
from datetime import date

import pytest

from core.rules import RuleKind
from pages.rules.catalogue import RULES
from pages.rules.publishing import check
from pages.rules.versions import UNTITLED, EntryContent, QuestionContent

DAY = date(2021, 2, 3)
PUBLISHED = EntryContent(question="Qui ?", anchor="qui", answer=["Vous."])


def codes(content, published=None):
    return {finding.code for finding in check(content, published, day=DAY)}


def group(*questions):
    return replace(PUBLISHED, questions=questions)


def question(text="Quand ?", anchor="quand", has_text=True, points_elsewhere=False):
    return QuestionContent(text, anchor, has_text, points_elsewhere)


def test_e1_an_anchor_that_was_public_stays():
    assert codes(replace(PUBLISHED, anchor="autre"), PUBLISHED) == {"ANCHOR_CHANGED"}


class TestE3:
    @pytest.mark.parametrize("text", ["", "  ", UNTITLED])
    def test_the_entry_asks_something(self, text):
        assert codes(replace(PUBLISHED, question=text)) == {"NO_QUESTION"}

    def test_so_does_each_question_of_the_group(self):
        assert codes(group(question(text=" "))) == {"NO_QUESTION"}

    def test_two_of_one_anchor(self):
        assert codes(group(question(), question("Où ?"))) == {"ANCHOR_NOT_UNIQUE"}

    def test_the_anchor_of_the_entry_itself(self):
        assert codes(group(question(anchor="qui"))) == {"ANCHOR_NOT_UNIQUE"}

    def test_anchors_that_are_yet_to_be_given(self):
        assert codes(group(question(anchor=""), question("Où ?", anchor=""))) == set()


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "expected"),
    [(DAY, DAY, set()), (None, DAY, set()), (DAY, None, set()), (DAY, date(2021, 2, 2), {"VALIDITY_REVERSED"})],
)
def test_e5_validity_is_in_order(valid_from, valid_until, expected):
    assert codes(replace(PUBLISHED, valid_from=valid_from, valid_until=valid_until)) == expected


class TestE6:
    @pytest.mark.parametrize(
        ("has_text", "points_elsewhere", "verdict", "expected"),
        [
            (True, False, "", set()),
            (False, True, "", set()),
            (False, False, "NO", set()),
            (False, False, "", {"NO_ANSWER"}),
        ],
    )
    def test_an_answer_or_a_pointer(self, has_text, points_elsewhere, verdict, expected):
        content = replace(PUBLISHED, has_text=has_text, points_elsewhere=points_elsewhere, verdict=verdict)
        assert codes(content) == expected

    def test_each_question_of_a_group(self):
        content = group(question(), question("Où ?", "ou", has_text=False))
        [finding] = check(replace(content, has_text=True), None, day=DAY)
        assert (finding.code, finding.field, finding.excerpt) == ("NO_ANSWER", ("answer", "2"), "Où ?")

    def test_a_group_needs_no_text_around_it(self):
        assert codes(replace(group(question()), has_text=False)) == set()


def test_every_message_names_its_rule_in_good_french():
    bad = EntryContent(question="", has_text=False, valid_from=DAY, valid_until=date(2020, 1, 1))
    for finding in check(bad, None, day=DAY):
        assert finding.message.startswith(f"Règle {finding.rule.id}\u00a0: ")


def test_the_catalogue():
    assert [rule.id for rule in RULES] == ["E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "A1", "A2", "A3"]
    assert {rule.id for rule in RULES if rule.kind is RuleKind.BLOCK} == {"E1", "E2", "E3", "E6"}
