"""What `Server-Timing` tells, and to whom."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from core.freshness.writes import notice
from schema.engine import timing
from tests.schema.asking import get, post

ENTRY = re.compile(r"([a-z]+);dur=(\d+\.\d\d)")


def phases(header: str) -> dict[str, float]:
    return {name: float(milliseconds) for name, milliseconds in ENTRY.findall(header)}


@pytest.fixture
def _told(settings):
    settings.BALISE_SERVER_TIMING = True


@pytest.mark.urls("tests.schema.toy_urls")
class TestAnswers:
    @pytest.mark.usefixtures("_told")
    def test_every_answer_tells_every_phase(self, client):
        for response in (
            post(client, "{ hello }"),
            get(client, query="{ hello }"),
            post(client, "{"),
            post(client, "{ hello }", accept="image/png"),
            client.put("/graphql/"),
        ):
            assert list(phases(response["Server-Timing"])) == ["parse", "plan", "sql", "build", "cache"]

    @pytest.mark.usefixtures("_told")
    def test_other_origins_are_told_nothing(self, client, settings):
        settings.CORS_ALLOWED_ORIGINS = ["https://portail.example"]
        response = post(client, "{ hello }", headers={"Origin": "https://portail.example"})
        assert response["Access-Control-Allow-Origin"] == "https://portail.example"
        assert "Timing-Allow-Origin" not in response
        assert "Server-Timing" not in response["Access-Control-Expose-Headers"]

    def test_it_is_off_by_default(self, client):
        assert "Server-Timing" not in post(client, "{ hello }")
        assert not [wrapper for wrapper in connection.execute_wrappers if wrapper.__name__ == "statement"]


@pytest.mark.django_db
@pytest.mark.usefixtures("_told")
def test_statements_are_counted(client):
    response = post(client, '{ faqEntry(slug: "x") { title } }')
    assert response.json() == {"data": {"faqEntry": None}}
    assert phases(response["Server-Timing"])["sql"] > 0
    assert not [wrapper for wrapper in connection.execute_wrappers if wrapper.__name__ == "statement"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_told")
def test_a_thread_that_is_measured_at_its_first_statement_is_still_watched_afterwards():
    """What would read and write without anybody noticing would have everything kept for ever."""

    def first_request() -> list[object]:
        try:
            assert post(Client(), '{ faqEntry(slug: "x") { title } }').json() == {"data": {"faqEntry": None}}
            return list(connection.execute_wrappers)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(first_request).result() == [notice]


def test_a_phase_inside_another_is_counted_once():
    with timing.measuring() as measured:
        start = time.perf_counter()
        with timing.phase("build"):
            with timing.phase("sql"):
                time.sleep(0.02)
            time.sleep(0.01)
        elapsed = (time.perf_counter() - start) * 1000
        time.sleep(0.01)  # in no phase
    spent = phases(measured.header())
    assert spent["sql"] >= 20
    assert 10 <= spent["build"] <= elapsed - 20 + 0.1
    assert sum(spent.values()) <= elapsed + 0.1


def test_a_failure_ends_its_phase():
    with timing.measuring() as measured:
        with pytest.raises(ValueError, match="x"), timing.phase("plan"):
            raise ValueError("x")
        time.sleep(0.02)
    assert phases(measured.header())["plan"] < 20


def test_no_other_names():
    with timing.measuring(), pytest.raises(ValueError, match="lunch"), timing.phase("lunch"):
        pass


def test_nobody_measures_outside():
    with timing.measuring():
        pass
    assert timing._current.get() is None
    with timing.phase("plan"):
        assert not [wrapper for wrapper in connection.execute_wrappers if wrapper.__name__ == "statement"]
