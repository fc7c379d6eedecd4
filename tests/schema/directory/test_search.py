"""Finding activators and entries of the FAQ together."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.directory import make_profile
from tests.factories.pages import make_entry
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db


class TestSearch:
    def test_entries_and_profiles_in_one_order(self, client: Client) -> None:
        make_entry("Qui peut aider ?", slug="qui", answer="<p>Un spécialiste de la facturation.</p>")
        make_profile("Facturation", "Services", services="<p>La facturation.</p>")
        query = """query ($types: [SearchType!], $after: String) {
          search(query: "facturations", types: $types, first: 1, after: $after) {
            totalCount pageInfo { hasNextPage endCursor }
            edges { excerpt anchor node { __typename ... on PageInterface { slug } } }
          }
        }"""
        first = ask(client, query)["search"]
        second = ask(client, query, after=first["pageInfo"]["endCursor"])["search"]
        assert first["totalCount"] == second["totalCount"] == 2
        assert [edge["node"]["slug"] for page in (first, second) for edge in page["edges"]] == [
            "facturation-services", "qui",
        ]  # fmt: skip
        assert all("<mark>" in edge["excerpt"] for page in (first, second) for edge in page["edges"])
        assert (first["edges"][0]["anchor"], second["edges"][0]["anchor"]) == (None, "qui-peut-aider")
        assert not second["pageInfo"]["hasNextPage"]
        only = ask(client, query, types=["ACTIVATOR"])["search"]
        assert (only["totalCount"], only["edges"][0]["node"]["__typename"]) == (1, "ActivatorProfile")
