"""Values kept until what they depend on changes."""

from __future__ import annotations

import pytest
from django.db import transaction

from core.freshness import Kept, Reads, Versions, recording
from core.freshness.tags import slots_of


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
