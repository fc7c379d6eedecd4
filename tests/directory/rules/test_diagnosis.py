"""Rule W14: sentences that price the first diagnosis, and sentences that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules import RuleKind
from directory.rules.diagnosis import first_diagnosis_free, priced_diagnosis

PRICED = [
    "premier diagnostic : 150 €",
    "diagnostic payant",
    "diagnostic 90 € HT",
    "Diagnostic (2 h) : 120 €",
    "150 € le diagnostic",
    "Forfait diagnostic 300 € HT",
    "Le diagnostic est facturé 90 euros.",
    "Premier diagnostic sur devis",
    "Diagnostic à partir de 200 euros",
    "Diagnostic : cent cinquante euros",
    "Le premier diagnostic n’est pas gratuit",
    "Diagnostic, 150 €",
    "Diagnostic\n150 €",
    "Diagnostic numérique de votre entreprise au prix de 1 200 € TTC",
    "Prix du diagnostic : nous consulter",
    "1er diagnostic : 80€",
    "Pré-diagnostic : 50 €",
    "Formation : 300 €. Diagnostic : 90 €.",
    "Diagnostic 80 € (gratuit pour les adhérents)",
    "Diag flash 49 euros",
    "150 € HT par diagnostic",
    "DIAGNOSTIC PAYANT : 99 €",
    "Diagnostic non gratuit",
    "Diagnostic : EUR 90",
    "Diagnostic : 1.500 €",
]
NOT_PRICED = [
    "premier diagnostic gratuit, puis 80 €/h",
    "diagnostic offert",
    "Premier diagnostic gratuit ; diagnostic approfondi : 400 €",
    "80 € de l’heure, diagnostic gratuit",
    "Diagnostic : 0 €",
    "Diagnostic : gratuit. Formation : 300 €",
    "Diagnostic gratuit et formation à 300 €",
    "Après le diagnostic, 80 € de l’heure",
    "Diagnostic (valeur : 300 €) offert",
    "Diagnostic gratuit d’une valeur de 150 €",
    "Forfait à 900 €, diagnostic inclus",
    "Deuxième diagnostic : 200 €",
    "Nous offrons le premier diagnostic puis facturons 80 € de l’heure",
    "Un diagnostic pour les entreprises dont le chiffre d’affaires dépasse 50 000 €",
    "Diagnostic puis 80 €/h",
    "Diagnostic jamais facturé",
    "Le premier diagnostic n’est pas facturé.",
    "Diagnostic pris en charge par la région",
    "Journée : 500 € HT. Diagnostic sans frais.",
    "60 € de l’heure, le premier diagnostic est offert",
    "Gratuit : premier diagnostic. Ensuite 70 € HT de l’heure.",
    "Diagnostic 100 % gratuit",
    "Je commence par un diagnostic. 80 € de l’heure pour la suite.",
    "150 € par jour",
    "Diagnostic et plan d’action",
    "Un diagnostic, trois ateliers à 150 €",
    "Les diagnostics suivants sont facturés 90 €",
    "Diagnostic inclus dans le forfait à 900 €",
    "Diagnostic, formation à 300 € par jour",
    "Diagnostic non payant",
    "Le diagnostic ne coûte rien, l’accompagnement 70 €/h",
    "Je vous aide à fixer vos prix après un diagnostic de votre offre",
    "Premier diagnostic offert, accompagnement à partir de 60 € de l’heure",
    "Diagnostic et demande d’une aide de 500 €",
    "",
]


@pytest.mark.parametrize("text", PRICED)
def test_priced(text):
    passage = priced_diagnosis(text)
    assert passage is not None
    assert "diag" in passage.lower()


@pytest.mark.parametrize("text", NOT_PRICED)
def test_not_priced(text):
    assert priced_diagnosis(text) is None


@pytest.mark.parametrize("text", [*PRICED, *NOT_PRICED])
def test_what_stands_around_changes_nothing(text):
    around = f"Bonjour.\nJe m’appelle Jeanne.\n{text}.\nÀ bientôt !"
    assert (priced_diagnosis(around) is None) is (priced_diagnosis(text) is None)


@pytest.mark.parametrize("text", PRICED)
def test_neither_spaces_nor_case_change_anything(text):
    assert priced_diagnosis(text.replace(" ", " ")) is not None
    assert priced_diagnosis(text.upper()) is not None


def test_the_finding_warns_with_the_passage():
    texts = {"presentation": "Bonjour.", "pricing": "Atelier : 90 €. Diagnostic : 150 € HT ! À bientôt."}
    [finding] = first_diagnosis_free(texts)
    assert (finding.rule.id, finding.code, finding.kind) == ("W14", "STYLE", RuleKind.WARN)
    assert (finding.field, finding.excerpt) == (("pricing",), "Diagnostic : 150 € HT")


PIECES = ["diagnostic", " ", "premier", "150", "€", ",", ".", "gratuit", "pas", "puis", "\n", "HT", "le", ":", "("]


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_anything_may_be_written(text):
    first_diagnosis_free({"pricing": text})


@given(st.lists(st.sampled_from([piece for piece in PIECES if piece != "diagnostic"]), max_size=40).map(" ".join))
def test_without_a_diagnosis_nothing_is_said(text):
    assert priced_diagnosis(text) is None
