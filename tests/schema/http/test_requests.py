"""What is executed, what is refused, and with which status."""

import json

import pytest

from tests.schema import toy
from tests.schema.asking import GRAPHQL_RESPONSE, codes, get, only_error, post, post_raw

pytestmark = pytest.mark.urls("tests.schema.toy_urls")


@pytest.fixture(autouse=True)
def _nothing_executed():
    toy.EXECUTED.clear()


class TestPost:
    def test_answers_in_utf8(self, client):
        response = post(client, "query Q($n: String) { hello(name: $n) }", variables={"n": "Zoé 🏊"})
        assert response.status_code == 200
        assert response.json() == {"data": {"hello": "Bonjour Zoé 🏊"}}
        assert response["Content-Type"] == "application/graphql-response+json; charset=utf-8"
        assert "Zoé 🏊".encode() in response.content

    def test_runs_mutations(self, client):
        assert post(client, "mutation { bump { done } }").json() == {"data": {"bump": {"done": True}}}

    def test_ignores_the_address(self, client):
        body = json.dumps({"query": "{ hello }"})
        response = client.post("/graphql/?query=mutation{bump{done}}&operationName=X", body, "application/json")
        assert response.json() == {"data": {"hello": "Bonjour toi"}}
        assert toy.EXECUTED == ["hello"]

    def test_does_not_take_a_query_from_the_address_alone(self, client):
        response = client.post("/graphql/?query={hello}", "{}", "application/json")
        assert response.status_code == 400
        assert toy.EXECUTED == []

    @pytest.mark.parametrize("name", ["variables", "operationName", "extensions"])
    def test_null_parameters_are_as_if_absent(self, client, name):
        assert post_raw(client, json.dumps({"query": "{ hello }", name: None}).encode()).json() == {
            "data": {"hello": "Bonjour toi"}
        }

    def test_no_csrf_token_is_needed_nor_used(self, client):
        client.handler.enforce_csrf_checks = True
        assert post(client, "{ hello }").status_code == 200

    @pytest.mark.parametrize(
        ("content_type", "body"),
        [
            ("application/x-www-form-urlencoded", b"query=mutation{bump{done}}"),
            ("text/plain", b'{"query": "mutation { bump { done } }"}'),
            ("text/plain;application/json", b'{"query": "mutation { bump { done } }"}'),
            ("application/graphql", b"mutation { bump { done } }"),
            ("application/json; charset=utf-16", '{"query": "{ hello }"}'.encode("utf-16")),
            ("application/json; charset=latin-1", b'{"query": "{ hello }"}'),
            ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="query"\r\n\r\n{hello}'),
            ("", b'{"query": "{ hello }"}'),
        ],
    )
    def test_executes_nothing_a_form_could_send(self, client, content_type, body):
        response = post_raw(client, body, content_type)
        assert response.status_code == 415
        assert codes(response) == ["BAD_USER_INPUT"]
        assert toy.EXECUTED == []

    def test_refuses_compressed_bodies(self, client):
        assert post_raw(client, b"\x1f\x8b", **{"Content-Encoding": "gzip"}).status_code == 415

    @pytest.mark.parametrize(
        "body",
        [
            b" ",
            b"\xff",
            b"\xef\xbb\xbf{}",
            b"{",
            b"null",
            b"3",
            b'"{ hello }"',
            b"NaN",
            b'{"query": "{ hello }", "variables": {"x": NaN}}',
            b'{"query": "{ hello }", "variables": {"x": -Infinity}}',
            b"[" * 100_000,
            b'{"a":' * 15_000 + b"1" + b"}" * 15_000,
            b'{"query": "{ hello }", "variables": {"x": ' + b"9" * 5000 + b"}}",
            b'[{"query": "{ hello }"}]',
            b"[]",
            b"{}",
            b'{"query": null}',
            b'{"query": ""}',
            b'{"query": 0}',
            b'{"query": ["{ hello }"]}',
            b'{"query": {"a": 1}}',
            b'{"query": "{ hello }", "variables": "{}"}',
            b'{"query": "{ hello }", "variables": []}',
            b'{"query": "{ hello }", "operationName": 1}',
            b'{"query": "{ hello }", "operationName": false}',
            b'{"query": "{ hello }", "extensions": "x"}',
            b'{"query": "{ hello }", "extensions": {"persistedQuery": 1}}',
            b'{"query": "{ hello }", "extensions": {"persistedQuery": {"version": 2, "sha256Hash": "x"}}}',
            b'{"query": "{ hello }", "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "x"}}}',
            b'{"query": "{ hello(name: \\"\\ud800\\") }"}',
            b'{"query": "{ hello(name: \\"\\\\u0000\\") }"}',
            b'{"query": "{ hello }", "variables": {"name": "\\ud800"}}',
            b'{"query": "{ hello }", "variables": {"name": ["a\\u0000b"]}}',
            b'{"query": "{ hello }", "variables": {"\\u0000": 1}}',
        ],
    )
    @pytest.mark.parametrize("accept", ["application/json", GRAPHQL_RESPONSE])
    def test_bodies_that_are_no_request(self, client, body, accept):
        response = post_raw(client, body, Accept=accept)
        assert response.status_code == 400
        assert codes(response) == ["BAD_USER_INPUT"]
        assert "data" not in response.json()
        assert toy.EXECUTED == []

    def test_unknown_members_are_ignored(self, client):
        assert post(client, "{ hello }", id="x", extensions={"some": "value"}).status_code == 200


class TestGet:
    def test_runs_queries(self, client):
        response = get(client, query="query Q($n: String) { hello(name: $n) }", variables='{"n": "Zoé"}')
        assert response.json() == {"data": {"hello": "Bonjour Zoé"}}

    @pytest.mark.parametrize("accept", ["application/json", GRAPHQL_RESPONSE])
    def test_never_runs_mutations(self, client, accept):
        response = get(client, query="mutation { bump { done } }", accept=accept)
        assert response.status_code == 405
        assert response["Allow"] == "POST"
        assert codes(response) == ["BAD_USER_INPUT"]
        assert toy.EXECUTED == []

    def test_never_runs_a_mutation_among_queries(self, client):
        query = "query A { hello } mutation B { bump { done } }"
        assert get(client, query=query, operationName="B").status_code == 405
        assert get(client, query=query, operationName="A").status_code == 200
        assert toy.EXECUTED == ["hello"]

    @pytest.mark.parametrize(
        "query_string",
        [
            "",
            "query=",
            "query={hello}&query={hello}",
            "query={hello}&variables=[]",
            "query={hello}&variables={",
            "query={hello}&extensions=1",
            "query={hello(name:%22%00%22)}",
        ],
    )
    def test_addresses_that_are_no_request(self, client, query_string):
        response = client.get(f"/graphql/?{query_string}")
        assert response.status_code == 400
        assert codes(response) == ["BAD_USER_INPUT"]

    def test_many_unknown_parameters(self, client, settings):
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
        assert codes(client.get("/graphql/?query={hello}" + "&a=1" * 20)) == ["BAD_USER_INPUT"]

    def test_bytes_that_are_not_utf8_are_no_server_error(self, client):
        assert client.get("/graphql/?query=%ff%fe{hello}").status_code == 200
        assert codes(client.get("/graphql/?query=%ff%fe{hello}")) == ["GRAPHQL_PARSE_FAILED"]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "head", "trace"])
def test_other_methods(client, method):
    response = getattr(client, method)("/graphql/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, POST"


class TestStatus:
    """The older media type answers 200 to whatever it understood, the newer one 400."""

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
            ({"query": '{ hello(name: "x }'}, "GRAPHQL_PARSE_FAILED"),
            ({"query": "# nothing"}, "GRAPHQL_PARSE_FAILED"),
            ({"query": "{ nothing }"}, "GRAPHQL_VALIDATION_FAILED"),
            ({"query": "fragment F on Query { hello }"}, "GRAPHQL_VALIDATION_FAILED"),
            ({"query": "type X { y: Int }"}, "GRAPHQL_VALIDATION_FAILED"),
            ({"query": "subscription { hello }"}, "GRAPHQL_VALIDATION_FAILED"),
            ({"query": "{ ...F } fragment F on Query { ...F }"}, "GRAPHQL_VALIDATION_FAILED"),
            ({"query": "{ even(n: 3) }"}, "GRAPHQL_VALIDATION_FAILED"),
            ({"query": "query($n: Int!) { echo(n: $n) }"}, "BAD_USER_INPUT"),
            ({"query": "query($n: Int!) { echo(n: $n) }", "variables": {"n": "x"}}, "BAD_USER_INPUT"),
            ({"query": "query($n: Int!) { echo(n: $n) }", "variables": {"n": 2**40}}, "BAD_USER_INPUT"),
            ({"query": "query($n: Even) { even(n: $n) }", "variables": {"n": 3}}, "BAD_USER_INPUT"),
            ({"query": "query A { hello } query B { hello }"}, "BAD_USER_INPUT"),
            ({"query": "query A { hello }", "operationName": "B"}, "BAD_USER_INPUT"),
            ({"query": "{ " + "a: hello " * 31 + "}"}, "LIMIT_EXCEEDED"),
        ],
    )
    def test_refused_requests(self, client, body, code):
        for accept, status in (("application/json", 200), (GRAPHQL_RESPONSE, 400)):
            response = post(client, **body, accept=accept)
            assert response.status_code == status
            assert set(codes(response)) == {code}
            assert "data" not in response.json()
            assert response["Cache-Control"] == "no-store"
        assert toy.EXECUTED == []

    def test_null_for_a_non_null_argument_is_found_while_running(self, client):
        response = post(client, "query($n: Int = 1) { echo(n: $n) }", variables={"n": None})
        assert response.status_code == 200
        assert response.json()["data"] == {"echo": None}
        assert only_error(response)["extensions"] == {"code": "BAD_USER_INPUT"}

    def test_null_for_a_directive_is_found_while_running(self, client):
        response = post(client, "query($yes: Boolean = true) { hello @include(if: $yes) }", variables={"yes": None})
        assert codes(response) == ["BAD_USER_INPUT"]


def test_caches_may_not_keep_errors_and_must_ask_again_for_data(client):
    assert post(client, "{ hello }")["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert post(client, "{ hello }")["Vary"].startswith("Accept")
    assert post(client, "{ hello broken }")["Cache-Control"] == "no-store"
