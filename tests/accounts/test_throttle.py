"""Counting what is asked too often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from accounts.models import User
from accounts.throttle import TooMany, by_account, by_address, by_email, by_file, consume, ensure_left

NOW = datetime(2026, 11, 25, 10, 7, 30, tzinfo=UTC)
ACTIONS = [
    "start_application", "application_key", "resend_link", "activate", "resend_activation", "upload",
    "check_application", "save_profile", "erase_account", "export",
]  # fmt: skip


@pytest.fixture(autouse=True)
def limits(settings) -> None:
    settings.BALISE_LIMITS = {
        **settings.BALISE_LIMITS,
        "knock": {"address": (3, 600), "email": (2, 3600)},
        "other": {"address": (3, 600)},
    }


def knock(address: str = "192.0.2.1", email: str = "", *, now: datetime = NOW) -> int:
    """The seconds to wait; 0 when it was let through."""
    keys = [by_address(address), *([by_email(email)] if email else [])]
    try:
        consume("knock", *keys, now=now)
    except TooMany as refusal:
        return refusal.retry_after
    return 0


def test_so_many_and_no_more() -> None:
    assert [knock() for _ in range(5)] == [0, 0, 0, 150, 150]


def test_what_is_left_can_be_asked_without_counting() -> None:
    key = by_address("192.0.2.1")
    for _ in range(9):
        ensure_left("knock", key, now=NOW)
    for _ in range(3):
        knock()
    with pytest.raises(TooMany) as refused:
        ensure_left("knock", key, now=NOW)
    assert refused.value.retry_after == 150
    ensure_left("knock", key, now=NOW + timedelta(seconds=150))


def test_the_next_window_begins_at_zero() -> None:
    for _ in range(9):
        knock()
    assert knock(now=NOW + timedelta(seconds=149)) == 1
    assert knock(now=NOW + timedelta(seconds=150)) == 0


def test_keys_and_actions_are_counted_apart() -> None:
    for _ in range(4):
        knock()
    assert knock("192.0.2.2") == 0
    consume("other", by_address("192.0.2.1"), now=NOW)


def test_each_key_has_its_limit_and_the_longest_wait_counts() -> None:
    assert [knock(f"192.0.2.{n}", "a@b.example") for n in range(3)] == [0, 0, 3150]
    assert knock("192.0.2.9", " A@B.EXAMPLE") == 3150
    for _ in range(4):
        knock("192.0.2.50")
    assert knock("192.0.2.50", "a@b.example") == 3150


def test_one_client_of_ipv6_is_its_network() -> None:
    assert [knock(f"2001:db8:1:2::{n}") for n in range(4)] == [0, 0, 0, 150]
    assert knock("2001:db8:1:3::1") == 0


def test_an_email_does_not_get_into_the_cache() -> None:
    assert "@" not in by_email("camille@atelier.example")
    assert "camille" not in by_email("camille@atelier.example")
    assert "DM-1" not in by_file("DM-1")


def test_a_counter_that_was_pushed_out_starts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "add", lambda *args, **kwargs: False)
    assert knock() == 0


def test_at_the_same_moment() -> None:
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: knock(), range(40)))
    assert waits.count(0) == 3


@pytest.mark.parametrize(("seconds", "said"), [(1, "une minute"), (60, "une minute"), (61, "2 minutes")])
def test_people_are_told_when(seconds: int, said: str) -> None:
    assert str(TooMany(seconds)) == f"Trop de demandes. Recommencez dans {said}."


def test_a_mistake_of_the_caller_s_is_no_open_door() -> None:
    with pytest.raises(KeyError):
        consume("unheard-of", by_address("192.0.2.1"), now=NOW)
    with pytest.raises(KeyError):
        consume("other", by_email("a@b.example"), now=NOW)


@pytest.mark.parametrize("action", ACTIONS)
def test_the_table_knows_every_action_and_is_generous(action: str, settings) -> None:
    limits = settings.BALISE_LIMITS[action]
    assert "address" in limits
    assert all(most >= 5 and 60 <= seconds <= 24 * 3600 for most, seconds in limits.values())


def test_the_account_has_a_key() -> None:
    assert by_account(User(pk=7)) == "account:7"
