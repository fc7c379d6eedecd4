"""Requests nobody would write. None may break the endpoint: no 5xx, no INTERNAL_SERVER_ERROR, always JSON.

`BALISE_FUZZ_EXAMPLES=5000 pytest tests/schema/test_fuzz.py` looks for longer, and elsewhere each time.
"""

from __future__ import annotations

import base64
import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from graphql import ValueNode, parse_value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import Mode, from_schema

from schema.graphiql.views import EXAMPLES
from schema.root import schema
from tests.factories.pages import make_entry, make_section

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

MORE = os.environ.get("BALISE_FUZZ_EXAMPLES")
fuzz = settings(
    max_examples=int(MORE or 60),
    derandomize=not MORE,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

SCHEMA = schema.graphql_schema
DOCUMENTS = sorted(path.read_text(encoding="utf-8") for path in Path(EXAMPLES).glob("*.graphql"))
ACCEPTED = st.sampled_from(["application/json", "application/graphql-response+json", "*/*", "text/html", "", ",;q"])
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)

pytestmark = pytest.mark.django_db


def literal(value: object) -> ValueNode:
    return parse_value(json.dumps(value))


def any_literal(*kinds: st.SearchStrategy[Any]) -> st.SearchStrategy[ValueNode]:
    return st.one_of(*kinds).map(literal)


SCALARS = {
    "Date": any_literal(st.dates().map(date.isoformat), st.text(max_size=12), st.integers()),
    "DateTime": any_literal(st.datetimes().map(lambda moment: moment.isoformat() + "Z"), st.text(max_size=24)),
    "HTML": any_literal(st.text()),
    "JSON": any_literal(st.text(), st.integers()),
}


@pytest.fixture
def client(client: Client) -> Client:
    """A client of an API with something in it; exceptions become answers, as in production."""
    section = make_section("Thème")
    for number in range(3):
        make_entry(f"Question {number} ?", section=section, updates=[(date(2021, 2, 3), "Changement")])
    client.raise_request_exception = False
    return client


def check(response: Response) -> None:
    """Whatever was asked, the answer is ours, and says what is wrong in a way clients can use."""
    assert response.status_code < 500, response.content[:2000]
    if response.status_code in (301, 302):
        return
    body = json.loads(response.content)
    for error in body.get("errors", []):
        assert error["extensions"]["code"] not in ("INTERNAL_SERVER_ERROR", "NOT_AVAILABLE"), error
    if response.status_code >= 400:
        assert body["errors"]


def ask(client: Client, query: str, variables: object = None) -> Response:
    body = json.dumps({"query": query, "variables": variables})
    return client.post("/graphql/", body, "application/json")


@fuzz
@given(query=from_schema(SCHEMA, custom_scalars=SCALARS))
def test_valid_documents(client, query):
    check(ask(client, query))


@fuzz
@given(query=from_schema(SCHEMA, custom_scalars=SCALARS, mode=Mode.NEGATIVE))
def test_invalid_documents(client, query):
    check(ask(client, query))


@fuzz
@given(query=from_schema(SCHEMA, custom_scalars=SCALARS), accept=ACCEPTED)
def test_valid_documents_in_addresses(client, query, accept):
    check(client.get("/graphql/", {"query": query}, headers={"Accept": accept}))


@fuzz
@given(data=st.data())
def test_damaged_documents(client, data):
    text = data.draw(st.sampled_from(DOCUMENTS))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    check(ask(client, text[:start] + data.draw(st.text(max_size=10)) + text[end:], {"mots": "x", "chemin": "/"}))


ENCODED = st.one_of(
    st.text(),
    st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode()),
    JSON_VALUES.map(lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).decode()),
    st.tuples(
        st.sampled_from(["FaqEntry", "FaqSection", "FaqPage", "DatedUpdate", "User", ""]), st.text(max_size=24)
    ).map(lambda pair: base64.b64encode(":".join(pair).encode()).decode()),
    st.tuples(st.sampled_from(["FaqEntry", "DatedUpdate", "Page"]), st.integers()).map(
        lambda pair: base64.b64encode(f"{pair[0]}:{pair[1]}".encode()).decode()
    ),
)

ARGUMENTS = """
query Arguments($id: ID!, $ids: [ID!]!, $text: String!, $on: Date, $size: Int, $cursor: String) {
  node(id: $id) { __typename id }
  nodes(ids: $ids) { id }
  route(path: $text) { status node { id } }
  faq(slug: $text) { title }
  faqEntry(slug: $text) { title status(on: $on) }
  search(query: $text, first: $size, after: $cursor) { totalCount edges { cursor excerpt } }
  faqEntries(filter: { query: $text, on: $on, section: $text, keyword: $text }, first: $size, after: $cursor) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { title status(on: $on) }
  }
  titles: faqEntries(orderBy: TITLE, last: $size, before: $cursor) { nodes { id answerHtml answerText } }
  dated: faqEntries(orderBy: UPDATED_DESC, first: $size, after: $cursor) { nodes { id } }
  updates(filter: { since: $on, until: $on, section: $text }, first: $size, before: $cursor) { nodes { id } }
}
"""


def test_the_arguments_document_is_answered(client):
    """Otherwise the two tests below would try nothing."""
    nobody = base64.b64encode(b"FaqEntry:0").decode()
    variables = {"id": nobody, "ids": [nobody], "text": "question", "size": 2}
    answer = ask(client, ARGUMENTS, variables).json()
    assert "errors" not in answer
    assert answer["data"]["search"]["totalCount"] == 3


@fuzz
@given(
    variables=st.fixed_dictionaries(
        {
            "id": ENCODED,
            "ids": st.lists(ENCODED, max_size=4),
            "text": st.text()
            | st.sampled_from(["/", "/faq/", "../", "%00", "\"'*-()", "faq", "OR AND NOT", "é" * 300]),
            "on": st.none() | st.dates().map(date.isoformat) | st.text(max_size=12),
            "size": st.none() | st.integers(-2, 120),
            "cursor": st.none() | ENCODED,
        }
    )
)
def test_arguments(client, variables):
    check(ask(client, ARGUMENTS, variables))


@fuzz
@given(variables=st.dictionaries(st.sampled_from(["id", "ids", "text", "on", "size", "cursor", "x"]), JSON_VALUES))
def test_variables_of_any_type(client, variables):
    check(ask(client, ARGUMENTS, variables))


@fuzz
@given(body=JSON_VALUES | st.fixed_dictionaries({"query": JSON_VALUES | st.just("{ rules { id } }")}, optional={
    "variables": JSON_VALUES, "operationName": JSON_VALUES, "extensions": JSON_VALUES,
    }), accept=ACCEPTED)  # fmt: skip
def test_json_of_any_shape(client, body, accept):
    check(client.post("/graphql/", json.dumps(body), "application/json", headers={"Accept": accept}))


@fuzz
@given(
    body=st.binary(max_size=300),
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "BREW"]),
    content_type=st.sampled_from(
        [
            "application/json",
            "application/json; charset=utf-8",
            "application/json;charset=x",
            "multipart/form-data",
            "a/b",
            "",
        ]
    ),
    accept=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
    query_string=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=80),
)
def test_http_of_any_kind(client, body, method, content_type, accept, query_string):
    check(
        client.generic(method, "/graphql/", body, content_type, headers={"Accept": accept}, QUERY_STRING=query_string)
    )
