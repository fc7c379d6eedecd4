"""Rules B1 to B5: the table of marks and holders, cell by cell."""

import re
from itertools import product

import pytest

from directory.rules.marks import MARK_NAMES, Holder, Mark, Verdict, decide

# Of each mark: state, region, activator, former activator, applicant, other.
TABLE = {
    "FRANCE_NUM": "ALLOWED/B1 ALLOWED/B1 FORBIDDEN/B1 FORBIDDEN/B1 FORBIDDEN/B1 UNDETERMINED/B5",
    "ENTREPRISE_FRANCE_NUM": (
        "UNDETERMINED/B5 UNDETERMINED/B5 FORBIDDEN/B2 UNDETERMINED/B5 UNDETERMINED/B5 UNDETERMINED/B5"
    ),
    "ACTIVATEUR_FRANCE_NUM": ("UNDETERMINED/B5 UNDETERMINED/B5 ALLOWED/B3 FORBIDDEN/B4 FORBIDDEN/B4 UNDETERMINED/B5"),
}
HOLDERS = ("STATE", "REGION", "ACTIVATOR", "FORMER_ACTIVATOR", "APPLICANT", "OTHER")
CELLS = [
    (mark, holder, *cell.split("/"))
    for mark, row in TABLE.items()
    for holder, cell in zip(HOLDERS, row.split(), strict=True)
]


def test_the_table_is_total():
    assert {(mark, holder) for mark, holder, _, _ in CELLS} == set(product(Mark, Holder))


@pytest.mark.parametrize(("mark", "holder", "verdict", "rule"), CELLS)
def test_the_table(mark, holder, verdict, rule):
    decision = decide(Mark(mark), Holder(holder))
    assert (decision.mark, decision.holder) == (mark, holder)
    assert (decision.verdict, decision.rule.id) == (verdict, rule)
    assert f"« {MARK_NAMES[Mark(mark)]} »" in decision.reason


def test_only_three_cells_are_allowed():
    allowed = {(mark, holder) for mark, holder in product(Mark, Holder) if decide(mark, holder).verdict == "ALLOWED"}
    assert allowed == {
        ("FRANCE_NUM", "STATE"),
        ("FRANCE_NUM", "REGION"),
        ("ACTIVATEUR_FRANCE_NUM", "ACTIVATOR"),
    }


@pytest.mark.parametrize(("mark", "holder"), list(product(Mark, Holder)))
def test_who_is_undetermined_learns_whom_to_ask(mark, holder):
    decision = decide(mark, holder, contact="marques@exemple.fr")
    assert ("marques@exemple.fr" in decision.reason) == (decision.verdict is Verdict.UNDETERMINED)
    assert ("l’équipe du portail" in decide(mark, holder).reason) == (decision.verdict is Verdict.UNDETERMINED)


@pytest.mark.parametrize(("mark", "holder"), list(product(Mark, Holder)))
def test_reasons_are_sentences(mark, holder):
    reason = decide(mark, holder).reason
    assert reason.endswith((".", "\u00a0»."))
    assert not re.search(r" [:;?!»]|« |'|  ", reason)
