"""The store of checked documents."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from graphql import GraphQLSyntaxError, OverlappingFieldsCanBeMergedRule, specified_rules

from schema.engine import documents
from schema.engine.documents import DocumentStore, InvalidDocument, digest_of
from schema.engine.limits import Limits
from schema.errors import LimitExceeded
from tests.schema.toy import schema

LIMITS = Limits()


@pytest.fixture
def store():
    """Room for twelve documents like `{ hello(name: "10") }`."""
    size = DocumentStore(schema.graphql_schema).get('{ hello(name: "10") }', LIMITS).size
    return DocumentStore(schema.graphql_schema, max_bytes=12 * size)


@pytest.fixture
def checks(monkeypatch):
    """How often a document was validated."""
    counted: list[object] = []
    validate = documents.validate

    def counting(*args, **kwargs):
        counted.append(args)
        return validate(*args, **kwargs)

    monkeypatch.setattr(documents, "validate", counting)
    return counted


def test_every_document_is_checked_once(store, checks):
    assert store.get("{ hello }", LIMITS) is store.get("{ hello }", LIMITS)
    assert store.find(digest_of("{ hello }"), LIMITS) is store.get("{ hello }", LIMITS)
    assert len(checks) == 1


def test_other_limits_mean_another_check(store, checks):
    store.get("{ hello }", LIMITS)
    store.get("{ hello }", Limits(introspection=False))
    assert len(checks) == 2


@pytest.mark.parametrize(
    ("text", "error"),
    [("{", GraphQLSyntaxError), ("{ nothing }", InvalidDocument), ("{ " + "hello " * 16 + "}", LimitExceeded)],
)
def test_what_was_refused_is_not_kept(store, text, error):
    with pytest.raises(error):
        store.get(text, LIMITS)
    assert store.find(digest_of(text), LIMITS) is None
    assert len(store) == 0


def test_the_documents_used_last_stay(store):
    texts = [f'{{ hello(name: "{number}") }}' for number in range(10, 30)]
    for text in texts:
        store.get(text, LIMITS)
        store.get(texts[0], LIMITS)
    kept = [text for text in texts if store.find(digest_of(text), LIMITS)]
    assert kept == [texts[0], *texts[-11:]]


def test_a_document_larger_than_the_store_is_still_served(store):
    store.get("{ hello }", LIMITS)
    store.get("{ thing { " + "name " * 200 + "} }", LIMITS)
    assert len(store) == 1


def test_many_threads_agree(store):
    texts = [f'{{ hello(name: "{10 + number % 30}") }}' for number in range(600)]
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda text: store.get(text, LIMITS), texts))
    assert all(document.operations for document in found)
    assert store._bytes == sum(document.size for document in store._kept.values())
    assert store._bytes <= store._max_bytes


def test_all_standard_rules_are_in_force():
    """Some packages take this one out for the whole process when they are imported."""
    assert OverlappingFieldsCanBeMergedRule in specified_rules


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1" + "0" * 400, "1" + "0" * 5000])
def test_a_number_that_no_float_holds_is_none(store, number):
    for query in (f"{{ things(first: {number}) {{ total }} }}", f"{{ even(n: {number}) }}"):
        with pytest.raises(InvalidDocument):
            store.get(query, LIMITS)
