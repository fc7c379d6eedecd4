"""Rules W4 and W5 against the directory and the register."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules import RuleKind
from directory.models import OrganisationKind
from directory.rules.candidate import Register
from directory.rules.organisations import (
    ORGANISATION_KINDS,
    names_resemble,
    organisation_named,
    registered_so,
    relation_told,
)

ALIKE = [
    ("Atelier Numérique", "ATELIER NUMERIQUE"),
    ("Atelier Numérique", "SARL ATELIER NUMERIQUE"),
    ("L’Atelier & Fils", "ATELIER ET FILS SAS"),
    ("Martin Conseil", "CONSEIL MARTIN"),
    ("Martin Conseil", "MARTIN"),
    ("Jeanne Martin", "MARTIN JEANNE"),
    ("Mme Jeanne Martin", "MARTIN JEANNE (MARTIN CONSEIL)"),
    ("Numéri’Pro", "NUMERIPRO"),
    ("Web Éclair", "WEBECLAIR EURL"),
    ("Œuvre Web", "OEUVRE WEB"),
    ("Duponteil Services", "DUPONTEILS SERVICES"),
    ("Chambre de métiers et de l’artisanat", "CHAMBRE DES METIERS ET DE L'ARTISANAT DE BRETAGNE"),
    ("CCI", "CHAMBRE DE COMMERCE ET D'INDUSTRIE"),
    ("S.C.O.P.", "SCOP"),
    ("", "MARTIN"),
    ("Martin", ""),
    ("---", "MARTIN"),
]
UNLIKE = [
    ("Atelier Numérique", "BOULANGERIE DURAND"),
    ("Atelier Martin", "ATELIER DURAND"),
    ("Agence Web", "AGENCE IMMOBILIERE"),
    ("Jeanne Martin", "MARTIN PAUL"),
    ("SARL Martin", "SARL DURAND"),
    ("Conseil Numérique", "CONSEIL REGIONAL DE BRETAGNE"),
    ("Art", "MARTIN"),
    ("Dupont", "DURANT"),
]


@pytest.mark.parametrize(("given_name", "registered"), ALIKE)
def test_names_of_one_company(given_name, registered):
    assert names_resemble(given_name, registered)
    assert names_resemble(registered, given_name)


@pytest.mark.parametrize(("given_name", "registered"), UNLIKE)
def test_names_of_two(given_name, registered):
    assert not names_resemble(given_name, registered)
    assert not names_resemble(registered, given_name)


@given(st.text(), st.text())
def test_any_names_can_be_compared(one, other):
    assert names_resemble(one, one)
    assert names_resemble(one, other) is names_resemble(other, one)


def test_a_mismatch_warns_and_says_the_registered_name():
    [finding] = registered_so("Martin", Register(name="DURAND"))
    assert (finding.rule.id, finding.code, finding.kind) == ("W4", "SIRET_NAME_MISMATCH", RuleKind.WARN)
    assert finding.field == ("organisation_name",)
    assert finding.excerpt == "Martin"
    assert "« DURAND »" in finding.message


def test_a_closed_establishment_warns():
    [finding] = registered_so("Martin", Register(name="MARTIN", is_closed=True))
    assert (finding.code, finding.kind, finding.field) == ("SIRET_INVALID", RuleKind.WARN, ("siret",))


@pytest.mark.parametrize("register", [None, Register(), Register(name="MARTIN")])
def test_what_the_register_does_not_say_is_nobodys_fault(register):
    assert registered_so("Martin", register) == []


def test_a_new_organisation_is_named():
    assert organisation_named("", is_known=True) == organisation_named("Martin", is_known=False) == []
    [finding] = organisation_named(" ", is_known=False)
    assert (finding.rule.id, finding.code, finding.kind) == ("W5", "INCOMPLETE", RuleKind.BLOCK)


class TestRelation:
    def test_the_kinds_are_the_models(self):
        assert list(ORGANISATION_KINDS) == OrganisationKind.values

    @pytest.mark.parametrize("kind", ORGANISATION_KINDS)
    def test_told(self, kind):
        assert relation_told(kind) == []

    @pytest.mark.parametrize(("kind", "expected"), [("", RuleKind.WARN), ("own", RuleKind.BLOCK)])
    def test_untold_or_unknown(self, kind, expected):
        [finding] = relation_told(kind)
        assert (finding.kind, finding.field) == (expected, ("organisation_kind",))
