"""From a link that was given to a finding: turns, patience, and two at work at once."""

from __future__ import annotations

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from directory.actions import check_links
from directory.actions.check_links import check_due, findings_input, sweep, want_checked
from directory.linkcheck.fetching import Outcome, Page
from directory.models import LinkCheck, LinkState, NoticeState

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LINK = "https://site.example/"
BROKEN = Page(Outcome.BROKEN, "cette page n’existe pas (réponse 404)")
SLOW = Page(Outcome.TEMPORARY, "le site ne répond pas à temps")
BUSY = Page(Outcome.POSTPONED)
GUARDED = Page(Outcome.UNKNOWN)
_LONG = "<p>" + "Nous aidons les petites entreprises. " * 20 + "</p><a href='/'>Accueil</a><a href='/o'>Offres</a>"
BARE = Page(Outcome.OK, url=LINK, html=_LONG, is_whole=True)
FINE = Page(Outcome.OK, url=LINK, html=_LONG + "<a href='/m'>Mentions légales</a>", is_whole=True)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _on(settings: Any) -> None:
    settings.BALISE_LINK_CHECKS = True


def _answer(page: Page, link: str) -> Page:
    return page


def rounds(*pages: Page) -> list[datetime]:
    """One round for each of these answers, as soon as the link is due and no sooner; returns when they were."""
    times = []
    for page in pages:
        now = LinkCheck.objects.get().next_try_at
        assert check_due(now=now - timedelta(seconds=1), fetch=lambda link: pytest.fail("too early")) == 0
        assert check_due(now=now, fetch=partial(_answer, page)) == 1
        times.append(now)
    return times


@pytest.mark.django_db
class TestWanting:
    def test_a_link_is_there_once(self) -> None:
        want_checked([LINK, f" {LINK} ", "https://autre.example/"], now=NOW)
        want_checked([LINK], now=NOW + HOUR)
        assert set(LinkCheck.objects.values_list("url", "state", "wanted_at", "next_try_at")) == {
            (LINK, LinkState.PENDING, NOW + HOUR, NOW),
            ("https://autre.example/", LinkState.PENDING, NOW, NOW),
        }

    def test_what_is_no_link_is_left_out(self) -> None:
        want_checked(["", "site.example", "http://127.0.0.1/", "ftp://a.example/", "http://a b.example/"], now=NOW)
        want_checked([], now=NOW)
        assert not LinkCheck.objects.exists()

    def test_it_belongs_to_the_callers_transaction(self) -> None:
        with transaction.atomic():
            want_checked([LINK], now=NOW)
            transaction.set_rollback(True)
        assert not LinkCheck.objects.exists()

    def test_a_link_as_long_as_links_may_be(self) -> None:
        link = LINK + "x" * (2000 - len(LINK))
        want_checked([link], now=NOW)
        assert LinkCheck.objects.get().url == link

    def test_any_number_of_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(check_links, "ROWS", 10)
        links = [f"https://n{number}.example/" for number in range(35)]
        want_checked(links[:20], now=NOW)
        want_checked(links, now=NOW + HOUR)
        assert list(LinkCheck.objects.values_list("wanted_at", flat=True)) == [NOW + HOUR] * 35
        assert sweep([], now=NOW + timedelta(days=3)) == 35
        assert not LinkCheck.objects.exists()

    def test_wanting_it_again_changes_no_result(self) -> None:
        want_checked([LINK], now=NOW)
        rounds(FINE)
        want_checked([LINK], now=NOW + HOUR)
        check = LinkCheck.objects.get()
        assert (check.state, check.notice, check.next_try_at) == (
            LinkState.OK, NoticeState.YES, NOW + timedelta(days=30),
        )  # fmt: skip


@pytest.mark.django_db
class TestPatience:
    @pytest.fixture(autouse=True)
    def _wanted(self) -> None:
        want_checked([LINK], now=NOW)

    def broken(self) -> Any:
        return findings_input([LINK, "https://autre.example/"])[0]

    def test_a_link_that_fails_is_held_after_a_day_and_not_before(self) -> None:
        for number in range(3):
            rounds(BROKEN)
            assert self.broken() == {}, number
        times = rounds(BROKEN)
        assert times[0] - NOW == timedelta(hours=26, minutes=10)
        assert self.broken() == {LINK: "cette page n’existe pas (réponse 404)"}
        assert LinkCheck.objects.get().attempts == 4

    @pytest.mark.parametrize("page", [SLOW, Page(Outcome.REFUSED, "aucun site public ne répond à cette adresse")])
    def test_so_is_one_that_does_not_answer(self, page: Page) -> None:
        rounds(page, page, page, page)
        assert self.broken() == {LINK: page.reason}

    def test_three_failures_are_needed_even_over_days(self) -> None:
        check_due(now=NOW, fetch=lambda link: BROKEN)
        check_due(now=NOW + timedelta(days=5), fetch=lambda link: BROKEN)
        assert self.broken() == {}
        check_due(now=NOW + timedelta(days=6), fetch=lambda link: BROKEN)
        assert list(self.broken()) == [LINK]

    @pytest.mark.parametrize("page", [FINE, GUARDED])
    def test_one_answer_and_it_begins_again(self, page: Page) -> None:
        rounds(BROKEN, BROKEN, BROKEN, page)
        rounds(BROKEN, BROKEN, BROKEN)
        assert self.broken() == {}

    def test_what_was_repaired_is_free_within_hours(self) -> None:
        *_, held, freed = rounds(BROKEN, BROKEN, BROKEN, BROKEN, FINE)
        assert freed - held == timedelta(hours=6)
        assert self.broken() == {}
        check = LinkCheck.objects.get()
        assert (check.state, check.failures, check.failing_since, check.reason) == (LinkState.OK, 0, None, "")

    def test_our_own_trouble_counts_for_nothing(self) -> None:
        rounds(*[BUSY] * 20)
        check = LinkCheck.objects.get()
        assert (check.state, check.failures, self.broken()) == (LinkState.PENDING, 0, {})
        rounds(BROKEN, BROKEN, BROKEN, BROKEN)
        rounds(BUSY)
        assert list(self.broken()) == [LINK]

    def test_a_site_that_lets_no_robot_in_is_held_against_nobody(self) -> None:
        times = rounds(GUARDED, GUARDED)
        assert times[1] - times[0] == timedelta(days=30)
        assert LinkCheck.objects.get().state == LinkState.UNKNOWN
        assert findings_input([LINK]) == ({}, frozenset())

    def test_a_missing_notice_is_held_after_two_looks(self) -> None:
        rounds(BARE)
        assert findings_input([LINK]) == ({}, frozenset())
        assert rounds(BARE) == [NOW + timedelta(days=1)]
        assert findings_input([LINK]) == ({}, frozenset({LINK}))
        assert rounds(FINE) == [NOW + timedelta(days=2)]
        assert findings_input([LINK]) == ({}, frozenset())

    def test_a_site_that_is_gone_has_no_notice_to_miss(self) -> None:
        rounds(BARE, BARE, BROKEN, BROKEN, BROKEN, BROKEN)
        assert findings_input([LINK]) == ({LINK: BROKEN.reason}, frozenset())

    def test_nothing_is_asked_or_held_while_it_is_off(self, settings: Any) -> None:
        rounds(BROKEN, BROKEN, BROKEN, BROKEN)
        settings.BALISE_LINK_CHECKS = False
        assert findings_input([LINK]) == ({}, frozenset())
        assert check_due(now=NOW + timedelta(days=99), fetch=lambda link: pytest.fail("asked")) == 0

    def test_one_that_nobody_has_thought_of_stops_no_other(self) -> None:
        want_checked(["https://autre.example/"], now=NOW)

        def fetch(link: str) -> Page:
            if link == LINK:
                raise ZeroDivisionError
            return FINE

        assert check_due(now=NOW, fetch=fetch) == 2
        states = dict(LinkCheck.objects.values_list("url", "state"))
        assert states == {LINK: LinkState.PENDING, "https://autre.example/": LinkState.OK}

    def test_the_limit_takes_those_that_wait_longest(self) -> None:
        want_checked([f"https://n{number}.example/" for number in range(5)], now=NOW + HOUR)
        asked: list[str] = []

        def fetch(link: str) -> Page:
            asked.append(link)
            return FINE

        assert check_due(now=NOW + HOUR, limit=1, fetch=fetch) == 1
        assert asked == [LINK]


@pytest.mark.django_db
def test_what_nothing_refers_to_is_forgotten() -> None:
    want_checked([LINK, "https://autre.example/", "https://ancien.example/"], now=NOW)
    later = NOW + timedelta(days=2)
    want_checked(["https://neuf.example/", "https://autre.example/"], now=later)
    assert sweep([f" {LINK}"], now=later) == 1
    assert set(LinkCheck.objects.values_list("url", flat=True)) == {
        LINK, "https://autre.example/", "https://neuf.example/",
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_each_link_is_asked_by_one(self) -> None:
        want_checked([f"https://n{number}.example/" for number in range(30)], now=NOW)
        asked: list[str] = []
        start = threading.Barrier(3)

        def fetch(link: str) -> Page:
            asked.append(link)
            return FINE

        def work(_: int) -> int:
            try:
                start.wait()
                return check_due(now=NOW, limit=30, fetch=fetch)
            finally:
                connection.close()

        with ThreadPoolExecutor(3) as pool:
            assert sum(pool.map(work, range(3))) == 30
        assert len(asked) == len(set(asked)) == 30
        assert set(LinkCheck.objects.values_list("state", "attempts")) == {(LinkState.OK, 1)}

    def test_the_same_links_are_wanted_by_many(self) -> None:
        links = [f"https://n{number}.example/" for number in range(20)]

        def work(number: int) -> None:
            try:
                want_checked(links if number % 2 else links[::-1], now=NOW + number * HOUR)
            finally:
                connection.close()

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(work, range(12)))
        assert LinkCheck.objects.count() == 20

    def test_no_transaction_waits_for_the_network(self) -> None:
        want_checked([LINK], now=NOW)

        def fetch(link: str) -> Page:
            # Somebody else writes meanwhile, on SQLite too.
            try:
                LinkCheck.objects.update(wanted_at=NOW + HOUR)
                return FINE
            finally:
                connection.close()

        assert check_due(now=NOW, fetch=fetch) == 1
        check = LinkCheck.objects.get()
        assert (check.state, check.attempts) == (LinkState.OK, 1)

    @pytest.mark.parametrize("happens", ["swept", "claimed again"])
    def test_what_comes_too_late_is_dropped(self, happens: str) -> None:
        want_checked([LINK], now=NOW)

        def fetch(link: str) -> Page:
            try:
                if happens == "swept":
                    LinkCheck.objects.all().delete()
                else:
                    LinkCheck.objects.update(next_try_at=NOW + 5 * HOUR)
                return FINE
            finally:
                connection.close()

        assert check_due(now=NOW, fetch=fetch) == 1
        assert not LinkCheck.objects.filter(state=LinkState.OK).exists()


@pytest.mark.django_db
class TestCommand:
    def test_a_round(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(check_links, "look", lambda link, fetch: check_links.Look(Outcome.OK))
        want_checked([LINK], now=NOW)
        out = io.StringIO()
        call_command("check_links", stdout=out)
        assert out.getvalue() == "1 lien vérifié.\n"

    def test_it_has_to_be_on(self, settings: Any) -> None:
        settings.BALISE_LINK_CHECKS = False
        with pytest.raises(CommandError, match="BALISE_LINK_CHECKS"):
            call_command("check_links")

    def test_the_request_names_the_platform(self, monkeypatch: pytest.MonkeyPatch) -> None:
        told: list[str] = []
        monkeypatch.setattr(check_links, "fetch", lambda link, agent: told.append(agent))
        check_links.fetch_as_platform(LINK)
        assert told == ["Balise (+http://testserver)"]
