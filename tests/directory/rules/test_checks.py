"""The one list of checks: what it holds, in which order, and that nothing typed breaks it."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules import RuleKind, blocking
from directory.models import Category
from directory.rules.candidate import Candidate, Commitment, Register, Surroundings
from directory.rules.checks import LOOKED_AT, check_file, check_profile
from directory.rules.mark_words import DEFAULT_MARK_WORDS
from directory.rules.membership import CATEGORIES
from tests.directory.rules.test_completeness import COMPLETE

PROFILE = replace(COMPLETE, organisation_kind="OWN")
COMMITMENT = Commitment(
    signatory_name="Paul Durand", signatory_role="gérant", has_letter=True, charter_version="1", charter_accepted=True
)
AROUND = Surroundings(
    organisation_is_known=True, organisation_has_point=True, themes_offered=11, charter_version="1", register=Register()
)

NEW = {"organisation_is_known": False, "organisation_has_point": False}
SITES = frozenset(["https://exemple.fr"])


def told(findings):
    return [(finding.rule.id, finding.code, finding.field[0], finding.kind.value) for finding in findings]


def test_the_categories_are_the_models():
    assert list(CATEGORIES) == Category.values


def test_a_good_file_is_told_nothing():
    assert check_profile(PROFILE, AROUND) == []
    assert check_file(PROFILE, COMMITMENT, AROUND) == []


@pytest.mark.parametrize(
    ("profile", "around", "expected"),
    [
        ({"category": ""}, {}, [("W1", "WRONG_CATEGORY", "category", "block")]),
        (
            {"last_name": ""},
            {},
            [("W3", "NO_NATURAL_PERSON", "last_name", "block"), ("W7", "INCOMPLETE", "last_name", "block")],
        ),
        ({"email": "jeanne"}, {}, [("W7", "INCOMPLETE", "email", "block")]),
        ({"siret": ""}, {}, [("W4", "SIRET_INVALID", "siret", "block")]),
        (
            {"organisation_name": ""},
            {"organisation_is_known": False, "postcode_is_located": True},
            [("W5", "INCOMPLETE", "organisation_name", "block")],
        ),
        ({"organisation_kind": ""}, {}, [("W4", "INCOMPLETE", "organisation_kind", "warn")]),
        ({}, {"register": Register(name="DURAND")}, [("W4", "SIRET_NAME_MISMATCH", "organisation_name", "warn")]),
        ({}, NEW, [("W6", "ADDRESS_NOT_LOCATED", "postcode", "block")]),
        ({}, {**NEW, "postcode_is_located": True}, []),
        ({"address_differs": True}, {}, [("W6", "ADDRESS_NOT_LOCATED", "postcode", "block")]),
        ({"address_differs": True, "latitude": 48.1, "longitude": -1.7}, {}, []),
        (
            {"address_differs": True, "latitude": 48.1},
            {"postcode_is_located": True},
            [("W6", "ADDRESS_NOT_LOCATED", "longitude", "block")],
        ),
        # What was typed before the box was unticked says nothing.
        (
            {"latitude": 48.1, "longitude": -1.7},
            {"organisation_has_point": False, "postcode_is_located": True},
            [("W6", "ADDRESS_NOT_LOCATED", "postcode", "warn")],
        ),
        ({"website": ""}, {}, [("W8", "NO_OFFER_LINK", "website", "block")]),
        ({}, {"broken_links": {"https://exemple.fr": "404"}}, [("W11", "BROKEN_LINK", "website", "warn")]),
        ({}, {"sites_without_notice": SITES}, [("W11", "NO_LEGAL_NOTICE", "website", "warn")]),
        ({"themes": tuple("abcd")}, {}, [("W9", "TOO_MANY_THEMES", "themes", "warn")]),
        ({"themes": tuple("aaaa")}, {}, []),
        ({"photo_name": "img.jpg"}, {}, [("W10", "PICTURE_BADLY_NAMED", "photo", "warn")]),
        ({"pricing": "digital"}, {"jargon": frozenset(["digital"])}, [("W12", "STYLE", "pricing", "warn")]),
        ({"sectors": ()}, {}, [("W13", "INCOMPLETE", "sectors", "warn")]),
        ({"pricing": "Diagnostic : 90 €"}, {}, [("W14", "STYLE", "pricing", "warn")]),
        ({"services": "Je suis labellisé France Num."}, {}, [("B7", "MARK_MISUSE", "services", "block")]),
        ({"organisation_name": "Cabinet France Num"}, {}, [("B1", "MARK_MISUSE", "organisation_name", "block")]),
        ({"services": "mot " * 1250}, {}, []),
        ({"services": "mots " * 1001}, {}, [("W13", "INCOMPLETE", "services", "block")]),
    ],
)  # fmt: skip
def test_each_rule_has_its_say(profile, around, expected):
    assert told(check_profile(replace(PROFILE, **profile), replace(AROUND, **around))) == expected


@pytest.mark.parametrize(
    ("commitment", "expected"),
    [
        ({"has_letter": False}, [("L1", "LETTER_UNSIGNED", "letter", "block")]),
        ({"signatory_name": "J. Martin"}, [("L2", "LETTER_WRONG_SIGNATORY", "signatory_name", "block")]),
        ({"signatory_name": "J. Martin", "activator_is_head": True}, []),
        ({"signatory_role": "x" * 201}, [("L2", "INCOMPLETE", "signatory_role", "block")]),
        ({"letter_name": "partenaire_france_num.pdf"}, [("B7", "MARK_MISUSE", "letter", "block")]),
        ({"letter_name": "lettre-activateur-france-num.pdf"}, []),
        ({"charter_accepted": False}, [("L4", "INCOMPLETE", "charter_accepted", "block")]),
        ({"charter_version": "0"}, [("L4", "INCOMPLETE", "charter_version", "block")]),
    ],
)
def test_a_file_is_asked_for_its_letter_and_its_charter(commitment, expected):
    assert told(check_file(PROFILE, replace(COMMITMENT, **commitment), AROUND)) == expected


def test_a_file_is_told_what_its_profile_is():
    assert check_file(Candidate(), COMMITMENT, AROUND) == check_profile(Candidate(), AROUND)


@pytest.mark.parametrize("name", ["presentation", "services", "references", "pricing"])
def test_a_text_that_is_far_too_long_is_looked_at_as_far_as_it_goes(name):
    for before, is_seen in ((LOOKED_AT - 20, True), (LOOKED_AT, False)):
        text: dict[str, Any] = {name: "x" * (before - 1) + " leader du marché"}
        findings = check_profile(replace(PROFILE, **text), replace(AROUND, promotional=frozenset(["leader"])))
        assert any(finding.code == "STYLE" for finding in findings) == is_seen
        assert any(finding.kind is RuleKind.BLOCK and finding.field == (name,) for finding in findings)


TEXTS = st.text(max_size=30) | st.sampled_from(
    ["", "https://exemple.fr", "73282932000074", "Diagnostic 90 €", "leader"]
)
STRATEGIES = {
    "str": TEXTS,
    "bool": st.booleans(),
    "int": st.integers(0, 12),
    "float | None": st.none() | st.floats(),
    "tuple[str, ...]": st.lists(TEXTS, max_size=4).map(tuple),
    "tuple[tuple[str, str], ...]": st.lists(st.tuples(st.just("services"), TEXTS), max_size=2).map(tuple),
    "frozenset[str]": st.frozensets(TEXTS, max_size=3),
    "Mapping[str, str]": st.dictionaries(TEXTS, TEXTS, max_size=3),
    "MarkWords": st.just(DEFAULT_MARK_WORDS),
    "Register | None": st.none() | st.builds(Register, name=TEXTS, is_closed=st.booleans()),
}


def anything(of):
    return st.builds(of, **{field.name: STRATEGIES[str(field.type)] for field in fields(of)})


@given(anything(Candidate), anything(Commitment), anything(Surroundings))
def test_anything_may_be_typed(candidate, commitment, surroundings):
    findings = check_file(candidate, commitment, surroundings)
    names = {field.name for of in (Candidate, Commitment) for field in fields(of)} | {"letter", "photo"}
    for finding in findings:
        assert finding.field[0] in names
        assert finding.kind in (RuleKind.BLOCK, RuleKind.WARN)
    assert findings == check_file(candidate, commitment, surroundings)


@given(anything(Candidate), anything(Surroundings))
def test_what_is_missing_is_not_said_where_something_already_stops(candidate, surroundings):
    findings = check_profile(candidate, surroundings)
    stopped = {finding.field for finding in blocking(findings)}
    assert not [f for f in findings if f.rule.id == "W13" and f.kind is RuleKind.WARN and f.field in stopped]
