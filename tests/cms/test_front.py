"""Answers that go out before Django is entered: only what everybody may have, and never what is no longer right."""

from __future__ import annotations

import gzip
import json
import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.freshness import Versions, versions
from directory.models import BrandMark
from pages.models import FaqEntry, FaqSection
from tests.factories.directory import make_profile
from tests.factories.pages import make_entry, make_section
from tests.front import Asker

pytestmark = pytest.mark.django_db(transaction=True)

ENTRY = "{ faqEntry(slug: %s) { title } }"


@pytest.fixture
def shared(ask: Asker) -> Versions:
    found = versions()
    assert found is not None
    return found


def of_all(headers: dict[str, str]) -> dict[str, str]:
    of_one = ("X-Request-Id", "RateLimit", "RateLimit-Policy")
    return {name: value for name, value in headers.items() if name not in of_one}


def test_a_hit_is_the_miss_byte_for_byte_and_enters_nothing(ask: Asker, django_assert_num_queries: Any) -> None:
    make_entry("Combien ?", slug="combien")
    query = ENTRY % '"combien"'
    status, headers, body = ask(query, HTTP_ORIGIN="https://ailleurs.example")
    assert json.loads(body) == {"data": {"faqEntry": {"title": "Combien ?"}}}
    with django_assert_num_queries(0):
        again = ask(query, HTTP_ORIGIN="https://ailleurs.example", HTTP_X_REQUEST_ID="request-0001")
    assert ask.entered == 1
    assert (again[0], of_all(again[1]), again[2]) == (status, of_all(headers), body)
    assert again[1]["X-Request-Id"] == "request-0001"
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" not in headers["Vary"]
    assert headers["Content-Security-Policy"]
    assert len(headers["Surrogate-Key"]) < 1_000


def test_a_cookie_that_is_none_of_ours_is_no_matter(ask: Asker) -> None:
    query = ENTRY % '"x"'
    ask(query)
    ask(query, HTTP_COOKIE="_mesure=12345")
    assert ask.entered == 1


@pytest.mark.parametrize(
    "key",
    [
        {"HTTP_COOKIE": f"a=b; {django_settings.SESSION_COOKIE_NAME}=abc"},
        {"HTTP_X_SESSION_TOKEN": "abc"},
        {"HTTP_AUTHORIZATION": "Bearer abc"},
        {"HTTP_X_APPLICATION_KEY": "abc"},
    ],
)
def test_whoever_names_a_key_is_answered_by_django(ask: Asker, key: dict[str, str]) -> None:
    query = ENTRY % '"x"'
    ask(query)
    ask(query, **key)
    ask(query, **key)
    assert ask.entered == 3


@pytest.mark.parametrize(
    "query",
    [
        "{ viewer { __typename } }",
        "{ nothingOfTheKind }",
        '{ node(id: "bad") { id } }',
        'mutation { startApplication(input: {email: "a@b.example"}) { __typename } }',
    ],
)
def test_personal_answers_errors_and_mutations_are_never_kept(ask: Asker, query: str) -> None:
    first = ask(query)
    ask(query)
    assert ask.entered == 2
    assert "no-store" in first[1]["Cache-Control"]
    assert ask.front.store.bytes == 0


def test_another_host_origin_or_media_type_is_another_question(ask: Asker) -> None:
    query = ENTRY % '"x"'
    for environ in ({}, {"HTTP_HOST": "127.0.0.1"}, {"HTTP_ORIGIN": "https://a.example"}, {"HTTP_ACCEPT": "*/*"}):
        ask(query, **environ)
    assert ask.entered == 4
    assert ask(query, HTTP_HOST="evil.example")[0].startswith("400")
    assert ask(query, HTTP_HOST="evil.example")[0].startswith("400")


def test_etag_and_compression(ask: Asker) -> None:
    make_section("Un thème", slug="un-theme")
    for number in range(20):
        make_entry(f"Une question assez longue, de numéro {number} ?", section=FaqSection.objects.get())
    query = "{faqEntries(first:20){nodes{title}}}"
    plain = ask(query, method="GET")
    zipped = ask(query, method="GET", HTTP_ACCEPT_ENCODING="br, gzip;q=0.5")
    assert ask.entered == 1
    assert gzip.decompress(zipped[2]) == plain[2]
    assert zipped[1]["Content-Encoding"] == "gzip"
    assert zipped[1]["ETag"] != plain[1]["ETag"]
    assert "Accept-Encoding" in plain[1]["Vary"]
    assert "Content-Encoding" not in ask(query, method="GET", HTTP_ACCEPT_ENCODING="gzip;q=0")[1]
    status, headers, body = ask(query, method="GET", HTTP_IF_NONE_MATCH=plain[1]["ETag"])
    assert (status, body) == ("304 Not Modified", b"")
    assert headers["ETag"] == plain[1]["ETag"]
    assert ask(query, method="GET", HTTP_IF_NONE_MATCH='"other"')[0].startswith("200")


def test_what_changes_an_answer_changes_it_and_leaves_others(ask: Asker) -> None:
    section = make_section("Un thème", slug="un-theme")
    entry = make_entry("Avant ?", slug="une", section=section)
    profile, other = make_profile("Ada", "Une"), make_profile("Blaise", "Autre")
    mine, theirs = (f'{{ activator(slug: "{slug}") {{ lastName }} }}' for slug in (profile.slug, other.slug))
    one, everyone = ENTRY % '"une"', "{ activators { totalCount } }"

    def entered(*queries: str) -> list[bool]:
        """Which of the questions Django had to answer."""
        found = []
        for query in queries:
            before = ask.entered
            ask(query)
            found.append(ask.entered > before)
        return found

    every = (one, mine, theirs, everyone)
    assert entered(*every) == [True] * 4
    assert entered(*every) == [False] * 4
    profile.save_revision().publish()
    assert entered(mine, theirs, everyone) == [True, False, True]
    entry.title = "Après ?"
    entry.save()
    assert entered(one, theirs, everyone) == [True, False, False]
    assert json.loads(ask(one)[2])["data"]["faqEntry"]["title"] == "Après ?"
    profile.unpublish()
    assert json.loads(ask(mine)[2]) == {"data": {"activator": None}}
    restriction = PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert json.loads(ask(one)[2]) == {"data": {"faqEntry": None}}
    restriction.delete()
    assert json.loads(ask(one)[2])["data"]["faqEntry"] is not None


def test_what_the_owner_of_a_mark_says_is_said_at_once(ask: Asker) -> None:
    query = "{ brandMarks { guidance { text } } }"
    ask(query)
    assert b"Demandez" not in ask(query)[2]
    assert ask.entered == 1
    mark = BrandMark.objects.get(code="FRANCE_NUM")
    mark.guidance = "<p>Demandez d’abord.</p>"
    mark.save()
    assert "Demandez d’abord.".encode() in ask(query)[2]


def test_an_entry_that_expires_goes_by_the_clock(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    make_entry("Bref ?", slug="bref")
    FaqEntry.objects.update(expire_at=timezone.now() + timedelta(minutes=5))
    query = ENTRY % '"bref"'
    ask(query)
    ask(query)
    assert ask.entered == 1
    later = time.time() + 301
    monkeypatch.setattr("schema.engine.answers.store.time.time", lambda: later)
    ask(query)
    assert ask.entered == 2


def test_without_word_from_the_database_nothing_kept_is_given(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    query = ENTRY % '"x"'
    ask(query)
    monkeypatch.setattr("core.freshness.shared.STALE_AFTER", -1.0)
    ask(query)
    ask(query)
    assert ask.entered == 3


def test_the_setting_turns_it_off(ask: Asker, settings: Any) -> None:
    settings.BALISE_ANSWER_CACHE = False
    ask(ENTRY % '"x"')
    ask(ENTRY % '"x"')
    assert ask.entered == 2


def test_the_same_question_at_once_is_answered_once(ask: Asker) -> None:
    ask.delay = 0.3
    query = "{ __typename }"
    bodies: list[bytes] = []
    threads = [threading.Thread(target=lambda: bodies.append(ask(query)[2])) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ask.entered == 1
    assert bodies == [b'{"data":{"__typename":"Query"}}'] * 6
