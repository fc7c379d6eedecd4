"""Documents that the operator has loaded: asked for by `documentId`, and where only they are answered."""

import json
from datetime import UTC, datetime

import pytest
from django.db import OperationalError

from schema.engine import trusted
from schema.engine.documents import DocumentStore, digest_of
from schema.models import TrustedDocument
from tests.schema import toy
from tests.schema.asking import codes, get, only_error, post
from tests.schema.toy_urls import engine

pytestmark = [pytest.mark.urls("tests.schema.toy_urls"), pytest.mark.django_db]

QUERY = "query Named($name: String) { hello(name: $name) }"
MUTATION = "mutation Loaded { bump { done } }"


def identifier(text):
    return f"sha256:{digest_of(text)}"


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    """As a process that has just started."""
    monkeypatch.setattr(engine, "documents", DocumentStore(engine.schema))
    monkeypatch.setattr(engine, "trusted", trusted.TrustedDocuments())
    toy.EXECUTED.clear()


@pytest.fixture(autouse=True)
def _loaded():
    now = datetime(2026, 11, 25, tzinfo=UTC)
    for text in (QUERY, MUTATION):
        TrustedDocument.objects.create(digest=digest_of(text), text=text, loaded_at=now)


@pytest.fixture
def _only_they(settings):
    settings.BALISE_GRAPHQL = {"TRUSTED_ONLY": True}


class TestByIdentifier:
    def test_in_a_body_and_in_an_address(self, client):
        expected = {"data": {"hello": "Bonjour Zoé"}}
        assert post(client, documentId=identifier(QUERY), variables={"name": "Zoé"}).json() == expected
        assert get(client, documentId=identifier(QUERY), variables='{"name":"Zoé"}').json() == expected

    def test_as_clients_of_persisted_queries_do_it(self, client):
        extensions = {"persistedQuery": {"version": 1, "sha256Hash": digest_of(QUERY)}}
        assert post(client, extensions=extensions, variables={"name": "Zoé"}).status_code == 200
        assert post(client, extensions=extensions, documentId=identifier(QUERY)).status_code == 200

    def test_mutations_stay_out_of_get(self, client):
        assert post(client, documentId=identifier(MUTATION)).status_code == 200
        toy.EXECUTED.clear()
        response = get(client, documentId=identifier(MUTATION))
        assert response.status_code == 405
        assert toy.EXECUTED == []

    def test_a_hash_in_capitals_is_the_same(self, client):
        assert post(client, documentId=f"sha256:{digest_of(QUERY).upper()}").status_code == 200

    @pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
    def test_an_unknown_one(self, client, accept):
        response = post(client, documentId=identifier("{ hello }"), accept=accept)
        assert only_error(response)["extensions"] == {"code": "PERSISTED_QUERY_NOT_FOUND"}
        assert "data" not in response.json()

    @pytest.mark.parametrize(
        "wrong",
        ["x", "", "sha256:", "sha256:abc", digest_of(QUERY), f"md5:{digest_of(QUERY)}", f"SHA256:{digest_of(QUERY)}",
         f"sha256:{digest_of(QUERY)}\n", f"sha256:{digest_of(QUERY)}0", "sha256:" + "ｆ" * 64, "sha256:" + "a" * 90_000,
         1, True, {}, [identifier(QUERY)], [identifier(QUERY)] * 1_000],
    )  # fmt: skip
    def test_what_is_none(self, client, wrong):
        response = post(client, documentId=wrong)
        assert response.status_code == 400
        assert only_error(response)["extensions"] == {"code": "BAD_USER_INPUT", "argument": "documentId"}

    def test_not_with_a_query(self, client):
        for query in (QUERY, "{ hello }"):
            assert codes(post(client, query, documentId=identifier(QUERY))) == ["BAD_USER_INPUT"]
            assert codes(get(client, query=query, documentId=identifier(QUERY))) == ["BAD_USER_INPUT"]
        other = {"persistedQuery": {"version": 1, "sha256Hash": digest_of("{ hello }")}}
        assert codes(post(client, documentId=identifier(QUERY), extensions=other)) == ["BAD_USER_INPUT"]
        assert toy.EXECUTED == []

    @pytest.mark.parametrize("encoded", ["%ff%fe", "sha256%3a%00", "sha256:%ff" + "a" * 64, "&documentId=x", "%"])
    def test_addresses_that_are_badly_encoded(self, client, encoded):
        response = client.get(f"/graphql/?documentId={encoded}")
        assert response.status_code == 400
        assert codes(response) == ["BAD_USER_INPUT"]


class TestStatements:
    def test_each_is_looked_up_once(self, client, django_assert_num_queries):
        with django_assert_num_queries(2):
            post(client, documentId=identifier(QUERY))
        with django_assert_num_queries(0):
            post(client, documentId=identifier(QUERY))

    def test_texts_cost_none(self, client, django_assert_num_queries):
        with django_assert_num_queries(0):
            post(client, "{ hello }")

    def test_a_flood_of_unknown_hashes_costs_one(self, client, django_assert_num_queries):
        with django_assert_num_queries(1):
            for number in range(50):
                post(client, documentId=f"sha256:{number:064x}")

    def test_a_new_one_is_known_after_a_while(self, client, monkeypatch):
        query = "{ echo }"
        assert codes(post(client, documentId=identifier(query))) == ["PERSISTED_QUERY_NOT_FOUND"]
        TrustedDocument.objects.create(digest=digest_of(query), text=query, loaded_at=datetime(2026, 1, 1, tzinfo=UTC))
        monkeypatch.setattr(trusted, "UNKNOWN_SECONDS", -1)
        assert post(client, documentId=identifier(query)).json() == {"data": {"echo": 1}}


class TestDatabaseDown:
    @pytest.fixture
    def _down(self, monkeypatch):
        def fail(*args, **kwargs):
            raise OperationalError('connection to server at "10.0.0.7" failed')

        monkeypatch.setattr(trusted.TrustedDocument.objects, "values_list", fail)
        monkeypatch.setattr(trusted, "KNOWN_SECONDS", -1)

    @pytest.mark.usefixtures("_down")
    def test_an_unknown_hash_is_503(self, client):
        response = post(client, documentId=identifier(QUERY))
        assert response.status_code == 503
        assert codes(response) == ["NOT_AVAILABLE"]
        assert response["Retry-After"] == "5"
        assert b"10.0.0.7" not in response.content

    @pytest.mark.usefixtures("_only_they")
    def test_what_was_known_answers_on(self, client, request):
        post(client, documentId=identifier(QUERY))
        request.getfixturevalue("_down")
        assert post(client, documentId=identifier(QUERY)).status_code == 200


@pytest.mark.usefixtures("_only_they")
class TestOnlyThey:
    def test_are_answered(self, client):
        assert post(client, documentId=identifier(QUERY)).status_code == 200
        assert post(client, QUERY).status_code == 200  # its text says the same

    @pytest.mark.parametrize("query", ["{ hello }", "{ __schema { types { name } } }", "{", QUERY + " "])
    def test_nothing_else_is(self, client, query):
        extensions = {"persistedQuery": {"version": 1, "sha256Hash": digest_of(query)}}
        for response in (
            post(client, query),
            get(client, query=query),
            post(client, query, extensions=extensions),
        ):
            assert codes(response) == ["BAD_USER_INPUT"]
            assert "documentId" in only_error(response)["message"]
        assert codes(get(client, extensions=json.dumps(extensions))) == ["PERSISTED_QUERY_NOT_FOUND"]
        assert toy.EXECUTED == []

    def test_not_even_what_was_answered_before_the_setting(self, client, settings):
        settings.BALISE_GRAPHQL = {}
        post(client, "{ hello }")
        settings.BALISE_GRAPHQL = {"TRUSTED_ONLY": True}
        assert codes(post(client, documentId=identifier("{ hello }"))) == ["PERSISTED_QUERY_NOT_FOUND"]

    def test_what_was_removed_is_answered_no_more(self, client, monkeypatch):
        post(client, documentId=identifier(QUERY))
        TrustedDocument.objects.all().delete()
        monkeypatch.setattr(trusted, "KNOWN_SECONDS", -1)
        assert codes(post(client, documentId=identifier(QUERY))) == ["PERSISTED_QUERY_NOT_FOUND"]

    def test_no_statement_once_known(self, client, django_assert_num_queries):
        post(client, documentId=identifier(QUERY))
        with django_assert_num_queries(0):
            post(client, documentId=identifier(QUERY))


def test_one_that_does_not_fit_the_schema_any_more(client):
    query = "{ gone }"
    TrustedDocument.objects.create(digest=digest_of(query), text=query, loaded_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert codes(post(client, documentId=identifier(query))) == ["GRAPHQL_VALIDATION_FAILED"]
