"""One process publishes, another answers from what it keeps: never anything older than the last commit.

On one machine, by the memory they share; between two machines, by the database, within a second; and with the way
between them cut.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections

from core.freshness import channel, versions
from pages.models import FaqEntry
from tests.cms.test_front import ENTRY
from tests.factories.pages import make_entry
from tests.front import Asker

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 25
QUERY = ENTRY % '"une"'
Ask = Callable[[str], tuple[str, int]]


def _serve(pipe: Connection, folder: Path) -> None:
    """Another process: answers what is asked with the title it gives, and how often it has entered Django."""
    django_settings.BALISE_DATA_DIR = folder
    asker = Asker()
    channel.listener.ensure()
    while (order := pipe.recv()) != "end":
        if order == "cut":
            channel.ask = _unreachable
        title = json.loads(asker(QUERY)[2])["data"]["faqEntry"]["title"]
        pipe.send((title, asker.entered))
    connections.close_all()
    os._exit(0)


def _unreachable(shared: object) -> int:
    raise OSError("no way to the database")


@contextmanager
def another_process(folder: Path) -> Iterator[Ask]:
    """A process that answers from the shared memory in that folder."""
    connections.close_all()  # a connection belongs to one process
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(theirs, folder), daemon=True)
    process.start()

    def ask(order: str = "ask") -> tuple[str, int]:
        ours.send(order)
        assert ours.poll(60)
        found: tuple[str, int] = ours.recv()
        return found

    try:
        yield ask
    finally:
        ours.send("end")
        process.join(10)


@pytest.fixture
def entry(settings: Any, tmp_path: Path) -> FaqEntry:
    settings.BALISE_DATA_DIR = tmp_path
    settings.BALISE_ANSWER_CACHE = True
    if redis := os.environ.get("REDIS_URL"):
        settings.CACHES = {
            **settings.CACHES,
            "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis},
        }
    assert versions() is not None
    return make_entry("Avant", slug="une")


def _publish(entry: FaqEntry, number: int) -> str:
    title = f"Version {number}"
    if number % 5:
        FaqEntry.objects.filter(pk=entry.pk).update(title=title)
    else:
        entry.title = title
        entry.save()
    return title


def _until_kept(ask: Ask) -> None:
    """Until the other process answers without entering Django: it has heard of the database."""
    give_up = time.monotonic() + 20
    while ask("ask")[1] != ask("ask")[1]:
        assert time.monotonic() < give_up, "nothing is ever kept"
        time.sleep(0.1)


def test_on_one_machine_no_process_is_behind_a_commit(entry: FaqEntry, tmp_path: Path) -> None:
    with another_process(tmp_path) as ask:
        _until_kept(ask)
        first = ask("ask")[1]
        for number in range(ROUNDS):
            title = _publish(entry, number)
            assert ask("ask")[0] == title
            assert ask("ask")[0] == title
        # Most of the second answers were kept ones, or this proves nothing.
        assert ask("ask")[1] - first < 2 * ROUNDS


def test_between_machines_it_takes_less_than_a_second(entry: FaqEntry, tmp_path: Path) -> None:
    with another_process(tmp_path / "elsewhere") as ask:
        _until_kept(ask)
        delays = []
        for number in range(4):
            title, start = _publish(entry, number), time.monotonic()
            sent = start
            while ask("ask")[0] != title:
                sent = time.monotonic()
            # When the last old answer had not been asked for yet.
            delays.append(sent - start)
        assert max(delays) < 1.0, delays


def test_with_the_way_cut_nothing_older_than_a_second_is_given(entry: FaqEntry, tmp_path: Path) -> None:
    with another_process(tmp_path / "elsewhere") as ask:
        _until_kept(ask)
        ask("cut")
        title = _publish(entry, 1)
        time.sleep(1.2)
        assert ask("ask")[0] == title
        entered = ask("ask")[1]
        assert ask("ask")[1] == entered + 1  # every answer is made
