"""What an operation costs is told on request, and one client may only spend so much in a minute."""

import pytest
from django.core.cache import caches

from schema.engine import shared
from tests.schema import toy
from tests.schema.asking import get, only_error, post

pytestmark = pytest.mark.urls("tests.schema.toy_urls")

TEN = "{ things(first: 9) { nodes { name } } }"
MINUTE = 1_800_000_000 - 1_800_000_000 % 60


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    monkeypatch.setattr(shared, "_reach", shared._Reach())


@pytest.fixture
def budget(settings, time_machine):
    time_machine.move_to(MINUTE + 20, tick=False)
    settings.BALISE_GRAPHQL_BUDGET = 25
    return time_machine


def fail(*args, **kwargs):
    raise ConnectionError("redis at 10.0.0.7 refused")


@pytest.fixture
def _broken(monkeypatch):
    for method in ("incr", "add", "get", "set"):
        monkeypatch.setattr(caches["default"], method, fail)


class TestToldOnRequest:
    def test_by_an_extension_of_the_request(self, client, settings):
        settings.BALISE_GRAPHQL_BUDGET = 0
        response = post(
            client,
            "query($n: Int) { things(first: $n) { nodes { name } } }",
            variables={"n": 9},
            extensions={"cost": True},
        )
        assert response.json()["extensions"] == {"cost": {"requested": 10, "limit": 20_000}}

    def test_with_what_is_left_of_the_budget(self, client, budget):
        response = get(client, query=TEN, extensions='{"cost":true}')
        assert response.json()["extensions"] == {"cost": {"requested": 10, "limit": 20_000, "remaining": 15}}

    @pytest.mark.parametrize("extensions", [None, {}, {"cost": False}, {"cost": 1}, {"cost": {}}])
    def test_not_without(self, client, extensions):
        assert set(post(client, TEN, extensions=extensions).json()) == {"data"}


class TestBudget:
    def test_headers(self, client, budget):
        response = post(client, TEN)
        assert response["RateLimit-Policy"] == '"cost";q=25;w=60'
        assert response["RateLimit"] == '"cost";r=15;t=40'

    def test_what_is_too_much_is_refused_before_it_runs(self, client, budget):
        for _ in range(3):  # the last one with five left: it runs
            assert post(client, TEN).status_code == 200
        toy.EXECUTED.clear()
        for accept in ("application/json", "application/graphql-response+json"):
            response = post(client, TEN, accept=accept)
            assert response.status_code == 429
            assert only_error(response)["extensions"] == {"code": "RATE_LIMITED", "retryAfter": 40}
            assert response["Retry-After"] == "40"
            assert response["RateLimit"] == '"cost";r=0;t=40'
            assert response["Cache-Control"] == "no-store"
        assert toy.EXECUTED == []

    def test_the_next_minute_is_another(self, client, budget):
        for _ in range(4):
            post(client, TEN)
        budget.move_to(MINUTE + 60, tick=False)
        assert post(client, TEN)["RateLimit"] == '"cost";r=15;t=60'

    def test_clients_are_addresses(self, client, budget, settings):
        settings.BALISE_PROXIES = 1

        def left(address):
            return post(client, TEN, headers={"X-Forwarded-For": address})["RateLimit"]

        assert left("192.0.2.1") == '"cost";r=15;t=40'
        assert left("10.9.8.7, 192.0.2.1") == '"cost";r=5;t=40'
        assert left("192.0.2.2") == '"cost";r=15;t=40'
        assert left("2001:db8::1") == '"cost";r=15;t=40'
        assert left("2001:db8::2") == '"cost";r=5;t=40'

    def test_the_cheapest_costs_something(self, client, budget):
        assert post(client, "{ hello }")["RateLimit"] == '"cost";r=24;t=40'

    @pytest.mark.parametrize("query", ["{", "{ nothing }", "{ " + "hello " * 16 + "}"])
    def test_what_does_not_run_costs_nothing(self, client, budget, query):
        assert "RateLimit" not in post(client, query)
        assert post(client, TEN)["RateLimit"] == '"cost";r=15;t=40'

    def test_zero_is_no_budget(self, client, settings):
        settings.BALISE_GRAPHQL_BUDGET = 0
        assert "RateLimit" not in post(client, TEN)

    def test_it_needs_no_database(self, client, budget):
        """Without the mark `django_db` a query would fail this test."""
        assert post(client, TEN).json() == {"data": {"things": {"nodes": []}}}


@pytest.mark.usefixtures("_broken")
class TestWithoutCache:
    def test_everything_works_and_it_is_logged_once(self, client, budget, caplog):
        for _ in range(10):
            response = post(client, TEN, extensions={"cost": True})
            assert response.status_code == 200
            assert "RateLimit" not in response
            assert "remaining" not in response.json()["extensions"]["cost"]
        assert [record.name for record in caplog.records] == ["schema.engine.shared"]


def test_a_cache_that_comes_back_counts_again(client, budget, caplog, monkeypatch):
    monkeypatch.setattr(shared, "PAUSE_SECONDS", -1)
    with monkeypatch.context() as patch:
        patch.setattr(caches["default"], "incr", fail)
        assert "RateLimit" not in post(client, TEN)
    assert "RateLimit" in post(client, TEN)
    assert "again" in caplog.text


def test_a_cache_that_failed_is_left_alone_for_a_while(client, budget, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(caches["default"], "incr", fail)
        post(client, TEN)
    assert "RateLimit" not in post(client, TEN)


def test_pages_of_other_origins_may_read_the_headers(client, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://portail.example"]
    exposed = post(client, TEN, headers={"Origin": "https://portail.example"})["Access-Control-Expose-Headers"]
    assert {"RateLimit", "RateLimit-Policy", "Retry-After"} <= set(exposed.split(", "))
