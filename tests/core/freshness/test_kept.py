"""Values kept until what they depend on changes."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from core.freshness import Kept, Reads, Versions, recording, versions
from core.freshness.tags import slots_of
from schema.engine.answers.store import Freshness


class Made:
    """Counts how often it is made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


@pytest.mark.django_db(transaction=True)
def test_kept_until_a_tag_of_its_own_changes(shared: Versions) -> None:
    kept = Kept(("tree",), Made())
    assert (kept.get(), kept.get()) == (1, 1)
    shared.bump(slots_of(["page:1"])[1:])
    assert kept.get() == 1
    shared.bump(slots_of(["tree"])[1:])
    assert kept.get() == 2


@pytest.mark.django_db(transaction=True)
def test_a_change_while_it_is_made_is_not_lost(shared: Versions) -> None:
    made = Made()

    def make() -> int:
        value = made()
        if value == 1:
            shared.bump(slots_of(["tree"]))
        return value

    kept = Kept(("tree",), make)
    assert (kept.get(), kept.get(), kept.get()) == (1, 2, 2)


@pytest.mark.django_db(transaction=True)
def test_not_in_a_transaction_and_not_without_word_from_the_database(shared: Versions) -> None:
    kept = Kept(("tree",), Made())
    assert kept.get() == 1
    with transaction.atomic():
        assert (kept.get(), kept.get()) == (2, 3)
    assert kept.get() == 1
    shared._words[1] = 0
    assert kept.get() == 4


@pytest.mark.django_db(transaction=True)
def test_whatever_uses_it_depends_on_its_tags(shared: Versions) -> None:
    kept = Kept(("tree", "expiry"), Made())
    kept.get()
    with recording(Reads()) as reads:
        kept.get()
    assert reads.tags == {"tree", "expiry"}


@pytest.mark.django_db(transaction=True)
def test_numbers_of_another_file_say_nothing(
    shared: Versions, settings: Any, tmp_path: Path, time_machine: Any
) -> None:
    """Not even after somebody has put the clock back, and removed the file."""
    time_machine.move_to(timezone.now() + timedelta(days=1))
    settings.BALISE_DATA_DIR = tmp_path / "one"
    kept = Kept(("tree",), Made())
    one = heard()
    answer = Freshness(slots_of(["tree"]), one.now(), time.time() + 10 * 86_400, one)
    assert (kept.get(), kept.get(), answer.holds()) == (1, 1, True)
    time_machine.move_to(timezone.now() - timedelta(days=1))
    settings.BALISE_DATA_DIR = tmp_path / "two"
    heard().bump(slots_of(["tree"])[1:])
    assert kept.get() == 2
    assert not answer.holds()


def heard() -> Versions:
    found = versions()
    assert found is not None
    found.heard(0)
    return found
