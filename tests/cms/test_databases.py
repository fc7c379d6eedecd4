"""The test databases themselves: nothing that one test does is seen by the next."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.models import Locale, Page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_committed_rows_do_not_stay(turn: int) -> None:
    assert not Group.objects.filter(name="Passants").exists()
    Group.objects.create(name="Passants")


@pytest.mark.django_db
@pytest.mark.parametrize("turn", [1, 2])
def test_rolled_back_rows_do_not_stay(turn: int) -> None:
    assert not Group.objects.filter(name="Passants").exists()
    Group.objects.create(name="Passants")
    assert Page.objects.exists()
    assert Locale.objects.filter(language_code="fr").exists()


def _create_group(name: str) -> None:
    try:
        Group.objects.create(name=name)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_concurrent_writers_wait_for_each_other() -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(_create_group, [f"Groupe {number}" for number in range(40)]))
    assert Group.objects.filter(name__startswith="Groupe ").count() == 40
