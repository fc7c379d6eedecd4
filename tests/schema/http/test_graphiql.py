"""GraphiQL: only where it is on, from our own files, with queries that run."""

import pytest

from schema.graphiql.views import examples
from tests.schema.asking import post

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.urls("tests.schema.toy_urls")
class TestPage:
    def test_is_served(self, client):
        page = client.get("/graphiql/").content.decode()
        assert "<script>" not in page
        assert "style=" not in page
        assert "http:" not in page
        assert "https:" not in page

    def test_relaxes_nothing_but_styles(self, client):
        policy = dict(
            part.strip().split(" ", 1) for part in client.get("/graphiql/")["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == "'self'"
        assert policy["connect-src"] == "'self'"
        assert "'unsafe-inline'" in policy["style-src"]

    def test_can_be_off(self, client, settings):
        settings.BALISE_GRAPHQL = {"GRAPHIQL": False}
        assert client.get("/graphiql/").status_code == 404


def test_there_are_examples_and_each_explains_itself():
    assert len(examples()) >= 5
    assert all(example["query"].startswith("# ") for example in examples())


@pytest.mark.django_db
@pytest.mark.parametrize("example", examples(), ids=lambda example: example["query"].splitlines()[0][2:40])
def test_examples_run(client, example):
    response = post(client, example["query"], variables=example["variables"])
    assert response.status_code == 200
    assert "errors" not in response.json()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_runs_in_a_browser_without_a_complaint(live_server, page):
    """The editor opens with the examples, knows the schema and runs a query; the policy has nothing to stop."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text[:200]}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.goto(f"{live_server.url}/graphql/")
    assert page.url == f"{live_server.url}/graphiql/"
    page.get_by_role("tab", name="TouteLaFaq").wait_for()
    assert page.get_by_role("tab").count() >= len(examples())
    page.get_by_role("tab", name="ReglesEtSite").click()
    page.locator(".graphiql-execute-button").click()
    page.locator(".result-window", has_text="BLOCK").wait_for()
    assert '"errors"' not in page.locator(".result-window").inner_text()
    page.get_by_role("button", name="Show Documentation Explorer").click()
    page.get_by_text("All Schema Types").wait_for()
    assert [complaint for complaint in complaints if complaint.startswith(("error", "warning"))] == []
