"""Rule E2: dated updates and the two ticks."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules import RuleKind, blocking
from pages.rules.updates import dated, latest_date
from pages.rules.versions import EntryContent, UpdateContent, is_changed

BEFORE, DAY, AFTER = date(2021, 1, 6), date(2021, 2, 3), date(2021, 3, 1)
OLD, LATEST = UpdateContent("un", BEFORE), UpdateContent("deux", DAY)
PUBLISHED = EntryContent(question="Qui ?", anchor="qui", answer=["Vous."], updates=[OLD, LATEST])
CHANGED = ["Nous."]
TODAY = date(2021, 6, 1)

UPDATES = st.lists(
    st.builds(UpdateContent, st.sampled_from(["un", "deux", "trois", "quatre"]), st.dates(BEFORE, AFTER)),
    unique_by=lambda update: update.key,
)
VERSIONS = st.builds(
    EntryContent,
    question=st.just("Qui ?"),
    answer=st.sampled_from([["Vous."], CHANGED]),
    updates=UPDATES,
    minor_correction=st.booleans(),
    dates_corrected=st.booleans(),
)


def codes(content, published=PUBLISHED):
    return {finding.code for finding in dated(content, published, TODAY)}


def version(*updates, answer=CHANGED, **ticks):
    return replace(PUBLISHED, answer=answer, updates=updates, **ticks)


NEW, SAME_DAY, TOO_OLD = UpdateContent("x", AFTER), UpdateContent("x", DAY), UpdateContent("x", BEFORE)
MOVED, OLD_MOVED = UpdateContent("deux", AFTER), UpdateContent("un", date(2021, 1, 7))
MINOR, RECTIFIED = {"minor_correction": True}, {"dates_corrected": True}
UNDATED, ANCIENT = "CHANGE_NOT_DATED", "UPDATE_TOO_OLD"
MOVES, ALTERED = "CORRECTION_MOVES_DATE", "PUBLISHED_UPDATE_CHANGED"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # The answer is another one.
        (version(OLD, LATEST), {UNDATED}),
        (version(OLD, LATEST, NEW), set()),
        (version(OLD, LATEST, SAME_DAY), {"SAME_DAY_UPDATES"}),
        (version(OLD, LATEST, UpdateContent("x", date(2021, 1, 20))), {ANCIENT}),
        (version(OLD, MOVED), {UNDATED, ALTERED}),
        (version(OLD, MOVED, **RECTIFIED), {UNDATED}),
        (version(OLD), {UNDATED, ALTERED}),
        # … and said to be a minor correction: the date that readers see stays.
        (version(OLD, LATEST, **MINOR), set()),
        (version(OLD, LATEST, UpdateContent("x", date(2021, 1, 20)), **MINOR), set()),
        (version(OLD, LATEST, NEW, **MINOR), {MOVES}),
        (version(OLD, MOVED, **MINOR), {MOVES, ALTERED}),
        (version(OLD, MOVED, **MINOR, **RECTIFIED), {MOVES}),
        (version(**MINOR), {MOVES, ALTERED}),
        (version(**MINOR, **RECTIFIED), {MOVES}),
        (version(LATEST, **MINOR), {ALTERED}),
        (version(LATEST, **MINOR, **RECTIFIED), set()),
        # The answer is the same; what was published neither moves nor goes unasked.
        (version(OLD, LATEST, answer=["Vous."]), set()),
        (version(OLD, LATEST, NEW, answer=["Vous."]), set()),
        (version(answer=["Vous."]), {ALTERED}),
        (version(answer=["Vous."], **RECTIFIED), set()),
        (version(OLD_MOVED, LATEST, answer=["Vous."]), {ALTERED}),
        (version(OLD_MOVED, LATEST, answer=["Vous."], **RECTIFIED), set()),
        # A wrong date is put right while the answer changes: the new update dates the change.
        (version(OLD, UpdateContent("x", date(2021, 1, 20)), **RECTIFIED), set()),
    ],
)
def test_e2(content, expected):
    assert codes(content) == expected


def test_a_first_publication_needs_nothing():
    assert codes(version(), None) == set()


def test_an_entry_without_any_update_gets_its_first():
    published = replace(PUBLISHED, updates=())
    assert codes(version(), published) == {UNDATED}
    assert codes(version(TOO_OLD), published) == set()
    assert codes(version(TOO_OLD, **MINOR), published) == {MOVES}


@pytest.mark.parametrize(("day", "expected"), [(TODAY, set()), (TODAY + timedelta(days=1), {"UPDATE_TO_COME"})])
def test_an_update_to_come_is_pointed_out(day, expected):
    content = version(OLD, LATEST, UpdateContent("x", day))
    assert codes(content) == codes(content, None) == expected
    assert blocking(dated(content, PUBLISHED, TODAY)) == []


def test_the_messages_say_the_dates():
    [old] = dated(version(OLD, LATEST, UpdateContent("x", date(2021, 1, 20))), PUBLISHED, TODAY)
    assert "votre mise à jour du 20/01/2021 est antérieure à celle du 03/02/2021" in old.message
    moves, altered = dated(version(OLD_MOVED, **MINOR), PUBLISHED, TODAY)
    assert "passerait du 03/02/2021 au 07/01/2021" in moves.message
    assert "celle du 03/02/2021 est retirée, celle du 06/01/2021 passe au 07/01/2021" in altered.message
    assert "«\u00a0rectifier les dates publiées\u00a0»" in altered.message


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
def test_what_counts_as_changed(field, value, changed):
    assert is_changed(replace(PUBLISHED, **{field: value}), PUBLISHED) is changed


@given(content=VERSIONS, updates=UPDATES)
def test_what_passes_keeps_its_promises(content, updates):
    published = replace(PUBLISHED, updates=updates)
    if blocking(dated(content, published, TODAY)):
        return
    stays = {(update.key, update.date) for update in updates} <= {(u.key, u.date) for u in content.updates}
    assert stays or content.dates_corrected
    before, after = latest_date(updates), latest_date(content.updates)
    if content.minor_correction:
        assert before == after
    elif is_changed(content, published):
        # A new update is what readers see.
        assert any(update.date == after for update in content.updates if update.key not in {u.key for u in updates})


@given(content=VERSIONS)
def test_an_untouched_history_is_never_refused_for_a_correction(content):
    corrected = replace(content, updates=PUBLISHED.updates, minor_correction=True)
    assert blocking(dated(corrected, PUBLISHED, TODAY)) == []


@given(content=VERSIONS)
def test_every_message_is_the_rule_s_and_in_good_french(content):
    for finding in dated(content, PUBLISHED, BEFORE):
        assert finding.message.startswith("Règle E2\u00a0: ")
        assert finding.field == ("updates",)
        assert not re.search(r"[^\u00a0]:|«[^\u00a0]|[^\u00a0]»|[^\u202f];", finding.message)


@given(st.lists(st.dates(date(2021, 1, 1), date(2021, 1, 9)), max_size=12))
def test_warns_once_a_day_and_stops_nothing(days):
    updates = [UpdateContent(str(index), day) for index, day in enumerate(days)]
    found = dated(replace(PUBLISHED, updates=updates), None, TODAY)
    assert len(found) == len({day for day in days if days.count(day) > 1})
    assert {finding.kind for finding in found} <= {RuleKind.WARN}
