"""How long texts may be."""

from dataclasses import replace
from typing import Any

import pytest

from core.rules import RuleKind
from directory.models import ActivatorProfile, Organisation
from directory.rules.candidate import Candidate, Commitment
from directory.rules.lengths import MAX_LENGTHS, SOCIAL_LINKS_MAX, TEXT_MAX_LENGTH, not_too_long


@pytest.mark.parametrize("name", MAX_LENGTHS)
def test_up_to_the_limit_and_no_further(name):
    rule, limit = MAX_LENGTHS[name]
    empty: Any = Commitment() if name.startswith("signatory") else Candidate()
    assert not_too_long(empty) == []
    assert not_too_long(replace(empty, **{name: f" {'é' * limit} "})) == []
    [finding] = not_too_long(replace(empty, **{name: "é" * (limit + 1)}))
    assert (finding.rule, finding.code, finding.kind) == (rule, "INCOMPLETE", RuleKind.BLOCK)
    assert finding.field == (name,)
    assert str(limit) in finding.message


@pytest.mark.parametrize("name", [name for name in MAX_LENGTHS if not name.startswith("signatory")])
def test_they_are_those_of_the_columns(name):
    model, column = (Organisation, "name") if name == "organisation_name" else (ActivatorProfile, name)
    field: Any = model._meta.get_field(column)
    assert MAX_LENGTHS[name][1] == (field.max_length or TEXT_MAX_LENGTH)


def test_links():
    links = tuple(f"https://social.example/{n}" for n in range(SOCIAL_LINKS_MAX))
    assert not_too_long(Candidate(social_links=(*links, " "))) == []
    [many] = not_too_long(Candidate(social_links=(*links, "https://social.example")))
    [long] = not_too_long(Candidate(social_links=("https://a.fr", "https://a.fr/" + "a" * 300)))
    assert (many.field, long.field) == (("social_links",), ("social_links", "2"))
