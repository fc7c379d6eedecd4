"""What clients are told when something fails, and what they are not."""

import pytest

from tests.schema.asking import GRAPHQL_RESPONSE, codes, only_error, post

pytestmark = pytest.mark.urls("tests.schema.toy_urls")


@pytest.mark.parametrize("field", ["broken", "badInt", "recursive"])
def test_unexpected_errors_are_masked_and_logged(client, caplog, field):
    response = post(client, f"query Q {{ {field} hello }}")
    assert response.status_code == 200
    assert response.json()["data"] == {field: None, "hello": "Bonjour toi"}
    error = only_error(response)
    assert error["message"] == "Internal server error"
    assert error["path"] == [field]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert b"10.0.0.7" not in response.content
    (record,) = [record for record in caplog.records if record.name == "schema.errors"]
    assert record.getMessage() == f"Unexpected error at {field} of operation Q"
    assert record.exc_info


def test_null_for_a_non_null_field_is_a_server_error(client):
    response = post(client, "{ nullForSome }")
    assert response.json()["data"] is None
    assert codes(response) == ["INTERNAL_SERVER_ERROR"]


def test_errors_travel_up_to_the_next_nullable_field(client):
    response = post(client, "{ surelyBroken hello }")
    assert response.status_code == 200
    assert response.json()["data"] is None


def test_the_same_failure_is_logged_once(client, caplog):
    post(client, "{ broken again: broken }")
    post(client, "{ broken }")
    records = [record.getMessage() for record in caplog.records if record.name == "schema.errors"]
    assert records == [
        "Unexpected error at broken of operation (anonymous)",
        "Unexpected error at again of operation (anonymous)",
        "Unexpected error at broken of operation (anonymous)",
    ]


def test_errors_written_for_the_client_come_out_as_they_are(client, caplog):
    response = post(client, "{ refused wrong }")
    assert response.json()["errors"] == [
        {
            "message": "Not for you.",
            "locations": [{"line": 1, "column": 3}],
            "path": ["refused"],
            "extensions": {"code": "FORBIDDEN"},
        },
        {
            "message": "No such thing.",
            "locations": [{"line": 1, "column": 11}],
            "path": ["wrong"],
            "extensions": {"code": "BAD_USER_INPUT", "argument": "name"},
        },
    ]
    assert not [record for record in caplog.records if record.name == "schema.errors"]


@pytest.mark.parametrize("field", ["unreachable", "connectionLost"])
@pytest.mark.parametrize("accept", ["application/json", GRAPHQL_RESPONSE])
def test_database_down_is_503_without_address_or_half_an_answer(client, caplog, field, accept):
    response = post(client, f"{{ {field} hello }}", accept=accept)
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    assert set(response.json()) == {"errors"}
    assert codes(response) == ["NOT_AVAILABLE"]
    assert b"10.0.0.7" not in response.content
    assert [record for record in caplog.records if record.exc_info]


@pytest.mark.parametrize("field", ["notJson", "bottomless"])
def test_values_that_are_not_json_are_500_in_json(client, caplog, field):
    response = post(client, f"{{ {field} }}")
    assert response.status_code == 500
    assert response["Content-Type"] == "application/graphql-response+json; charset=utf-8"
    assert set(response.json()) == {"errors"}
    assert only_error(response)["message"] == "Internal server error"
    assert codes(response) == ["INTERNAL_SERVER_ERROR"]


def test_what_is_no_number_is_null(client):
    """Floats of the schema refuse it before; JSON has no other word for it."""
    assert post(client, "{ notANumber }").json() == {"data": {"notANumber": None}}


@pytest.mark.parametrize(
    "body",
    [
        {"query": "{ even(n: 3) }"},
        {"query": "query($n: Even) { even(n: $n) }", "variables": {"n": 3}},
        {"query": "query($n: Even) { even(n: $n) }", "variables": {"n": {}}},
    ],
)
def test_the_text_of_a_scalars_own_exception_stays_here(client, body):
    response = post(client, **body)
    assert b"10.0.0.7" not in response.content
    assert b"unsupported operand" not in response.content
    assert only_error(response)["message"].endswith(".")


def test_the_request_id_leads_to_the_log(rf, caplog):
    from tests.schema.toy_urls import urlpatterns

    request = rf.post("/graphql/", {"query": "{ broken }"}, content_type="application/json")
    request.request_id = "abc123"
    response = urlpatterns[0].callback(request)
    assert b'"requestId":"abc123"' in response.content


@pytest.mark.parametrize(
    "query", ["{ helo }", "{ thing }", "{ hello(nam: 1) }", "query($x: Strin) { hello }", "{ thing { nam } }"]
)
def test_suggestions_can_be_off(client, settings, query):
    settings.BALISE_GRAPHQL = {"SUGGESTIONS": True}
    assert b"Did you mean" in post(client, query).content
    settings.BALISE_GRAPHQL = {"SUGGESTIONS": False}
    assert b"Did you mean" not in post(client, query).content


@pytest.mark.parametrize("query", ["{ __schema { queryType { name } } }", '{ __type(name: "Thing") { name } }'])
def test_introspection_can_be_off(client, settings, query):
    settings.BALISE_GRAPHQL = {"INTROSPECTION": True}
    assert "errors" not in post(client, query).json()
    settings.BALISE_GRAPHQL = {"INTROSPECTION": False}
    assert set(codes(post(client, query))) == {"GRAPHQL_VALIDATION_FAILED"}
    assert post(client, "{ __typename }").json() == {"data": {"__typename": "Query"}}
