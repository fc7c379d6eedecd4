"""Rule W13."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules import RuleKind
from directory.rules.candidate import Candidate
from directory.rules.completeness import completeness

WORDS = "Nous accompagnons les commerces de la région dans leur passage au numérique, pas à pas. " * 3
COMPLETE = Candidate(
    category="PRIVATE_CONSULTANT",
    first_name="Jeanne",
    last_name="Martin",
    email="jeanne@exemple.fr",
    telephone="02 00 00 00 00",
    siret="73282932000074",
    organisation_name="Martin Conseil",
    website="https://exemple.fr",
    presentation=WORDS,
    services=WORDS,
    references=WORDS,
    pricing="80 € de l’heure",
    themes=("contenus",),
    sectors=("commerce",),
    regions=("53",),
    photo_name="jeanne-martin.jpg",
)

TEXTS = st.text(max_size=20) | st.just(WORDS)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
CANDIDATES = st.builds(
    Candidate,
    **{
        field.name: TEXTS if field.type == "str" else LISTS
        for field in fields(Candidate)
        if field.type in ("str", "tuple[str, ...]")
    },
)


def test_complete_and_empty():
    assert completeness(COMPLETE) == completeness(replace(COMPLETE, themes=("a", "b", "c", "d")))
    assert (completeness(COMPLETE).score, completeness(COMPLETE).missing) == (100, ())
    assert completeness(Candidate()).score == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"presentation": ""}, "presentation"),
        ({"presentation": "Bonjour."}, "presentation"),
        ({"services": ""}, "services"),
        ({"services": "Conseil"}, "services"),
        ({"references": " … "}, "references"),
        ({"references": "Beaucoup"}, "references"),
        ({"sectors": ()}, "sectors"),
        ({"themes": ()}, "themes"),
        ({"regions": ()}, "regions"),
        ({"website": ""}, "website"),
        ({"photo_name": ""}, "photo"),
        ({"pricing": ""}, "pricing"),
        ({"telephone": " "}, "telephone"),
    ],
)
def test_what_is_missing_is_said_once(changes, field):
    found = completeness(replace(COMPLETE, **changes))
    assert found.score < 100
    assert [finding.field for finding in found.missing] == [(field,)]
    assert {(f.rule.id, f.code, f.kind) for f in found.missing} == {("W13", "INCOMPLETE", RuleKind.WARN)}


@pytest.mark.parametrize(
    "changes",
    [{"regions": (), "departments": ("35",)}, {"website": "", "social_links": ("https://social.example/jeanne",)}],
)
def test_one_of_two_is_enough(changes):
    assert completeness(replace(COMPLETE, **changes)).score == 100


def test_the_important_comes_first():
    assert [finding.field[0] for finding in completeness(Candidate()).missing][:5] == [
        "presentation", "services", "sectors", "references", "themes",
    ]  # fmt: skip


@given(CANDIDATES)
def test_the_score_is_a_percentage_and_says_what_it_lacks(candidate):
    found = completeness(candidate)
    assert 0 <= found.score <= 100
    assert (found.score == 100) is (found.missing == ())


@given(CANDIDATES, CANDIDATES, st.sampled_from([field.name for field in fields(Candidate)]))
def test_adding_never_lowers_it(candidate, other, name):
    value, more = getattr(candidate, name), getattr(other, name)
    if isinstance(value, str):
        more = f"{value} {more}"
    elif isinstance(value, tuple):
        more = value + more
    added = replace(candidate, **{name: more})
    assert completeness(added).score >= completeness(candidate).score
    assert len(completeness(added).missing) <= len(completeness(candidate).missing)
