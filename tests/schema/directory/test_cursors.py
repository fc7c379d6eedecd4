"""Cursors that somebody has made: refused, whatever is in them."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.test import Client

from tests.factories.directory import make_profile
from tests.schema.asking import codes, post

pytestmark = pytest.mark.django_db

PLACE = {"latitude": 48.1, "longitude": -1.7, "radiusKm": 20_000}
NEAR = """query ($after: String, $near: Near!) {
  found: activators(first: 1, after: $after, near: $near, orderBy: DISTANCE) { pageInfo { endCursor } }
}"""
RELEVANT = """query ($after: String) {
  found: activators(first: 1, after: $after, filter: {query: "ada"}, orderBy: RELEVANCE) { pageInfo { endCursor } }
}"""
SEARCH = (
    """query ($after: String) { found: search(query: "ada", first: 1, after: $after) { pageInfo { endCursor } } }"""
)


@pytest.mark.parametrize("value", [10**30, -(10**30), 2**63, -(2**63), "x", ""])
@pytest.mark.parametrize(("query", "given"), [(NEAR, {"near": PLACE}), (RELEVANT, {}), (SEARCH, {})])
def test_no_database_is_asked_with_what_it_cannot_take(
    client: Client, query: str, given: dict[str, Any], value: object
) -> None:
    make_profile("Ada", "Louvel")
    make_profile("Ada", "Martin")
    cursor = post(client, query, variables=given).json()["data"]["found"]["pageInfo"]["endCursor"]
    values = json.loads(base64.urlsafe_b64decode(cursor))
    values[0] = str(value)
    forged = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
    assert codes(post(client, query, variables={**given, "after": forged})) == ["BAD_USER_INPUT"]
