from __future__ import annotations

from benchmarks.answers import Answers
from benchmarks.check import ratios, verdicts


def test_ratios_are_of_all_the_requests_together() -> None:
    ours = Answers([], statements=[2, 4], instructions=[900, 2_100])
    theirs = Answers([], statements=[1, 2], instructions=[500, 500])
    assert ratios(ours, theirs) == {"statements": 2.0, "instructions": 3.0}


def test_more_statements_than_the_limit_fail() -> None:
    failures, _ = verdicts({"Q1": {"statements": 2.01}}, {"Q1": {"statements": 2.0}})
    assert [line.split(":")[0] for line in failures] == ["Q1"]


def test_instructions_may_pass_the_limit_by_their_margin_and_no_more() -> None:
    limits = {"Q4": {"instructions": 10.0}}
    assert verdicts({"Q4": {"instructions": 11.4}}, limits)[0] == []
    assert len(verdicts({"Q4": {"instructions": 11.6}}, limits)[0]) == 1


def test_a_query_without_limit_fails() -> None:
    assert len(verdicts({"Q9": {"statements": 1.0}}, {})[0]) == 1


def test_what_became_better_is_pointed_out() -> None:
    failures, remarks = verdicts({"Q2": {"statements": 1.0}}, {"Q2": {"statements": 6.0}})
    assert failures == []
    assert "better" in remarks[0]
