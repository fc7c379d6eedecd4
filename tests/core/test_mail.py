"""The outbox: what is committed is delivered, once, and nothing else is."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import ClassVar

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from core.mail import delivery
from core.models import OutgoingMail

NOW = timezone.now()
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


class Failing(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError


class Counting(BaseEmailBackend):
    """Counts what it is given, by subject."""

    sent: ClassVar[list[str]] = []
    lock = threading.Lock()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with self.lock:
            self.sent.extend(str(message.subject) for message in email_messages)
        return len(email_messages)


@pytest.fixture(autouse=True)
def outbox(settings) -> None:
    settings.EMAIL_BACKEND = "core.mail.backend.OutboxBackend"
    settings.BALISE_MAIL_TRANSPORT = LOCMEM


def write(subject: str = "Bonjour", to: str = "ada@exemple.example") -> None:
    message = EmailMultiAlternatives(subject, "Texte", "balise@exemple.example", [to], reply_to=["b@exemple.example"])
    message.attach_alternative("<p>Texte</p>", "text/html")
    message.send()


def later(**after: float) -> object:
    return timezone.now() + timedelta(**after)


@pytest.mark.django_db
def test_a_message_waits_and_is_delivered_as_it_was_written() -> None:
    write("Une  ligne\nou\u00a0deux")
    assert mail.outbox == []
    assert delivery.deliver_due(now=timezone.now()) == 1
    (sent,) = mail.outbox
    assert (sent.subject, sent.body, sent.to) == ("Une ligne ou\u00a0deux", "Texte", ["ada@exemple.example"])
    assert (sent.from_email, sent.reply_to) == ("balise@exemple.example", ["b@exemple.example"])
    assert isinstance(sent, EmailMultiAlternatives)
    assert sent.alternatives[0][0] == "<p>Texte</p>"
    assert not OutgoingMail.objects.exists(), "a delivered message leaves no link behind"


@pytest.mark.django_db
def test_what_is_rolled_back_is_not_sent() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert delivery.deliver_due(now=timezone.now()) == 0
    assert mail.outbox == []


@pytest.mark.django_db
def test_the_demo_keeps_what_it_shows(settings) -> None:
    settings.DEMO = True
    write()
    assert delivery.deliver_due(now=timezone.now()) == 1
    assert delivery.deliver_due(now=timezone.now() + timedelta(days=1)) == 0
    assert OutgoingMail.objects.get().sent_at is not None


@pytest.mark.django_db
def test_what_fails_is_tried_again_later_and_then_given_up(settings, caplog) -> None:
    settings.BALISE_MAIL_TRANSPORT = f"{__name__}.Failing"
    write("Secret")
    now = timezone.now()
    assert delivery.deliver_due(now=now) == 0
    assert delivery.deliver_due(now=now) == 0, "not before its time"
    assert OutgoingMail.objects.get().attempts == 1
    moments = [now]
    while (due := OutgoingMail.objects.get().next_try_at) is not None:
        moments.append(due)
        delivery.deliver_due(now=due)
    assert OutgoingMail.objects.get().attempts == delivery.MAX_ATTEMPTS
    assert moments[-1] - now > timedelta(hours=2)
    assert "Secret" not in caplog.text
    assert "ada@" not in caplog.text
    assert delivery.sweep(now=timezone.now()) == 0
    assert delivery.sweep(now=timezone.now() + delivery.KEPT + timedelta(days=1)) == 1


@pytest.mark.django_db
def test_one_that_fails_holds_up_no_other(settings, monkeypatch) -> None:
    write("A")
    write("B")
    send = delivery._send

    def fail_first(message: OutgoingMail) -> None:
        if message.subject == "A":
            raise TimeoutError
        send(message)

    monkeypatch.setattr(delivery, "_send", fail_first)
    assert delivery.deliver_due(now=timezone.now()) == 1
    assert [message.subject for message in mail.outbox] == ["B"]


@pytest.mark.django_db
def test_whoever_dies_while_delivering_has_it_delivered_again(monkeypatch) -> None:
    class Killed(BaseException):
        """As a process that is stopped: no handler of ours sees it."""

    def die(message: OutgoingMail) -> None:
        raise Killed

    write()
    now = timezone.now()
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "_send", die)
        with pytest.raises(Killed):
            delivery.deliver_due(now=now)
    assert delivery.deliver_due(now=now) == 0, "it may still be under way"
    assert delivery.deliver_due(now=now + delivery.LEASE) == 1


@pytest.mark.django_db
def test_attachments_are_refused_and_not_lost_silently() -> None:
    message = EmailMessage("A", "B", to=["ada@exemple.example"])
    message.attach("a.txt", "A")
    with pytest.raises(ValueError, match="attachments"):
        message.send()


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_deliver_each_message_once(settings) -> None:
    settings.BALISE_MAIL_TRANSPORT = f"{__name__}.Counting"
    Counting.sent.clear()
    for number in range(10):
        write(f"n° {number}")

    def deliver(_: int) -> int:
        try:
            return delivery.deliver_due(now=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=10) as pool:
        delivered = sum(pool.map(deliver, range(10)))
    assert delivered == 10
    assert sorted(Counting.sent) == sorted(f"n° {number}" for number in range(10))


@pytest.mark.django_db(transaction=True)
def test_a_thread_delivers_after_the_commit(settings) -> None:
    settings.BALISE_BACKGROUND = True
    settings.BALISE_MAIL_TRANSPORT = f"{__name__}.Counting"
    Counting.sent.clear()
    with transaction.atomic():
        write("Après")
        assert Counting.sent == []
    for thread in threading.enumerate():
        if thread.name == "mail":
            thread.join(20)
    assert Counting.sent == ["Après"]
