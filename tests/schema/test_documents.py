"""The documents of real clients, through HTTP, under the default limits."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.schema.asking import post
from tests.schema.documents import NAMES, document
from tests.schema.portal import grow, variables

ORDERS = ("TREE", "UPDATED_DESC", "UPDATED_ASC", "TITLE")
FILTERS = (
    {"section": "un-theme"},
    {"keyword": "FACTURE"},
    {"verdict": "YES"},
    {"status": ["OPEN", "CLOSED"], "on": "2024-06-15"},
    {"updatedSince": "2024-01-02"},
    {"query": "facture"},
)


@pytest.fixture
def portal(db: None) -> None:
    grow(4)


@pytest.mark.django_db
def test_every_document_answers(client: Client, portal: None) -> None:
    for name in NAMES:
        response = post(client, document(name), variables=variables(name, 4))
        assert response.status_code == 200, (name, response.content)
        body = response.json()
        assert "errors" not in body, (name, body)
        assert all(value for value in body["data"].values()), (name, body)


@pytest.mark.django_db
def test_every_document_may_ask_for_the_largest_page(client: Client, portal: None) -> None:
    for name in NAMES:
        response = post(client, document(name), variables=variables(name, 4) | {"taille": 100})
        assert "errors" not in response.json(), (name, response.content)


@pytest.mark.django_db
def test_the_list_takes_every_order_and_filter(client: Client, portal: None) -> None:
    for given in [{"tri": order} for order in ORDERS] + [{"filtre": wanted} for wanted in FILTERS]:
        response = post(client, document("entrees"), variables=given)
        assert response.json().get("errors") is None, (given, response.content)
        assert response.json()["data"]["faqEntries"]["edges"], given


@pytest.mark.parametrize("name", NAMES)
def test_every_document_says_in_french_what_it_is_for(name: str) -> None:
    assert document(name).startswith("# ")
    assert f"query {''.join(part.capitalize() for part in name.split('-'))}" in document(name)
