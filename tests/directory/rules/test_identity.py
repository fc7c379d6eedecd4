"""Rules W3, W4 and W7."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import siret

from core.rules import RuleKind
from directory.rules.identity import (
    contact_complete,
    contact_usable,
    is_siret,
    natural_person_named,
    normalise_siret,
    siret_valid,
)


class TestW4:
    @pytest.mark.parametrize(
        "number",
        [
            "73282932000074",
            "732 829 320 00074",
            "732\u00a0829\u202f320\u2009000 74",
            "732.829.320.00074",
            "732-829-320-00074",
            " 73282932000074\n",
            "７３２８２９３２００００７４",
            "\ufeff73282932000074",
            "35600000000048",  # La Poste, its head office, whose key is right
            "35600000049837",  # one of its offices: not the key, but digits that add up to a multiple of five
            "356 000 000 00001",
        ],
    )
    def test_valid(self, number):
        assert is_siret(number)
        assert siret_valid(number) == []
        assert normalise_siret(number).isdigit()

    @pytest.mark.parametrize(
        ("number", "said"),
        [
            ("", "14 chiffres"),
            (" \u00a0", "14 chiffres"),
            ("73282932000075", "un de ses chiffres est faux"),
            ("00000000000000", "n’existe pas"),  # python-stdnum takes it for valid
            ("00000000000018", "n’existe pas"),
            ("35600000000002", "n’existe pas"),
            ("732829320", "SIREN"),
            ("7328293200007", "celui-ci en a 13"),
            ("732829320000740", "celui-ci en a 15"),
            ("FR44732829320", "que des chiffres"),
            ("7328293200007O", "que des chiffres"),
            ("٧٣٢٨٢٩٣٢٠٠٠٠٧٤", "que des chiffres"),
            ("-", "14 chiffres"),
        ],
    )
    def test_invalid(self, number, said):
        [finding] = siret_valid(number)
        assert (finding.code, finding.kind, finding.field) == ("SIRET_INVALID", RuleKind.BLOCK, ("siret",))
        assert said in finding.message
        assert not is_siret(number)

    def test_what_python_stdnum_says_of_zeros(self):
        # The reason for our own refusal; if this changes, it may go.
        assert siret.is_valid("00000000000000")

    @given(st.text(max_size=20) | st.text("0123456789 .-", max_size=20))
    def test_anything_may_be_typed(self, text):
        assert is_siret(text) is (siret_valid(text) == [])
        if is_siret(text):
            assert len(normalise_siret(text)) == 14
            assert normalise_siret(normalise_siret(text)) == normalise_siret(text)

    @given(st.from_regex(r"[1-9][0-9]{12}", fullmatch=True).filter(lambda number: not number.startswith("356000000")))
    def test_one_last_digit_in_ten_is_right(self, start):
        # The SIREN in it has a key of its own, so that it may be none at all.
        assert sum(is_siret(start + digit) for digit in "0123456789") <= 1


class TestW3:
    @pytest.mark.parametrize(
        ("first_name", "last_name"),
        [
            ("Jeanne", "Martin"),
            ("J.", "M."),
            ("L.", "D."),
            ("小明", "王"),
            ("محمد", "علي"),
            ("Ana", "Sá"),
            ("Mme Jeanne", "Martin"),
            ("Jean", "Service"),
            ("Marie", "de La Société"),
        ],
    )
    def test_a_person(self, first_name, last_name):
        assert natural_person_named(first_name, last_name) == []

    @pytest.mark.parametrize(
        ("first_name", "last_name", "field"),
        [
            ("", "Martin", "first_name"),
            ("Jeanne", " ", "last_name"),
            ("Jeanne", "-", "last_name"),
            ("123", "Martin", "first_name"),
            ("Service", "commercial", "last_name"),
            ("L’équipe", "Contact", "last_name"),
            ("ÉQUIPE", "Support", "last_name"),
            ("Madame", "la Responsable", "last_name"),
            ("SARL", "Martin", "last_name"),
            ("Martin", "Conseil EURL", "last_name"),
        ],
    )
    def test_nobody(self, first_name, last_name, field):
        [finding] = natural_person_named(first_name, last_name)
        assert (finding.code, finding.kind) == ("NO_NATURAL_PERSON", RuleKind.BLOCK)
        assert finding.field == (field,)

    def test_neither_name(self):
        assert [finding.field for finding in natural_person_named("", "")] == [("first_name",), ("last_name",)]

    @given(st.text(), st.text())
    def test_anything_may_be_typed(self, first_name, last_name):
        for finding in natural_person_named(first_name, last_name):
            assert finding.message.startswith("Règle W3\u00a0: ")


def test_w7_what_is_missing_is_named():
    given_all = {"first_name": "Jeanne", "last_name": "Martin", "email": "j@exemple.fr", "telephone": "01"}
    assert contact_complete(**given_all) == []
    for name in given_all:
        [finding] = contact_complete(**{**given_all, name: " "})
        assert (finding.rule.id, finding.code, finding.field) == ("W7", "INCOMPLETE", (name,))


class TestW7Usable:
    @pytest.mark.parametrize(
        "telephone",
        [
            "",
            "0200000000",
            "02 00 00 00 00",
            "02.00.00.00.00",
            "+33 (0)2 00 00 00 00",
            "+590 590 00 00 00",
            "02\u202f00-00/00 00",
        ],
    )
    def test_numbers(self, telephone):
        assert contact_usable(email="", telephone=telephone) == []

    @pytest.mark.parametrize("telephone", ["02 00", "par courriel", "02 00 00 00 00 poste B", "+" * 12, "1" * 16])
    def test_what_reads_as_none_warns(self, telephone):
        [finding] = contact_usable(email="", telephone=telephone)
        assert (finding.rule.id, finding.kind, finding.field) == ("W7", RuleKind.WARN, ("telephone",))

    @pytest.mark.parametrize("email", ["", "j@exemple.fr", " jean.martin+pro@sous.exemple.fr ", "zoé@été.fr"])
    def test_addresses(self, email):
        assert contact_usable(email=email, telephone="") == []

    @pytest.mark.parametrize(
        "email", ["jean", "@exemple.fr", "j@exemple", "j@@exemple.fr", "j e@exemple.fr", "j@.fr", "j@a..fr"]
    )
    def test_what_is_none_blocks(self, email):
        [finding] = contact_usable(email=email, telephone="")
        assert (finding.rule.id, finding.kind, finding.field) == ("W7", RuleKind.BLOCK, ("email",))

    @given(st.text(), st.text())
    def test_anything_may_be_typed(self, email, telephone):
        assert len(contact_usable(email=email, telephone=telephone)) <= 2
