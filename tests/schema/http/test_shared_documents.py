"""Persisted queries that another process has registered, through a cache that processes share."""

import pytest
from django.core.cache import caches

from schema.engine import persisted, shared
from schema.engine.documents import DocumentStore, digest_of
from tests.schema.asking import codes, post
from tests.schema.toy_urls import engine

pytestmark = [pytest.mark.urls("tests.schema.toy_urls"), pytest.mark.django_db]

QUERY = '{ hello(name: "shared") }'


@pytest.fixture(autouse=True)
def _shared(settings, tmp_path, monkeypatch):
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path)}
    }
    monkeypatch.setattr(shared, "_reach", shared._Reach())


@pytest.fixture
def another_process(monkeypatch):
    def forget():
        monkeypatch.setattr(engine, "documents", DocumentStore(engine.schema))

    forget()
    return forget


def hashed(query, digest=None):
    return {"persistedQuery": {"version": 1, "sha256Hash": digest or digest_of(query)}}


def known(client, query):
    return codes(post(client, extensions=hashed(query))) == []


def test_what_one_registers_another_answers(client, another_process):
    post(client, QUERY, extensions=hashed(QUERY))
    another_process()
    assert post(client, extensions=hashed(QUERY)).json() == {"data": {"hello": "Bonjour shared"}}
    another_process()
    assert post(client, documentId=f"sha256:{digest_of(QUERY)}").status_code == 200


def test_without_a_hash_nothing_is_registered(client, another_process):
    post(client, QUERY)
    another_process()
    assert not known(client, QUERY)


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("{ nothing }", {}),
        ("{", {}),
        ("{ " + "hello " * 16 + "}", {}),
        ("query($n: Int!) { echo(n: $n) }", {}),
        ("{ listed { parts { parts { parts { parts { name } } } } } }", {}),
    ],
)
def test_what_was_refused_is_not_registered(client, another_process, query, variables):
    post(client, query, variables=variables, extensions=hashed(query))
    assert persisted.recall(digest_of(query)) is None


def test_another_text_under_the_hash_is_not_run(client, another_process):
    caches["default"].set(f"document:{digest_of(QUERY)}", "mutation { bump { done } }")
    assert not known(client, QUERY)


def test_long_texts_are_not_kept(client, another_process):
    query = "{ hello } #" + "x" * persisted.MAX_BYTES
    assert post(client, query, extensions=hashed(query)).status_code == 200
    assert persisted.recall(digest_of(query)) is None


@pytest.mark.parametrize("bound", ["CLIENT_BYTES", "ALL_BYTES"])
def test_nobody_fills_the_cache(client, monkeypatch, settings, time_machine, bound):
    time_machine.move_to(1_800_000_000, tick=False)
    settings.BALISE_PROXIES = 1
    monkeypatch.setattr(persisted, bound, 10 * (persisted.ENTRY_BYTES + 25))
    queries = [f'{{ hello(name: "n{number:05}") }}' for number in range(30)]
    for query in queries:
        assert (
            post(client, query, extensions=hashed(query), headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 200
        )
    assert [bool(persisted.recall(digest_of(query))) for query in queries] == [True] * 10 + [False] * 20
    query = '{ hello(name: "other") }'
    post(client, query, extensions=hashed(query), headers={"X-Forwarded-For": "192.0.2.2"})
    assert (persisted.recall(digest_of(query)) is None) == (bound == "ALL_BYTES")


def test_registering_again_uses_nothing_up(client, monkeypatch):
    monkeypatch.setattr(persisted, "CLIENT_BYTES", 300)
    for _ in range(3):
        post(client, QUERY, extensions=hashed(QUERY))
    assert persisted.recall(digest_of(QUERY)) == QUERY


def test_a_process_s_own_memory_is_not_shared(client, settings, another_process):
    settings.CACHES = settings.CACHES | {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    post(client, QUERY, extensions=hashed(QUERY))
    another_process()
    assert not known(client, QUERY)


def test_without_the_cache_everything_else_works(client, monkeypatch, another_process):
    def fail(*args, **kwargs):
        raise ConnectionError("redis at 10.0.0.7 refused")

    for method in ("get", "set", "incr", "add"):
        monkeypatch.setattr(caches["default"], method, fail)
    assert post(client, QUERY, extensions=hashed(QUERY)).status_code == 200
    assert known(client, QUERY)
    another_process()
    assert not known(client, QUERY)
