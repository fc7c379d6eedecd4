"""The address that the API proposes for a name."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories.directory import make_profile
from tests.schema.asking import ask, codes, post

pytestmark = pytest.mark.django_db

PROPOSAL = """query ($input: SlugProposalInput!) {
  slugProposal(input: $input) { slug path available derivedFrom needsReview }
}"""


def proposal(client: Client, **given: str) -> dict[str, Any]:
    names = {"category": "PRIVATE_CONSULTANT", "firstName": "", "lastName": "", "organisationName": "", **given}
    found: dict[str, Any] = ask(client, PROPOSAL, input=names)["slugProposal"]
    return found


class TestProposal:
    def test_of_a_person(self, client: Client) -> None:
        assert proposal(client, firstName="Jean-François", lastName="d’Aboville") == {
            "slug": "jean-francois-d-aboville", "path": "/activateurs/jean-francois-d-aboville/", "available": True,
            "derivedFrom": "PERSON", "needsReview": False,
        }  # fmt: skip

    def test_of_a_company(self, client: Client) -> None:
        found = proposal(
            client, category="SOLUTION_PROVIDER", firstName="Zoé", lastName="L", organisationName="Œuvre & Co"
        )
        assert (found["slug"], found["derivedFrom"]) == ("oeuvre-et-co", "ORGANISATION")

    def test_of_a_namesake(self, client: Client) -> None:
        make_profile("Jean", "Martin")
        found = proposal(client, firstName="Jean", lastName="Martin")
        assert (found["slug"], found["available"]) == ("jean-martin-2", False)

    def test_tells_nothing_of_drafts(self, client: Client) -> None:
        make_profile("Jean", "Martin", live=False)
        found = proposal(client, firstName="Jean", lastName="Martin")
        assert (found["slug"], found["available"]) == ("jean-martin", True)

    def test_of_nothing(self, client: Client) -> None:
        found = proposal(client, firstName="☺", lastName="…")
        assert found == {
            "slug": None, "path": None, "available": False, "derivedFrom": "PERSON", "needsReview": True,
        }  # fmt: skip

    def test_of_too_much(self, client: Client) -> None:
        response = post(client, PROPOSAL, variables={"input": {
            "category": "PRIVATE_CONSULTANT", "firstName": "a" * 201, "lastName": "", "organisationName": "",
        }})  # fmt: skip
        assert codes(response) == ["BAD_USER_INPUT"]
