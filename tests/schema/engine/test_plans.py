"""A plan answers as graphql-core does, or not at all.

`BALISE_FUZZ_EXAMPLES=5000 pytest tests/schema/engine/test_plans.py` looks for longer, and elsewhere each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from typing import Any

import orjson
import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from graphql import (
    ExecutionResult,
    GraphQLError,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
)
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_graphql import from_schema

from schema.context import Context
from schema.engine.documents import InvalidDocument
from schema.engine.execution import Engine, InvalidVariables, Parameters
from schema.engine.limits import Limits
from schema.errors import ApiError
from schema.root import schema
from tests.schema.documents import NAMES, document
from tests.schema.portal import grow, variables
from tests.schema.test_fuzz import SCALARS, fuzz

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
LIMITS = Limits(max_aliases=10_000, max_cost=10**9, max_depth=40, max_root_fields=100, max_tokens=20_000)
SCHEMA = schema.graphql_schema
ENGINE = Engine(SCHEMA)


@pytest.fixture
def portal(db: None) -> None:
    grow(20)


def both(query: str, given_variables: dict[str, Any] | None = None) -> tuple[ExecutionResult | None, ExecutionResult]:
    """The answer by plan, None when there is none, and graphql-core's, which takes as many statements or more."""
    prepared = ENGINE.prepare(Parameters(query, None, None, given_variables or {}), LIMITS)
    contexts = [Context(RequestFactory().post("/graphql/"), NOW) for _ in range(2)]
    with CaptureQueriesContext(connection) as planned:
        by_plan = ENGINE._by_plan(prepared, contexts[0])
    with CaptureQueriesContext(connection) as walked:
        result = ENGINE._by_walking(prepared, contexts[1])
    # What was not read with the others would be read for each object.
    assert by_plan is None or len(planned) <= len(walked), query
    return by_plan, result


def plain(result: ExecutionResult) -> str:
    """Data and errors, with the order of keys."""
    return orjson.dumps(result.formatted).decode()


def test_documents_of_clients_are_answered_by_plans(portal: None) -> None:
    for name in NAMES:
        by_plan, walked = both(document(name), variables(name, 20))
        assert walked.errors is None, name
        assert by_plan is not None, name
        assert plain(by_plan) == plain(walked), name


@fuzz
@given(query=from_schema(SCHEMA, custom_scalars=SCALARS))
def test_whatever_is_asked_is_answered_alike(query: str) -> None:
    """Any valid document; most meet an error somewhere."""
    with suppress(ApiError, InvalidDocument, InvalidVariables):
        by_plan, walked = both(query)
        assert by_plan is None or plain(by_plan) == plain(walked)


def test_all_that_has_an_answer_is_answered_alike(portal: None) -> None:
    """Documents with arguments that mean something: aliases, fragments, unions, lists in lists."""

    @fuzz
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        query = Drawn(data.draw).selection(SCHEMA.query_type, depth=0)
        by_plan, walked = both(query)
        assert by_plan is not None or walked.errors, query
        assert by_plan is None or plain(by_plan) == plain(walked), query

    check()


ARGUMENTS: dict[str, Sequence[str]] = {
    "first": ("1", "3", "20"),
    "slug": ('"faq"', '"bretagne"', '"rien"'),
    "path": ('"/faq/"', '"/activateurs/"', '"/rien/"'),
    "query": ('"question"', '"conseil"'),
    "status": ("[OPEN]", "[CLOSED, OPEN]", "[]", "null"),
    "on": ('"2021-02-03"',),
    "orderBy": ("TITLE", "NAME"),
    "preset": ("CARD",),
    "format": ("WEBP", "null"),
    "mark": ("FRANCE_NUM",),
    "holder": ("OTHER",),
}
UNASKED = {"node", "nodes", "application", "checkApplication", "viewer", "charter", "slugProposal"}


class Drawn:
    """A selection of a type's fields, with arguments that fit."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw
        self._names = count()

    def selection(self, kind: Any, depth: int) -> str:
        if is_abstract_type(kind):
            possible = sorted(one.name for one in SCHEMA.get_possible_types(kind))
            chosen = self._draw(st.lists(st.sampled_from(possible), min_size=1, max_size=3, unique=True))
            parts = [f"... on {name} {self.selection(SCHEMA.get_type(name), depth + 1)}" for name in chosen]
            return f"{{ __typename {' '.join(parts)} }}"
        names = sorted(name for name, field in kind.fields.items() if self._may_ask(name, field, depth))
        chosen = self._draw(st.lists(st.sampled_from(names), min_size=1, max_size=4)) if names else []
        return f"{{ __typename {' '.join(self._field(name, kind.fields[name], depth) for name in chosen)} }}"

    def _may_ask(self, name: str, field: Any, depth: int) -> bool:
        needed = [key for key, argument in field.args.items() if is_required_argument(argument)]
        deeper = not is_leaf_type(get_named_type(field.type))
        return name not in UNASKED and all(key in ARGUMENTS for key in needed) and not (deeper and depth > 3)

    def _field(self, name: str, field: Any, depth: int) -> str:
        given = []
        for key, argument in field.args.items():
            fits = [
                value for value in ARGUMENTS.get(key, ()) if key != "orderBy" or value in argument.type.of_type.values
            ]
            if fits and (is_required_argument(argument) or self._draw(st.booleans())):
                given.append(f"{key}: {self._draw(st.sampled_from(fits))}")
        kind = get_named_type(field.type)
        below = "" if is_leaf_type(kind) else self.selection(kind, depth + 1)
        arguments = f"({', '.join(given)})" if given else ""
        return f"f{next(self._names)}: {name}{arguments} {below}"


QUERIES = {
    "an error at the root": ("{ activators(first: 0) { totalCount } site { name } }", None),
    "an error below": ("{ regions { code activators(first: 200) { totalCount } } }", None),
    "a variable that is null": ("query($s: String = null) { faqEntries(filter: {query: $s}) { totalCount } }", {}),
    "a null where none may be": ("query($n: Int) { activators(first: $n) { totalCount } }", {"n": None}),
    "skipped": ("query($no: Boolean!) { site { name @skip(if: $no) tagline @include(if: $no) } }", {"no": True}),
    "not skipped": ("query($no: Boolean!) { site { name @skip(if: $no) tagline @include(if: $no) } }", {"no": False}),
    "an interface": ('{ route(path: "/faq/") { node { id __typename ... on FaqPage { title } } } }', None),
    "a union": ('{ search(query: "question") { nodes { __typename ... on FaqEntry { title anchor } } } }', None),
    "introspection": ("{ __schema { queryType { name } } site { name } }", None),
    "nothing": ('{ activator(slug: "personne") { title } faqEntry(slug: "rien") { title } }', None),
    "an unknown place": ('{ activators(filter: {region: "atlantide"}) { totalCount nodes { title } } }', None),
    "structured data of a page": ("{ faq { seo { jsonLd } sections { entries { title } } } }", None),
    "structured data of a theme": ("{ faq { sections { seo { jsonLd } entries { title path } } } }", None),
    "structured data of an entry's theme": ("{ faqEntries(first: 3) { nodes { section { seo { jsonLd } } } } }", None),
    "excerpts": ('{ search(query: "facture") { edges { excerpt anchor node { ... on FaqEntry { title } } } } }', None),
    "merged": ("{ site { name } site { tagline name } ...f } fragment f on Query { site { name } }", None),
}


def test_errors_nulls_and_directives(portal: None) -> None:
    for name, (query, given_variables) in QUERIES.items():
        by_plan, walked = both(query, given_variables)
        assert (by_plan is None) == bool(walked.errors or name == "introspection"), name
        if by_plan is not None:
            assert plain(by_plan) == plain(walked), name


def test_every_order_and_filter(portal: None) -> None:
    fields = "{ totalCount edges { cursor node { id title slug distance } } pageInfo { endCursor hasNextPage } }"
    arguments = [
        "orderBy: RECENT, first: 3",
        "orderBy: NAME, last: 4",
        'orderBy: RELEVANCE, filter: {query: "conseil"}',
        "orderBy: DISTANCE, near: {latitude: 48.1, longitude: -1.6, radiusKm: 900}",
        'filter: {themes: ["contenus", "caisse"], category: [PRIVATE_CONSULTANT, PUBLIC_ADVISER]}',
        'filter: {region: "bretagne", onMap: true, regionallyListedOn: "2026-03-04"}',
        "filter: {category: []}",
        "filter: {onMap: false}",
    ]
    for one in arguments:
        by_plan, walked = both(f"{{ activators({one}) {fields} }}")
        assert walked.errors is None, one
        assert by_plan is not None, one
        assert plain(by_plan) == plain(walked), one
    _, first = both(f"{{ activators(first: 3) {fields} }}")
    cursor = first.data["activators"]["pageInfo"]["endCursor"]  # type: ignore[index]
    by_plan, walked = both(f'{{ activators(first: 3, after: "{cursor}") {fields} }}')
    assert by_plan is not None
    assert plain(by_plan) == plain(walked)


def test_only_the_columns_of_an_answer_are_read(portal: None) -> None:
    prepared = ENGINE.prepare(Parameters("{ activators { nodes { title pricing } } }", None, None, {}), LIMITS)
    with CaptureQueriesContext(connection) as captured:
        assert ENGINE._by_plan(prepared, Context(RequestFactory().post("/graphql/"), NOW)) is not None
    [sql] = [query["sql"] for query in captured.captured_queries if "pricing" in query["sql"]]
    assert "presentation" not in sql
    assert "organisation_id" not in sql


def test_a_database_that_is_away_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        asked.append(1)
        raise OperationalError("secret host")

    asked: list[int] = []
    monkeypatch.setattr("pages.site.portal_site", fail)
    monkeypatch.setattr("schema.pages.queries.portal_site", fail)
    prepared = ENGINE.prepare(Parameters("{ site { name } }", None, None, {}), LIMITS)
    result = ENGINE.execute(prepared, Context(RequestFactory().post("/graphql/"), NOW))
    assert isinstance(result.errors[0], GraphQLError)  # type: ignore[index]
    assert asked == [1]


def test_the_setting_turns_plans_off(settings: Any) -> None:
    settings.BALISE_PLAN_AFTER = None
    assert both("{ themes { name } }")[0] is None
    settings.BALISE_PLAN_AFTER = 1
    assert both("{ themes { slug } }")[0] is None
    assert both("{ themes { slug } }")[0] is not None


def test_mutations_and_counted_fields_are_never_planned() -> None:
    assert both("query { viewer { email } }")[0] is None
