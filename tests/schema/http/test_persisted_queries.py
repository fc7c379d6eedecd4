"""Automatic persisted queries: a client sends a hash first, and the text only when asked for it."""

import json

import pytest

from schema.engine.documents import digest_of
from tests.schema.asking import codes, get, only_error, post

pytestmark = [pytest.mark.urls("tests.schema.toy_urls"), pytest.mark.django_db]


def hashed(query: str, digest: str | None = None) -> dict:
    return {"persistedQuery": {"version": 1, "sha256Hash": digest or digest_of(query)}}


def test_unknown_hash_then_text_then_hash_alone(client):
    query = '{ hello(name: "persisted 1") }'
    response = post(client, extensions=hashed(query), accept="application/json")
    assert response.status_code == 200
    assert only_error(response)["message"] == "PersistedQueryNotFound"
    assert codes(response) == ["PERSISTED_QUERY_NOT_FOUND"]
    assert post(client, query, extensions=hashed(query)).json() == {"data": {"hello": "Bonjour persisted 1"}}
    assert post(client, extensions=hashed(query)).json() == {"data": {"hello": "Bonjour persisted 1"}}


def test_over_get(client):
    query = '{ hello(name: "persisted 2") }'
    extensions = json.dumps(hashed(query))
    assert codes(get(client, extensions=extensions)) == ["PERSISTED_QUERY_NOT_FOUND"]
    get(client, query=query, extensions=extensions)
    assert get(client, extensions=extensions).json() == {"data": {"hello": "Bonjour persisted 2"}}


def test_mutations_stay_out_of_get(client):
    query = "mutation Persisted { bump { done } }"
    post(client, query, extensions=hashed(query))
    assert get(client, extensions=json.dumps(hashed(query))).status_code == 405


def test_hash_of_another_text(client):
    response = post(client, "{ hello }", extensions=hashed("{ echo }"))
    assert codes(response) == ["BAD_USER_INPUT"]


@pytest.mark.parametrize("query", ["{ nothingLikeIt }", "{", "{ " + "a: hello " * 31 + "}"])
def test_documents_that_were_refused_are_not_kept(client, query):
    post(client, query, extensions=hashed(query))
    assert codes(post(client, extensions=hashed(query))) == ["PERSISTED_QUERY_NOT_FOUND"]


def test_hashes_in_capitals_are_the_same(client):
    query = '{ hello(name: "persisted 3") }'
    post(client, query)
    assert post(client, extensions=hashed(query, digest_of(query).upper())).status_code == 200
