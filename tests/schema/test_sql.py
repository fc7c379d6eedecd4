"""How many statements a document costs, whatever the size of the page.

The contract with the database: a page of 20 and a page of 100 cost the same, and a read writes nothing.
"""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.schema.asking import post
from tests.schema.documents import NAMES, document
from tests.schema.portal import grow, variables

# Two of each are the scope's: the site's root and the closed subtrees. Pictures and documents cost one for the
# closed collections, one for documents, two for pictures. Each closed list (themes, regions…) costs one, and one for
# what each profile has of it; the total and the facets cost one together.
STATEMENTS = {
    "adresse": 9,
    "adresse-proposee": 4,
    "annuaire": 9,
    "entree": 12,
    "entrees": 11,
    "entrees-completes": 12,
    "faq": 11,
    "fiche": 15,
    "fiches-completes": 15,
    "marques": 1,
    "mises-a-jour": 6,
    "objet": 4,
    "page": 10,
    "recherche": 13,
    "referencement": 8,
    "region": 9,
    "regles": 0,
    "site": 4,
    "sommaire": 10,
    "vocabulaires": 4,
}
AT_MOST = {"fiche": 15, "fiches-completes": 15, "recherche": 13}  # 12 for the others
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP)\b", re.IGNORECASE)


@pytest.fixture
def portal(db: None) -> None:
    grow(20)


def statements(client: Client, name: str, size: int) -> list[str]:
    """What a document asks of the database."""
    given = variables(name, size)
    with CaptureQueriesContext(connection) as captured:
        response = post(client, document(name), variables=given)
    body = response.json()
    assert response.status_code == 200, body
    assert "errors" not in body, body["errors"]
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.django_db
def test_the_cost_does_not_depend_on_the_page_size(client: Client, portal: None) -> None:
    """One test for all documents: growing the portal is what takes long."""
    few = {name: statements(client, name, 20) for name in NAMES}
    grow(100)
    many = {name: statements(client, name, 100) for name in NAMES}
    assert {name: len(found) for name, found in many.items()} == {name: len(found) for name, found in few.items()}
    assert {name: len(found) for name, found in few.items()} == STATEMENTS
    assert [name for name, number in STATEMENTS.items() if number > AT_MOST.get(name, 12)] == []
    assert [sql for found in (few, many) for run in found.values() for sql in run if WRITES.match(sql)] == []
