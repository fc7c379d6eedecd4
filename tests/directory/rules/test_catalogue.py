"""The catalogue of rules, the error catalogue, and the language of both."""

import re

import pytest

from core.rules import RuleKind
from directory.rules import catalogue
from directory.rules.candidate import Candidate, Commitment, Register, Surroundings
from directory.rules.checks import check_file
from directory.rules.codes import BY_CODE, CODES, ERROR_CODES
from directory.rules.commitment import HUMAN_BOXES

EMPTY = check_file(Candidate(), Commitment(), Surroundings(charter_version="1"))
WRONG = check_file(
    Candidate(
        category="BAKER",
        first_name="Service",
        last_name="client",
        email="nobody",
        telephone="01",
        siret="73282932000075",
        organisation_name="Dupont " * 50,
        organisation_kind="FRIEND",
        address_differs=True,
        latitude=91,
        longitude=181,
        website="https://exemple.fr",
        social_links=("@moi", *("https://social.example",) * 9),
        presentation="Diagnostic payant. Leader du digital." * 200,
        services="Je suis partenaire de France Num. J’affiche le logo Entreprise France Num. Mon offre France Num.",
        themes=("a", "b", "c", "d"),
        photo_name="photo.jpg",
    ),
    Commitment(
        signatory_name="Client Service", signatory_role="-", has_letter=True, charter_version="1", charter_accepted=True
    ),
    Surroundings(
        themes_offered=4,
        charter_version="2",
        register=Register(name="Martin", is_closed=True),
        broken_links={"https://exemple.fr": "réponse 404"},
        sites_without_notice=frozenset(["https://exemple.fr"]),
        promotional=frozenset(["leader"]),
        jargon=frozenset(["digital"]),
        suggestions={"digital": "numérique"},
    ),
)
ALSO_WRONG = check_file(
    Candidate(siret="732829320", latitude=1, website="x", themes=("a",) * 4),
    Commitment(signatory_name="Martin", charter_accepted=True, charter_version="1"),
    Surroundings(themes_offered=11, organisation_is_known=True, charter_version="1"),
)


def test_each_rule_once_in_order():
    numbers = {"W": 14, "S": 9, "L": 4, "F": 9, "B": 7}
    expected = [f"{letter}{n}" for letter, last in numbers.items() for n in range(1, last + 1)]
    assert [rule.id for rule in catalogue.RULES] == expected


def test_kinds():
    other = {rule.id: rule.kind for rule in catalogue.RULES if rule.kind is not RuleKind.BLOCK}
    warnings = {"W9", "W10", "W11", "W12", "W13", "W14", "F4"}
    assert other == dict.fromkeys(warnings, RuleKind.WARN) | {
        "S7": RuleKind.INFORM,
        "B3": RuleKind.INFORM,
        "L3": RuleKind.HUMAN,
    }


def test_the_codes():
    wanted = (
        "SIRET_INVALID SIRET_NAME_MISMATCH ADDRESS_NOT_LOCATED NO_NATURAL_PERSON NO_LEGAL_NOTICE NO_OFFER_LINK "
        "BROKEN_LINK LETTER_UNSIGNED LETTER_WRONG_SIGNATORY WRONG_CATEGORY TOO_MANY_THEMES PICTURE_BADLY_NAMED "
        "STYLE MARK_MISUSE INCOMPLETE"
    )
    assert list(CODES) == wanted.split()
    assert all(CODES[code] == error.sentence for code, error in BY_CODE.items())


@pytest.mark.parametrize("box", HUMAN_BOXES, ids=lambda box: box.id)
def test_the_boxes_of_people(box):
    assert box.id.startswith(f"{box.rule.id}-")
    assert len(box.id) <= 20
    assert box.rule.kind is RuleKind.HUMAN
    assert box.rule in BY_CODE[box.code].rules


def test_every_code_is_found_or_ticked():
    found = {finding.code for finding in (*EMPTY, *WRONG, *ALSO_WRONG)}
    assert found | {box.code for box in HUMAN_BOXES} == set(CODES)


@pytest.mark.parametrize("finding", [*EMPTY, *WRONG, *ALSO_WRONG], ids=lambda f: f"{f.rule.id}-{'-'.join(f.field)}")
def test_findings_keep_to_the_catalogues(finding):
    assert finding.rule in BY_CODE[finding.code].rules
    assert finding.message.startswith(f"Règle {finding.rule.id} : ")
    assert finding.kind in (RuleKind.BLOCK, RuleKind.WARN)
    assert finding.kind is RuleKind.WARN or finding.rule.kind is RuleKind.BLOCK or finding.rule is catalogue.W13


def test_french_typography():
    texts = [rule.summary for rule in catalogue.RULES]
    texts += [finding.message for finding in (*EMPTY, *WRONG, *ALSO_WRONG)]
    texts += [text for error in ERROR_CODES for text in (error.sentence, error.remedy)]
    texts += [box.label for box in HUMAN_BOXES]
    for text in texts:
        assert not re.search(r" [:;?!»]|« |'|  ", text), text
        assert text.endswith((".", " ».")), text
