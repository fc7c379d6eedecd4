"""Rules E1, E2, E3, E5 and E6: what stands between a draft and its publication."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules import RuleKind, blocking
from pages.rules.catalogue import RULES
from pages.rules.publishing import (
    UNTITLED,
    EntryContent,
    QuestionContent,
    UpdateContent,
    check,
    is_changed,
)

DAY = date(2021, 2, 3)
PUBLISHED = EntryContent(question="Qui ?", anchor="qui", answer=["Vous."], updates=[UpdateContent("un", DAY)])
CHANGED = replace(PUBLISHED, answer=["Nous."])


def codes(content, published=None):
    return {finding.code for finding in check(content, published)}


def with_update(content, key="deux", day=DAY):
    return replace(content, updates=[*content.updates, UpdateContent(key, day)])


def group(*questions):
    return replace(PUBLISHED, questions=questions)


def question(text="Quand ?", anchor="quand", has_text=True, points_elsewhere=False):
    return QuestionContent(text, anchor, has_text, points_elsewhere)


def test_e1_an_anchor_that_was_public_stays():
    assert codes(replace(PUBLISHED, anchor="autre"), PUBLISHED) == {"ANCHOR_CHANGED"}


class TestE2:
    def test_first_publication_needs_neither(self):
        assert codes(CHANGED) == set()

    def test_an_unchanged_answer_needs_nothing(self):
        assert codes(PUBLISHED, PUBLISHED) == set()

    def test_a_changed_answer_is_refused(self):
        assert codes(CHANGED, PUBLISHED) == {"CHANGE_NOT_DATED"}

    def test_a_new_update_dates_it(self):
        assert codes(with_update(CHANGED, day=DAY + timedelta(days=1)), PUBLISHED) == set()

    def test_one_of_the_same_day_does_too_with_a_warning(self):
        assert codes(with_update(CHANGED), PUBLISHED) == {"SAME_DAY_UPDATES"}

    def test_an_older_one_does_not(self):
        assert "CHANGE_NOT_DATED" in codes(with_update(CHANGED, day=DAY - timedelta(days=1)), PUBLISHED)

    def test_rewriting_a_known_update_does_not(self):
        rewritten = replace(CHANGED, updates=[UpdateContent("un", date(2026, 1, 1))])
        assert "CHANGE_NOT_DATED" in codes(rewritten, PUBLISHED)

    def test_the_tick_does(self):
        assert codes(replace(CHANGED, minor_correction=True), PUBLISHED) == set()

    @pytest.mark.parametrize(
        ("field", "value", "changed"),
        [
            ("question", "Quoi ?", True),
            ("question", " Qui ? ", False),
            ("answer", ["Nous."], True),
            ("verdict", "NO", True),
            ("valid_from", DAY, True),
            ("valid_until", DAY, True),
            ("updates", (), False),
            ("minor_correction", True, False),
            ("anchor", "autre", False),
        ],
    )
    def test_what_counts_as_changed(self, field, value, changed):
        assert is_changed(replace(PUBLISHED, **{field: value}), PUBLISHED) is changed

    @given(st.lists(st.builds(UpdateContent, st.text(max_size=3), st.dates()), max_size=6))
    def test_a_change_passes_if_and_only_if_the_date_readers_see_has_a_new_update(self, updates):
        content = replace(CHANGED, updates=updates)
        dated = any(update.key != "un" and update.date >= DAY for update in updates)
        assert ("CHANGE_NOT_DATED" in codes(content, PUBLISHED)) is not dated

    @given(st.lists(st.dates(date(2021, 1, 1), date(2021, 1, 9)), max_size=12))
    def test_warns_once_a_day_and_stops_nothing(self, days):
        updates = [UpdateContent(str(index), day) for index, day in enumerate(days)]
        found = check(replace(PUBLISHED, updates=updates), None)
        assert len(found) == len({day for day in days if days.count(day) > 1})
        assert blocking(found) == []


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
        [finding] = check(replace(content, has_text=True), None)
        assert (finding.code, finding.field, finding.excerpt) == ("NO_ANSWER", ("answer", "2"), "Où ?")

    def test_a_group_needs_no_text_around_it(self):
        assert codes(replace(group(question()), has_text=False)) == set()


def test_every_message_names_its_rule_in_good_french():
    bad = EntryContent(question="", has_text=False, valid_from=DAY, valid_until=date(2020, 1, 1))
    findings = check(bad, None) + check(CHANGED, PUBLISHED) + check(with_update(CHANGED), PUBLISHED)
    for finding in findings:
        assert finding.message.startswith(f"Règle {finding.rule.id}\u00a0: ")


def test_the_catalogue():
    assert [rule.id for rule in RULES] == ["E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "A1", "A2", "A3"]
    assert {rule.id for rule in RULES if rule.kind is RuleKind.BLOCK} == {"E1", "E2", "E3", "E6"}
