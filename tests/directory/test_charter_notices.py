"""Warnings and endings of a charter that is not accepted: each once, to whom they concern, whoever is at it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection

from cms.tick import PARTS
from directory import charter_notices
from directory.actions.standing import leave, suspend
from directory.charter_notices import tell_due
from directory.models import ActivatorProfile, CharterNotice
from directory.notifications import standing as notifications
from directory.rules.states import Status
from tests.directory.standing_stories import BEGUN, accept, activator, new_charter, noon
from tests.factories.directory import make_profile
from tests.factories.files import make_file


def text() -> str:
    (message,) = mail.outbox
    mail.outbox.clear()
    return f"{message.subject}\n{message.body}".replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.django_db
def test_warned_twice_and_told_of_the_end_once_each() -> None:
    profile = activator()
    new_charter()
    mail.outbox.clear()
    assert tell_due(now=noon(2026, 12, 16)) == 0
    assert tell_due(now=noon(2026, 12, 17)) == 1
    first = text()
    assert first.startswith("Charte à accepter au plus tard le 31 décembre 2026\n")
    assert "nouvelle version, 2026-2, que vous n’avez pas encore acceptée" in first
    assert "Pour lire la charte et l’accepter, ouvrez « Ma fiche » :" in first
    assert notifications.own_page_url() in first
    assert tell_due(now=noon(2026, 12, 18)) == tell_due(now=noon(2026, 12, 27)) == 0
    assert tell_due(now=noon(2026, 12, 28)) == 1
    assert text() == first
    assert tell_due(now=noon(2026, 12, 31)) == 0
    assert tell_due(now=noon(2027, 1, 1)) == 1
    last = text()
    assert "était à accepter au plus tard le 31 décembre 2026" in last
    assert "Depuis le 1 janvier 2027, vous n’êtes plus un activateur en activité." in last
    assert "s’est arrêté le 1 janvier 2027. Merci de la retirer partout où vous l’utilisez :" in last
    assert "vos signatures de courriels" in last
    for days in (0, 1, 400):
        assert tell_due(now=noon(2027, 1, 1) + timedelta(days=days)) == 0
    notices = CharterNotice.objects.filter(profile=profile, version="2026-2")
    assert sorted(notices.values_list("stage", flat=True)) == ["ENDED", "FIRST", "LAST"]


@pytest.mark.django_db
def test_only_who_has_the_right_and_has_not_accepted() -> None:
    accepted, gone, suspended, waiting = (activator(f"p{number}@exemple.example") for number in range(4))
    make_file(Status.ACCEPTED, now=BEGUN, email="a@exemple.example")
    make_profile("Zoé", "Lefèvre")
    new_charter()
    accept(accepted, noon(2026, 12, 2))
    leave(gone, by=None, reason="Retraite", now=BEGUN)
    suspend(suspended, by=None, reason="Plainte", now=BEGUN)
    mail.outbox.clear()
    for moment in (noon(2026, 12, 20), noon(2026, 12, 30), noon(2027, 1, 2)):
        assert tell_due(now=moment) == 1
    assert waiting.account is not None
    assert {tuple(message.to) for message in mail.outbox} == {(waiting.account.email,)}


@pytest.mark.django_db
def test_a_round_that_comes_late_does_not_send_both_warnings() -> None:
    activator()
    new_charter()
    mail.outbox.clear()
    assert tell_due(now=noon(2026, 12, 30)) == 1
    assert tell_due(now=noon(2026, 12, 31)) == 0


@pytest.mark.django_db
def test_another_version_is_another_story() -> None:
    profile = activator()
    new_charter()
    new_charter("2027-1", date(2027, 2, 1), date(2027, 2, 28))
    assert tell_due(now=noon(2027, 1, 1)) == 1
    assert tell_due(now=noon(2027, 2, 20)) == 0, "their right has ended already"
    accept(profile, noon(2027, 2, 20))
    assert tell_due(now=noon(2027, 2, 21)) == 1
    assert tell_due(now=noon(2027, 3, 1)) == 1
    assert tell_due(now=noon(2027, 3, 2)) == 0


@pytest.mark.django_db
def test_batches_reach_everybody_and_a_round_ends(monkeypatch) -> None:
    monkeypatch.setattr(charter_notices, "AT_ONCE", 2)
    for number in range(5):
        activator(f"p{number}@exemple.example")
    new_charter()
    mail.outbox.clear()
    assert [tell_due(now=noon(2026, 12, 20)) for _ in range(4)] == [2, 2, 1, 0]
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox) == 5


@pytest.mark.django_db
def test_one_that_fails_holds_up_no_other_and_is_tried_again(monkeypatch) -> None:
    broken, other = activator("p0@exemple.example"), activator("p1@exemple.example")
    new_charter()
    mail.outbox.clear()
    genuine = notifications.send

    def fail(to: str, *args, **values) -> None:
        if to == "p0@exemple.example":
            raise OSError("the disk is full")
        genuine(to, *args, **values)

    with monkeypatch.context() as patch:
        patch.setattr(notifications, "send", fail)
        with pytest.raises(ExceptionGroup, match="1 could not be told"):
            tell_due(now=noon(2026, 12, 20))
    assert list(CharterNotice.objects.values_list("profile", flat=True)) == [other.pk]
    assert tell_due(now=noon(2026, 12, 20)) == 1
    assert CharterNotice.objects.filter(profile=broken).count() == 1


@pytest.mark.django_db
def test_who_accepts_between_the_look_and_the_message_is_not_told(monkeypatch) -> None:
    profile = activator()
    new_charter()
    genuine = charter_notices._tell

    def accept_first(found: ActivatorProfile, now) -> bool:
        accept(profile, now)
        return genuine(found, now)

    monkeypatch.setattr(charter_notices, "_tell", accept_first)
    mail.outbox.clear()
    assert tell_due(now=noon(2026, 12, 20)) == 0
    assert mail.outbox == []


@pytest.mark.django_db
def test_few_statements_when_there_is_nothing_to_tell(django_assert_num_queries) -> None:
    activator()
    with django_assert_num_queries(2):
        assert tell_due(now=noon(2026, 12, 20)) == 0
    new_charter()
    for moment in (noon(2026, 12, 20), noon(2027, 1, 1)):
        assert tell_due(now=moment) == 1
    with django_assert_num_queries(2):
        assert tell_due(now=noon(2027, 6, 1)) == 0


@pytest.mark.django_db
def test_it_is_a_part_of_what_time_does() -> None:
    activator()
    new_charter()
    names = list(PARTS)
    assert PARTS["told of charters"](noon(2026, 12, 20)) == 1
    assert names.index("told of charters") < names.index("messages delivered")


@pytest.mark.django_db(transaction=True)
def test_rounds_at_the_same_moment_tell_once() -> None:
    for number in range(3):
        activator(f"p{number}@exemple.example")
    new_charter()
    mail.outbox.clear()
    barrier = threading.Barrier(3)

    def round_(_: int) -> int:
        try:
            barrier.wait(10)
            return tell_due(now=noon(2026, 12, 20))
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=3) as pool:
        assert sum(pool.map(round_, range(3))) == 3
    assert sorted(message.to[0] for message in mail.outbox) == [f"p{number}@exemple.example" for number in range(3)]
