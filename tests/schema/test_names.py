"""Paths of findings and refusals lead to fields that the input has."""

from __future__ import annotations

from dataclasses import fields

import pytest
from django.test import Client
from graphql import GraphQLInputObjectType
from hypothesis import given

from directory.rules.candidate import Candidate, Commitment, Surroundings
from directory.rules.checks import check_file
from directory.rules.own_profile import OWN_FIELDS
from schema.names import input_path
from schema.root import schema
from tests.directory.rules.test_checks import anything
from tests.schema.files import ask

INPUT = schema.graphql_schema.type_map["ApplicationInput"]
assert isinstance(INPUT, GraphQLInputObjectType)
NAMES = set(INPUT.fields)
CONTENT = set(schema.graphql_schema.type_map["ApplicationContent"].fields)
NOT_TYPED = {"photoUpload", "letterUpload", "charterVersion", "acceptCharter"}


@given(anything(Candidate), anything(Commitment), anything(Surroundings))
def test_whatever_a_rule_says_something_of_is_in_the_input(
    candidate: Candidate, commitment: Commitment, surroundings: Surroundings
) -> None:
    for finding in check_file(candidate, commitment, surroundings):
        first, *rest = input_path(finding.field)
        assert first in NAMES
        if rest:
            assert first == "socialLinks"
            assert 0 <= int(rest[0]) < len(candidate.social_links)


def test_whatever_a_profile_s_owner_may_change_is_in_the_input() -> None:
    assert {input_path([name])[0] for name in OWN_FIELDS} <= NAMES


def test_a_form_can_be_filled_in_with_all_that_was_typed() -> None:
    assert CONTENT == NAMES - NOT_TYPED


def test_models_and_input_name_the_same_things() -> None:
    taken_from_others = {"photo_name", "photo_alt", "text_links"}
    assert {input_path([field.name])[0] for field in fields(Candidate) if field.name not in taken_from_others} <= NAMES


@pytest.mark.django_db
def test_a_link_is_counted_from_0(client: Client) -> None:
    query = "query C($input: ApplicationInput!) { checkApplication(input: $input) { code field excerpt } }"
    links = ["https://un.example/", "javascript:alert(1)"]
    found = ask(client, query, {"input": {"socialLinks": links}})["checkApplication"]
    (finding,) = [each for each in found if each["field"][0] == "socialLinks"]
    assert links[int(finding["field"][1])] == finding["excerpt"] == "javascript:alert(1)"
