"""The API's addresses."""

import json

from tests.schema.asking import codes, post

TYPENAME = {"data": {"__typename": "Query"}}


def test_with_and_without_its_last_slash(client, db):
    for path in ("/graphql/", "/graphql"):
        response = client.post(path, json.dumps({"query": "{ __typename }"}), content_type="application/json")
        assert (response.status_code, response.json()) == (200, TYPENAME)
        assert client.get(path, {"query": "{ __typename }"}, headers={"Accept": "application/json"}).json() == TYPENAME
    assert client.get("/graphql?query={__typename}", headers={"Accept": "text/html"})["Location"].startswith(
        "/graphiql/"
    )


def test_the_contract_is_told_to_whom_introspection_answers(client, settings):
    assert client.get("/graphql/schema.graphql").status_code == 200
    settings.BALISE_GRAPHQL = {**settings.BALISE_GRAPHQL, "INTROSPECTION": False}
    response = client.get("/graphql/schema.graphql")
    assert response.status_code == 404
    assert codes(response) == ["BAD_USER_INPUT"]
    assert set(codes(post(client, "{ __schema { types { name } } }"))) == {"GRAPHQL_VALIDATION_FAILED"}


def test_a_body_in_chunks_that_the_server_did_not_put_together(client):
    body = json.dumps({"query": "{ __typename }"})
    response = client.post("/graphql/", body, content_type="application/json", headers={"Transfer-Encoding": "chunked"})
    assert response.status_code == 411
    assert codes(response) == ["BAD_USER_INPUT"]
