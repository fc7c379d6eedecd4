"""Which media type an answer has."""

import pytest

from schema.engine.accept import negotiate
from tests.schema.asking import GRAPHQL_RESPONSE, get, post

JSON = "application/json"
OFFERED = (GRAPHQL_RESPONSE, JSON)
APOLLO = "application/graphql-response+json,application/json;q=0.9"
URQL = "application/graphql-response+json, application/graphql+json, application/json, text/event-stream"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("  ", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        ("APPLICATION/JSON", JSON),
        ("application/json; charset=utf-8", JSON),
        ("application/json; charset=UTF-8", JSON),
        ("application/json; charset=utf-16", None),
        (GRAPHQL_RESPONSE, GRAPHQL_RESPONSE),
        ("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", GRAPHQL_RESPONSE),
        (APOLLO, GRAPHQL_RESPONSE),
        (URQL, GRAPHQL_RESPONSE),
        ("application/json, application/graphql-response+json", GRAPHQL_RESPONSE),
        ("application/graphql-response+json;q=0.5, application/json", JSON),
        ("application/graphql-response+json, */*", GRAPHQL_RESPONSE),
        ("application/graphql-response+json;q=0.1, */*;q=0.9", JSON),
        ("application/json;q=0, */*", GRAPHQL_RESPONSE),
        ("application/json;q=0", None),
        ("*/*;q=0", None),
        ("text/html", None),
        ("text/*, image/png", None),
        (BROWSER, JSON),
        ("application/json;q=abc", None),
        ("application/json;q=7", None),
        ("application/json;q=nan", None),
        ("nonsense", None),
        (",,;;=,/", None),
        ("application/json; x*=bogus''%ff", None),
    ],
)
def test_negotiation(accept, expected):
    assert negotiate(accept, OFFERED, default=JSON) == expected


@pytest.mark.urls("tests.schema.toy_urls")
class TestEndpoint:
    def test_what_it_cannot_send_is_406(self, client):
        response = post(client, "{ hello }", accept="image/png")
        assert response.status_code == 406
        assert response["Content-Type"].startswith(JSON)

    def test_a_browser_is_sent_to_graphiql_with_its_query(self, client):
        response = get(client, query="{ hello }", accept=BROWSER)
        assert response.status_code == 302
        assert response["Location"] == "/graphiql/?query=%7B+hello+%7D"

    def test_a_browser_gets_json_where_graphiql_is_off(self, client, settings):
        settings.BALISE_GRAPHQL = {"GRAPHIQL": False}
        assert get(client, query="{ hello }", accept=BROWSER).json() == {"data": {"hello": "Bonjour toi"}}
        assert get(client, query="{ hello }", accept="text/html").status_code == 406

    def test_posts_are_never_redirected(self, client):
        assert post(client, "{ hello }", accept=BROWSER).status_code == 200
