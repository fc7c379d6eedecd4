"""What the demo publishes and withdraws by itself."""

from __future__ import annotations

import fcntl
import logging
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from cms.demo import clock
from cms.demo.clock import Clock
from pages.models import FaqEntry
from tests.factories.pages import make_entry, schedule


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The moments at which the clock did its work; there is no database behind it."""
    found: list[float] = []
    monkeypatch.setattr(clock, "do_round", lambda: found.append(time.monotonic()))
    return found


def wait_for(condition, seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.django_db(transaction=True)
def test_it_publishes_what_is_due_and_unpublishes_what_has_expired(tmp_path: Path, caplog) -> None:
    due = schedule(make_entry("Programmée ?", live=False), timezone.now() - timedelta(minutes=1))
    later = schedule(make_entry("Plus tard ?", live=False), timezone.now() + timedelta(hours=1))
    expired = make_entry("Expirée ?")
    FaqEntry.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    refused = schedule(make_entry("Sans réponse ?", live=False, answer=""), timezone.now() - timedelta(minutes=1))
    running = Clock(tmp_path, interval=0.05)

    with caplog.at_level(logging.WARNING):
        running.start()
        wait_for(lambda: FaqEntry.objects.filter(pk=due.pk, live=True).exists())
        wait_for(lambda: FaqEntry.objects.filter(pk=refused.pk).get().scheduled_revision is None)
        running.stop()

    live = set(FaqEntry.objects.filter(live=True).values_list("pk", flat=True))
    assert live == {due.pk}
    assert later.scheduled_revision is not None
    assert FaqEntry.objects.get(pk=expired.pk).expired
    assert "clock: 2 to publish, 1 to unpublish" in caplog.text


def test_it_goes_on_until_it_is_stopped(tmp_path: Path, rounds: list[float]) -> None:
    running = Clock(tmp_path, interval=0.02)
    running.start()
    wait_for(lambda: len(rounds) >= 3)
    running.stop()
    done = len(rounds)
    time.sleep(0.1)
    assert len(rounds) == done


def test_a_failure_is_logged_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    calls: list[int] = []

    def fail() -> None:
        calls.append(1)
        raise OSError("the disk is full")

    monkeypatch.setattr(clock, "do_round", fail)
    running = Clock(tmp_path, interval=0.02)
    running.start()
    wait_for(lambda: len(calls) >= 2)
    running.stop()
    assert "the disk is full" in caplog.text


def test_of_two_demos_on_one_folder_one_at_a_time_is_at_it(tmp_path: Path, rounds: list[float]) -> None:
    with (tmp_path / clock.LOCK).open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert Clock(tmp_path).tick() is False
    assert rounds == []
    assert Clock(tmp_path).tick() is True
    assert len(rounds) == 1


def test_stopping_waits_for_the_round_under_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, done = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        time.sleep(0.2)
        done.set()

    monkeypatch.setattr(clock, "do_round", work)
    running = Clock(tmp_path)
    running.start()
    begun.wait(5)
    running.stop()
    assert done.is_set()
