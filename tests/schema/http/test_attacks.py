"""Requests made to hurt: each refused with a code, before anything ran and without a query to the database."""

import json

import pytest
from graphql import get_introspection_query

from tests.schema import toy
from tests.schema.asking import codes, get, only_error, post, post_raw

pytestmark = [pytest.mark.urls("tests.schema.toy_urls"), pytest.mark.django_db]


def chain(steps: int, step: str, *, on: str = "Thing", last: str = "name") -> str:
    """Fragments F0 to F<steps>: each is `step`, in which NEXT stands for the one after it."""
    fragments = [f"fragment F{n} on {on} {{ {step.replace('NEXT', f'...F{n + 1}')} }}" for n in range(steps)]
    return " ".join([*fragments, f"fragment F{steps} on {on} {{ {last} }}"])


def repeated(text: str, times: int) -> str:
    """`text` with # replaced by 0, 1, 2 …"""
    return " ".join(text.replace("#", str(n)) for n in range(times))


PAGE_OF_PAGES = "things(first: 100) { nodes { things(first: 100) { nodes { things(first: 5) { nodes { name } } } } } }"
EDGES_OF_EDGES = "things(first: 100) { edges { node { things(last: 100) { edges { node { name } } } } } }"
UNSIZED = "things { nodes { things { nodes { things { nodes { things { nodes { name } } } } } } } }"
TWO_FIELDS = "thing { NEXT } other { NEXT }"
TWO_FRAGMENTS = "{ ...A ...B } fragment A on Query { # } fragment B on Query { # }".replace("#", "hello " * 8)

ATTACKS = {
    "nested pages": (f"{{ {PAGE_OF_PAGES} }}", "MAX_COST"),
    "nested edges": (f"{{ {EDGES_OF_EDGES} }}", "MAX_COST"),
    "nested plain lists": ("{ listed { parts { parts { parts { parts { name } } } } } }", "MAX_COST"),
    "pages without a size": (f"{{ {UNSIZED} }}", "MAX_COST"),
    "101 aliases of a list": (f"{{ {repeated('a#: things { total }', 101)} }}", "MAX_ROOT_FIELDS"),
    "31 aliases further in": (f"{{ thing {{ {repeated('a#: name', 31)} }} }}", "MAX_ALIASES"),
    "aliases hidden in a fragment": (
        f"{{ ...F }} fragment F on Query {{ thing {{ {repeated('a#: name', 31)} }} }}",
        "MAX_ALIASES",
    ),
    "16 root fields": ("{ " + "hello " * 16 + "}", "MAX_ROOT_FIELDS"),
    "root fields in fragments": (TWO_FRAGMENTS, "MAX_ROOT_FIELDS"),
    "depth": ("{ " + "thing { " * 15 + "name" + " }" * 16, "MAX_DEPTH"),
    "depth by fragments": ("{ thing { ...F0 } } " + chain(20, "thing { NEXT }"), "MAX_DEPTH"),
    "many tokens": ("{ " + "__typename " * 5_000 + "}", "MAX_TOKENS"),
    "many comments": ("#\n" * 5_000 + "{ hello }", "MAX_TOKENS"),
    "many fragments": ("{ hello } " + repeated("fragment F# on Query { hello }", 200), "MAX_DEFINITIONS"),
    "many operations": (repeated("query Q# { hello }", 200), "MAX_DEFINITIONS"),
    "many directives": ("{ hello " + "@include(if: true) " * 21 + "}", "MAX_DIRECTIVES"),
    "unknown directives": ("{ hello " + "@x" * 900 + " }", "MAX_DIRECTIVES"),
    "directives on variables": (f"query({repeated('$v#: Int @x', 21)}) {{ hello }}", "MAX_DIRECTIVES"),
    "fan-out by two fields, 60 deep": ("{ thing { ...F0 } } " + chain(60, TWO_FIELDS), "MAX_DEPTH"),
    "fan-out by lists": ("{ thing { ...F0 } } " + chain(8, "parts { NEXT } other { NEXT }"), "MAX_COST"),
    "fan-out by aliases": ("{ thing { ...F0 } } " + chain(12, "a: thing { NEXT } b: thing { NEXT }"), "MAX_ALIASES"),
    "fan-out side by side": (
        "{ ...F0 } " + chain(80, "NEXT NEXT", on="Query", last="a: hello b: hello"),
        "MAX_ROOT_FIELDS",
    ),
    "many ids": ("{ nodes(ids: [" + '"x" ' * 600 + "]) { parts { parts { name } } } }", "MAX_COST"),
    "too much in an operation not asked for": (
        "query A { hello } query B { " + "hello " * 16 + "}",
        "MAX_ROOT_FIELDS",
    ),
}


@pytest.mark.parametrize(("query", "limit"), ATTACKS.values(), ids=ATTACKS)
def test_refused_before_execution(client, query, limit, django_assert_num_queries):
    toy.EXECUTED.clear()
    with django_assert_num_queries(0):
        response = post(client, query, operationName="A" if "query A" in query else None)
    assert response.status_code == 400
    error = only_error(response)
    assert error["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert error["extensions"]["limit"] == limit
    assert isinstance(error["extensions"]["max"], int)
    assert error["extensions"].get("seen", 10**6) > error["extensions"]["max"]
    assert limit in error["message"]
    assert toy.EXECUTED == []


def test_sizes_given_by_variables_count(client):
    inner = "things(last: $m) { nodes { name parts { name } } }"
    query = f"query($n: Int = 100, $m: Int) {{ things(first: $n) {{ nodes {{ {inner} }} }} }}"
    assert only_error(post(client, query))["extensions"]["limit"] == "MAX_COST"
    assert codes(post(client, query, variables={"n": 2, "m": 3})) == []
    assert codes(post(client, query, variables={"n": 100, "m": 100})) == ["LIMIT_EXCEEDED"]
    query = "query($ids: [ID]) { nodes(ids: $ids) { parts { name } } }"
    assert codes(post(client, query, variables={"ids": ["x"] * 2000})) == ["LIMIT_EXCEEDED"]


def test_a_page_that_is_too_large_is_said_to_be(client):
    for size in (101, 2**31 - 1, 0, -1):
        error = only_error(post(client, f"{{ things(first: {size}) {{ total }} }}"))
        assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "first"}


def test_bodies_that_are_too_large(client):
    for size in (100_001, 2_000_000):
        response = post_raw(client, b'{"query": "{ ' + b"__typename " * (size // 11) + b'}"}')
        assert response.status_code == 413
        assert only_error(response)["extensions"] == {
            "code": "LIMIT_EXCEEDED",
            "limit": "MAX_BODY_BYTES",
            "max": 100_000,
        }


def test_bodies_longer_than_they_say(client):
    """Only the announced bytes are read, which are no JSON."""
    body = json.dumps({"query": "{ hello }", "x": "y" * 200_000}).encode()
    response = client.generic("POST", "/graphql/", body, content_type="application/json", CONTENT_LENGTH="50")
    assert response.status_code == 400


def test_addresses_that_are_too_long(client):
    response = get(client, query="{ hello }" + " " * 9_000)
    assert response.status_code == 414
    assert only_error(response)["extensions"]["limit"] == "MAX_URL_BYTES"


def test_deep_syntax_is_refused_by_the_parser(client):
    for query in ("{" * 1_900, "{ hello(name: " + "[" * 900 + "]" * 900 + ") }", "query($x: " + "[" * 900 + "Int"):
        assert codes(post(client, query)) == ["GRAPHQL_PARSE_FAILED"]


def test_deep_inline_fragments_are_no_server_error(client):
    response = post(client, "{ " + "... { " * 150 + "hello" + " }" * 151)
    assert response.json() == {"data": {"hello": "Bonjour toi"}}


def test_deep_variables_are_refused(client):
    deep: object = 1
    for _ in range(900):
        deep = [deep]
    assert codes(post(client, "query($n: Int!) { echo(n: $n) }", variables={"n": deep})) == ["BAD_USER_INPUT"]


def test_cycles_and_unknown_fragments_are_said_to_be(client):
    for query in (
        "{ thing { ...A } } fragment A on Thing { thing { ...B } } fragment B on Thing { thing { ...A } }",
        "{ ...Nowhere }",
    ):
        assert set(codes(post(client, query))) == {"GRAPHQL_VALIDATION_FAILED"}


def test_fields_of_the_same_name_are_not_compared_for_ever(client):
    error = only_error(post(client, "{ thing { " + "name " * 1_990 + "} }"))
    assert error["extensions"]["limit"] == "MAX_COMPARISONS"


def test_many_invalid_fields_are_not_all_listed(client):
    assert len(codes(post(client, "{ thing { " + " ".join(f"x{n}" for n in range(1_500)) + "} }"))) <= 21


def test_many_wrong_variables_are_not_all_listed(client):
    query = "query($n: [ID!]) { nodes(ids: $n) { name } }"
    assert len(codes(post(client, query, variables={"n": [None] * 5_000}))) <= 21


@pytest.mark.parametrize("descriptions", [True, False])
def test_the_usual_introspection_passes(client, descriptions):
    query = get_introspection_query(
        descriptions=descriptions, specified_by_url=True, directive_is_repeatable=True, schema_description=True
    )
    assert "errors" not in post(client, query).json()


def test_introspection_in_circles_does_not(client):
    query = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
    assert set(codes(post(client, query))) == {"GRAPHQL_VALIDATION_FAILED"}


def test_limits_are_settings(client, settings):
    query = "{ thing { name } hello }"
    assert codes(post(client, query)) == []
    for setting, value in (("MAX_DEPTH", 1), ("MAX_ROOT_FIELDS", 1), ("MAX_TOKENS", 5), ("MAX_COST", 0)):
        settings.BALISE_GRAPHQL = {setting: value}
        assert only_error(post(client, query))["extensions"]["limit"] == setting
    settings.BALISE_GRAPHQL = {"MAX_COST": 10_000}
    error = only_error(post(client, "{ thing { ...F0 } } " + chain(13, TWO_FIELDS)))
    assert error["extensions"] == {"code": "LIMIT_EXCEEDED", "limit": "MAX_COST", "max": 10_000, "seen": 2**14 - 1}
    settings.BALISE_GRAPHQL = {"MAX_BODY_BYTES": 10}
    assert post(client, query).status_code == 413
