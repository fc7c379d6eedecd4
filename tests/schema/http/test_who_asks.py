"""Who asks, by cookie or by token; that no other site's page asks in somebody's name; what caches may keep."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.accounts.api import OTHER, PASSWORD, Visitor
from tests.schema import toy
from tests.schema.asking import codes, get, only_error, post

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.schema.toy_urls")]
SIGN = "mutation { sign { by } }"


@pytest.fixture(autouse=True)
def nothing_executed() -> None:
    toy.EXECUTED.clear()


@pytest.fixture
def sacha() -> User:
    return User.objects.create_user("sacha", "sacha@atelier.example", PASSWORD)


@pytest.fixture
def token(sacha: User) -> str:
    """A session that no cookie names."""
    client = Client()
    client.force_login(sacha)
    return str(client.session.session_key)


def whoami(client: Client, **headers: str) -> str:
    return str(post(client, "{ whoami }", headers=headers).json()["data"]["whoami"])


def test_the_cookie_says_who_it_is(client: Client, sacha: User) -> None:
    assert whoami(client) == ""
    client.force_login(sacha)
    assert whoami(client) == "sacha"


def test_the_token_says_who_it_is(client: Client, token: str) -> None:
    assert whoami(client, **{"X-Session-Token": token}) == "sacha"


@pytest.mark.parametrize("wrong", ["", "x", "é", "x" * 500])
def test_a_wrong_token_is_nobody_s_whatever_the_cookie(client: Client, sacha: User, wrong: str) -> None:
    client.force_login(sacha)
    assert whoami(client, **{"X-Session-Token": wrong}) == ""


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_demo": True}])
def test_who_may_not_sign_in_is_nobody(client: Client, sacha: User, token: str, change: dict[str, bool]) -> None:
    client.force_login(sacha)
    User.objects.filter(pk=sacha.pk).update(**change)
    assert whoami(client) == ""
    assert whoami(Client(), **{"X-Session-Token": token}) == ""


def test_a_changed_password_ends_cookie_and_token(client: Client, sacha: User, token: str) -> None:
    client.force_login(sacha)
    sacha.set_password(OTHER)
    sacha.save()
    assert whoami(client) == ""
    assert whoami(Client(), **{"X-Session-Token": token}) == ""


def test_a_session_that_waits_for_its_second_factor_is_nobody_s(client: Client) -> None:
    session = SessionStore()
    session["account_login"] = {"user_pk": "1"}
    session.save()
    assert whoami(client, **{"X-Session-Token": str(session.session_key)}) == ""


class TestOtherSites:
    @pytest.mark.parametrize(
        ("headers", "allowed"),
        [
            ({"Sec-Fetch-Site": "same-origin"}, True),
            ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, True),
            ({"Sec-Fetch-Site": "", "Origin": "http://testserver"}, True),
            ({"Sec-Fetch-Site": "same-site", "Origin": "https://confiance.example"}, True),
            ({"Sec-Fetch-Site": "same-site", "Origin": "https://ailleurs.testserver"}, False),
            ({"Sec-Fetch-Site": "cross-site", "Origin": "https://ailleurs.example"}, False),
            ({"Sec-Fetch-Site": "same-origin", "Origin": "https://ailleurs.example"}, False),
            ({"Sec-Fetch-Site": "cross-site"}, False),
            ({"Sec-Fetch-Site": "none"}, False),
            ({"Sec-Fetch-Site": "", "Origin": "null"}, False),
            ({"Sec-Fetch-Site": "", "Origin": "http://testserver.ailleurs.example"}, False),
            ({"Sec-Fetch-Site": "", "Origin": "https://testserver"}, False),
            ({"Sec-Fetch-Site": ""}, False),
        ],
    )
    @pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
    def test_a_mutation_with_a_cookie_comes_from_us(
        self, client: Client, sacha: User, settings, headers: dict[str, str], allowed: bool, accept: str
    ) -> None:
        settings.CSRF_TRUSTED_ORIGINS = ["https://confiance.example"]
        client.force_login(sacha)
        response = post(client, SIGN, headers=headers, accept=accept)
        if allowed:
            assert response.json() == {"data": {"sign": {"by": "sacha"}}}
            return
        assert response.status_code == 403
        assert set(response.json()) == {"errors"}
        assert only_error(response)["extensions"] == {"code": "FORBIDDEN"}
        assert toy.EXECUTED == []

    def test_a_dead_cookie_counts_as_one(self, client: Client, settings) -> None:
        client.cookies[settings.SESSION_COOKIE_NAME] = "dead"
        assert post(client, SIGN, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403

    def test_a_token_is_sent_by_no_foreign_page(self, client: Client, token: str) -> None:
        headers = {"X-Session-Token": token, "Origin": "https://ailleurs.example", "Sec-Fetch-Site": "cross-site"}
        assert post(client, SIGN, headers=headers).json() == {"data": {"sign": {"by": "sacha"}}}

    def test_an_invented_token_does_not_lend_the_cookie_s_name(self, client: Client, sacha: User) -> None:
        client.force_login(sacha)
        headers = {"X-Session-Token": "x", "Origin": "https://ailleurs.example", "Sec-Fetch-Site": "cross-site"}
        assert post(client, SIGN, headers=headers).json() == {"data": {"sign": {"by": ""}}}

    def test_strangers_mutate_from_anywhere(self, client: Client) -> None:
        assert post(client, SIGN, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200

    def test_reading_needs_no_origin(self, client: Client, sacha: User) -> None:
        client.force_login(sacha)
        assert post(client, "{ hello }", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
        assert get(client, query="{ whoami }").json() == {"data": {"whoami": "sacha"}}


class TestCaches:
    def test_an_answer_to_somebody_is_kept_by_nobody(self, client: Client, sacha: User, token: str) -> None:
        client.force_login(sacha)
        for response in (
            post(client, "{ whoami }"),
            get(client, query="{ whoami }"),
            post(Client(), "{ whoami }"),
            post(Client(), "{ hello }", headers={"X-Session-Token": token}),
            post(client, SIGN),
        ):
            assert response["Cache-Control"] == "no-store, private"
            assert {"Accept", "Cookie", "X-Session-Token"} <= set(response["Vary"].split(", "))

    def test_others_documents_are_as_they_were(self, client: Client, sacha: User) -> None:
        anonymous = post(Client(), "{ hello }")
        client.force_login(sacha)
        with CaptureQueriesContext(connection) as captured:
            signed_in = post(client, "{ hello }")
        assert len(captured) == 0
        assert signed_in.content == anonymous.content
        assert signed_in["Cache-Control"] == anonymous["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert signed_in["Vary"] == anonymous["Vary"]
        assert "Cookie" not in anonymous["Vary"]


def test_too_often_is_an_error_with_its_wait(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    response = post(client, "{ tooOften }")
    assert codes(response) == ["RATE_LIMITED"]
    assert only_error(response)["extensions"] == {"code": "RATE_LIMITED", "retryAfter": 90}
    assert only_error(response)["message"] == "Trop de demandes. Recommencez dans 2 minutes."
    assert response["Retry-After"] == "90"
    assert "Retry-After" not in post(client, "{ hello }")
    assert not [record for record in caplog.records if record.name == "schema.errors"]


@pytest.mark.urls("cms.urls")
def test_an_app_signs_in_and_asks(sacha: User) -> None:
    app = Visitor("app")
    app.sign_in("sacha@atelier.example")
    response = post(Client(), "{ __typename }", headers={"X-Session-Token": app.token or ""})
    assert response.json() == {"data": {"__typename": "Query"}}
    assert response["Cache-Control"] == "no-store, private"
