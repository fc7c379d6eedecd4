"""Rule W12."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules import RuleKind
from core.text import fold
from directory.rules.wording import mentions, style_sober


@pytest.mark.parametrize(
    ("expression", "text", "passage"),
    [
        ("leader", "Nous sommes leader.", "leader"),
        ("leader", "LEADER !", "LEADER"),
        ("leader", "Les leaders du secteur", "leaders"),
        ("révolutionnaire", "une offre revolutionnaire", "revolutionnaire"),
        ("revolutionnaire", "une offre re\u0301volutionnaire", "révolutionnaire"),
        ("leader du marché", "Le leader, du marché", "leader, du marché"),
        ("leader du marché", "les leaders du marché", "leaders du marché"),
        ("start-up", "une start up", "start up"),
        ("start up", "des Start-Ups", "Start-Ups"),
        ("n° 1", "le n° 1 breton", "n° 1"),
        ("b2b", "en B2B", "B2B"),
        ("seo", "(SEO)", "SEO"),
        ("scalable", "des outils scalables", "scalables"),
        ("œuvre ultime", "l’Oeuvre Ultime", "Oeuvre Ultime"),
        ("ux", "l’UX", "UX"),
    ],
)
def test_found(expression, text, passage):
    [mention] = mentions(text, [expression])
    assert (mention.expression, mention.passage) == (expression, passage)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("leader", "leadership"),
        ("lead", "plaid"),
        ("lead", "Leader"),
        ("ultime", "ultimement"),
        ("ux", "eux"),
        ("x", "xs"),
        ("leader du marché", "leader sur le marché"),
        ("leader du marché", "leader du"),
        ("n° 1", "n 10"),
        ("", "tout"),
        ("!", "tout !"),
    ],
)
def test_not_found(expression, text):
    assert mentions(text, [expression]) == []


def test_each_once_in_the_order_of_the_text():
    found = mentions("Booster, lead, BOOSTER, leader du marché.", ["lead", "leader du marché", "leader", "booster"])
    assert [mention.expression for mention in found] == ["booster", "lead", "leader", "leader du marché"]
    assert found[0].passage == "Booster"


def test_findings():
    findings = style_sober(
        {"presentation": "Leader du digital.", "pricing": "Un tarif digital."},
        promotional=frozenset(["leader"]),
        jargon=frozenset(["digital"]),
        suggestions={"digital": "numérique"},
    )
    said = [(finding.field, finding.excerpt) for finding in findings]
    assert said == [(("presentation",), "Leader"), (("presentation",), "digital"), (("pricing",), "digital")]
    assert {(finding.rule.id, finding.code, finding.kind) for finding in findings} == {("W12", "STYLE", RuleKind.WARN)}
    assert "numérique" in findings[1].message
    assert style_sober({"presentation": "x"}, promotional=(), jargon=(), suggestions={}) == []


@given(st.text(), st.lists(st.text(max_size=10), max_size=5))
def test_anything_may_be_written_and_listed(text, expressions):
    for mention in mentions(text, expressions):
        assert mention.expression in expressions
        assert mention.passage


@given(
    st.text(" ,.’-\n", max_size=5),
    st.sampled_from(["leader", "Révolutionnaire", "cœur de métier", "n° 1"]),
    st.text(" ,.’-\n", max_size=5),
)
def test_punctuation_around_hides_nothing(before, expression, after):
    [mention] = mentions(f"{before}{expression.upper()}{after}", [fold(expression)])
    assert mention.passage == expression.upper()
