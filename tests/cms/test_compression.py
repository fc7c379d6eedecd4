"""Answers are compressed where that tells nobody anything: kept or not, but none of who asks."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from cms import front
from schema.engine.answers import store
from tests.factories.pages import make_entry, make_section, make_user
from tests.front import Asker

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "{ faqEntries(first: 20) { nodes { title path } } }"
LISTED = LIST[1:-1]
# Of these some fail, and the list is there all the same.
FAILING = f'{{ {LISTED} bad: node(id: "bad") {{ id }} }}'
START = 'mutation { startApplication(input: { email: "ada@exemple.example" }) { __typename } }'
COST = {"extensions": {"cost": True}}


@pytest.fixture(autouse=True)
def entries(ask: Asker) -> None:
    section = make_section("Un thème", slug="un-theme")
    for number in range(20):
        make_entry(f"Une question assez longue pour la peine, de numéro {number} ?", section=section)


@pytest.fixture
def session(client: Client) -> str:
    client.force_login(make_user("ada"))
    return f"{django_settings.SESSION_COOKIE_NAME}={client.cookies[django_settings.SESSION_COOKIE_NAME].value}"


def answer(ask: Asker, sent: dict[str, Any], **environ: str) -> tuple[dict[str, str], Any]:
    """The headers, and what the body says; an answer is the same whether it is compressed or not."""
    status, headers, body = ask.send(sent, "POST", {"HTTP_ACCEPT_ENCODING": "gzip", **environ})
    assert status == "200 OK"
    assert headers["Content-Length"] == str(len(body))
    is_zipped = headers.get("Content-Encoding") == "gzip"
    return headers, json.loads(gzip.decompress(body) if is_zipped else body)


@pytest.mark.parametrize(
    "sent",
    [
        {"query": LIST},
        {"query": LIST, **COST},
        {"query": FAILING},
        {"query": LIST + " " * 21_000},
    ],
    ids=["kept", "with its cost", "with errors", "a question too long to be looked up"],
)
def test_what_is_of_nobody_is_compressed(ask: Asker, sent: dict[str, Any]) -> None:
    headers, body = answer(ask, sent)
    assert headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in headers["Vary"]
    assert len(body["data"]["faqEntries"]["nodes"]) == 20
    plain, same = answer(ask, sent, HTTP_ACCEPT_ENCODING="br")
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in plain["Vary"]
    assert same["data"] == body["data"]


def test_what_is_too_large_to_be_kept_is_compressed(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LARGEST", 1_000)
    for number in range(2):
        assert answer(ask, {"query": LIST})[0]["Content-Encoding"] == "gzip"
        assert ask.entered == number + 1


def test_with_nothing_kept_answers_are_compressed_all_the_same(ask: Asker, settings: Any) -> None:
    settings.BALISE_ANSWER_CACHE = False
    assert answer(ask, {"query": LIST})[0]["Content-Encoding"] == "gzip"


def test_what_everybody_may_read_is_compressed_for_a_session_too(ask: Asker, session: str) -> None:
    headers, body = answer(ask, {"query": LIST}, HTTP_COOKIE=session)
    assert headers["Content-Encoding"] == "gzip"
    assert len(body["data"]["faqEntries"]["nodes"]) == 20
    assert ask.front.store.bytes == 0
    get = ask(LIST, "GET", HTTP_COOKIE=session, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=headers["ETag"])
    assert get[0] == "304 Not Modified"


@pytest.mark.parametrize(
    "query", [f"{{ viewer {{ __typename }} {LISTED} }}", f"{{ viewer {{ __typename }} {FAILING[1:]}", START]
)
def test_what_is_of_one_person_is_not(ask: Asker, session: str, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    """However large it is: beside words of the request, its length would tell what only they may know."""
    monkeypatch.setattr(front, "ZIPPED_FROM", 1)
    headers, body = answer(ask, {"query": query}, HTTP_COOKIE=session, HTTP_SEC_FETCH_SITE="same-origin")
    assert body["data"]
    assert "Content-Encoding" not in headers


def test_nor_is_what_a_token_asks_for(ask: Asker) -> None:
    assert "Content-Encoding" not in answer(ask, {"query": LIST}, HTTP_X_SESSION_TOKEN="x" * 32)[0]


def test_what_is_refused_before_it_is_run_is_compressed(ask: Asker) -> None:
    names = " ".join(f"unknown{number}" for number in range(20))
    headers, body = answer(ask, {"query": f"{{ site {{ {names} }} }}"})
    assert headers["Content-Encoding"] == "gzip"
    assert len(body["errors"]) == 20


def test_small_answers_stay_as_they_are(ask: Asker) -> None:
    assert "Content-Encoding" not in answer(ask, {"query": "{ __typename }", **COST})[0]
