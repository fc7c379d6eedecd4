"""Rules L1, L2 and L4."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules import RuleKind
from directory.rules.commitment import charter_in_force_accepted, is_same_person, letter_given, signed_by_the_head

NAMES = st.text(max_size=30)


def signed(name, role="gérante", *, is_head=False, first_name="Jean-Marc", last_name="Le Goff"):
    return signed_by_the_head(name, role, activator_is_head=is_head, first_name=first_name, last_name=last_name)


def test_l1_the_letter_is_there():
    assert letter_given(True) == []
    [finding] = letter_given(False)
    assert (finding.rule.id, finding.code, finding.kind) == ("L1", "LETTER_UNSIGNED", RuleKind.BLOCK)
    assert finding.field == ("letter",)


class TestSamePerson:
    @pytest.mark.parametrize(
        ("name", "first_name", "last_name"),
        [
            ("Jean Martin", "Jean", "Martin"),
            ("MARTIN Jean", "Jean", "Martin"),
            ("martin, jean", "Jean", "Martin"),
            ("M. Jean Martin", "Jean", "Martin"),
            ("Monsieur MARTIN Jean", "Jean", "Martin"),
            ("Éloïse Lefèvre", "Eloise", "Lefevre"),
            ("Eloise LEFEVRE", "Éloïse", "Lefèvre"),
            ("Jean-Marc Le Goff", "Jean-Marc", "Le Goff"),
            ("Jean Marc Legoff", "Jean-Marc", "Le Goff"),
            ("Jeanmarc Le-Goff", "Jean Marc", "LeGoff"),
            ("LE GOFF Jean Marc", "Jean-Marc", "Legoff"),
            ("J.-M. Le Goff", "Jean-Marc", "Le Goff"),
            ("J.M. Le Goff", "Jean-Marc", "Le Goff"),
            ("JM Le Goff", "Jean-Marc", "Le Goff"),
            ("Le Goff J-M", "Jean-Marc", "Le Goff"),
            ("J.-Marc Le Goff", "Jean-Marc", "Le Goff"),
            ("J. Martin", "Jean", "Martin"),
            ("d’Aboville Zoé", "Zoé", "D'Aboville"),
            ("Martin Martin", "Martin", "Martin"),
            ("Œuvrard Zoé", "Zoé", "Oeuvrard"),
            ("Zoé M", "Zoé", "M"),
            ("小明 王", "小明", "王"),
        ],
    )
    def test_same(self, name, first_name, last_name):
        assert is_same_person(name, first_name, last_name)
        [finding] = signed(name, first_name=first_name, last_name=last_name)
        assert (finding.rule.id, finding.code, finding.kind) == ("L2", "LETTER_WRONG_SIGNATORY", RuleKind.BLOCK)
        assert (finding.field, finding.excerpt) == (("signatory_name",), name)
        assert signed(name, is_head=True, first_name=first_name, last_name=last_name) == []

    @pytest.mark.parametrize(
        ("name", "first_name", "last_name"),
        [
            ("Paul Martin", "Jean", "Martin"),
            ("Jean-Paul Martin", "Jean", "Martin"),
            ("Jean Martin", "Jean-Marc", "Martin"),
            ("P. Martin", "Jean", "Martin"),
            ("JP Martin", "Jean-Marc", "Martin"),
            ("Jean Durand", "Jean", "Martin"),
            ("Jean Martin-Durand", "Jean", "Martin"),
            ("Jean Martinet", "Jean", "Martin"),
            ("Goff Jean-Marc", "Jean-Marc", "Le Goff"),
            ("Jean Martin", "", "Martin"),
            ("Jean Martin", "Jean", ""),
        ],
    )
    def test_somebody_else(self, name, first_name, last_name):
        assert not is_same_person(name, first_name, last_name)
        assert signed(name, first_name=first_name, last_name=last_name) == []

    @given(NAMES, NAMES, NAMES)
    def test_anything_may_be_typed(self, name, first_name, last_name):
        is_same_person(name, first_name, last_name)
        signed(name, name, first_name=first_name, last_name=last_name)

    @given(
        st.from_regex(r"[A-Z][a-zéèï]{1,9}(-[A-Z][a-z]{1,9})?", fullmatch=True),
        st.from_regex(r"(Le |De )?[A-Z][a-z]{1,9}", fullmatch=True),
    )
    def test_either_order_in_capitals(self, first_name, last_name):
        for name in (f"{first_name} {last_name}", f"{last_name.upper()} {first_name}"):
            assert is_same_person(name, first_name, last_name)


class TestSignatory:
    @pytest.mark.parametrize("name", ["", "  ", "-", "123"])
    def test_a_name_is_asked(self, name):
        [finding] = signed(name)
        assert (finding.code, finding.kind, finding.field) == ("INCOMPLETE", RuleKind.BLOCK, ("signatory_name",))

    @pytest.mark.parametrize("role", ["", " ", "-"])
    def test_a_role_is_asked(self, role):
        [finding] = signed("Paul Durand", role)
        assert (finding.code, finding.kind, finding.field) == ("INCOMPLETE", RuleKind.BLOCK, ("signatory_role",))

    def test_neither(self):
        assert len(signed("", "")) == 2

    def test_a_last_name_alone_warns(self):
        [finding] = signed("Mme Durand")
        assert (finding.code, finding.kind) == ("INCOMPLETE", RuleKind.WARN)


@pytest.mark.parametrize(
    ("accepted", "version", "in_force", "field"),
    [
        (True, "2026-1", "2026-1", None),
        (True, "2026-1", "", None),
        (False, "", "2026-1", "charter_accepted"),
        (False, "2026-1", "2026-1", "charter_accepted"),
        (False, "", "", "charter_accepted"),
        (True, "2025-1", "2026-1", "charter_version"),
        (True, "", "2026-1", "charter_version"),
    ],
)
def test_l4_the_charter_in_force(accepted, version, in_force, field):
    findings = charter_in_force_accepted(accepted, version, in_force)
    assert [finding.field for finding in findings] == ([(field,)] if field else [])
    for finding in findings:
        assert (finding.rule.id, finding.code, finding.kind) == ("L4", "INCOMPLETE", RuleKind.BLOCK)
        assert field == "charter_accepted" or in_force in finding.message
