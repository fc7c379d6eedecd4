"""Delivering what is in the outbox: after each commit by a thread of this process, and by `tick` what is left."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.utils import timezone

from core.background import after_commit
from core.models import OutgoingMail

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 9
FIRST_DELAY = timedelta(minutes=1)  # then twice as long each time: the last is after some four hours
LEASE = timedelta(minutes=10)  # longer than a delivery takes; whoever dies meanwhile has it delivered again
KEPT = timedelta(days=30)  # what could not be delivered, for the operator to see


def soon() -> None:
    """Have what waits delivered after the commit, without waiting for it."""
    after_commit("mail", lambda: deliver_due(now=timezone.now()))


def deliver_due(*, now: datetime) -> int:
    """Deliver what is due; returns how many messages were delivered.

    Several may run at once: each message is claimed by one. A message is delivered twice if the process dies between
    the mail server's yes and the note of it, and never not at all.
    """
    due = OutgoingMail.objects.filter(next_try_at__lte=now).values_list("pk", flat=True)
    return sum(_deliver(pk, now) for pk in list(due[:100]))


def _deliver(pk: int, now: datetime) -> bool:
    claimed = OutgoingMail.objects.filter(pk=pk, next_try_at__lte=now)
    if not claimed.update(next_try_at=now + LEASE, attempts=F("attempts") + 1):
        return False
    mail = OutgoingMail.objects.get(pk=pk)
    try:
        _send(mail)
    except Exception as error:  # whatever the mail server, or the way to it, can fail with
        # Neither address nor subject: the log is no place for them.
        logger.warning("mail %s was not delivered (attempt %s): %s", pk, mail.attempts, type(error).__name__)
        given_up = mail.attempts >= MAX_ATTEMPTS
        later = None if given_up else now + FIRST_DELAY * 2 ** (mail.attempts - 1)
        OutgoingMail.objects.filter(pk=pk).update(next_try_at=later)
        return False
    if settings.DEMO:  # which shows its mail
        OutgoingMail.objects.filter(pk=pk).update(sent_at=now, next_try_at=None)
    else:
        mail.delete()
    return True


def _send(mail: OutgoingMail) -> None:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        mail.sender,
        mail.recipients,
        reply_to=mail.reply_to,
        connection=get_connection(settings.BALISE_MAIL_TRANSPORT),
        headers={"Auto-Submitted": "auto-generated"},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()


def sweep(*, now: datetime) -> int:
    """Delete what was given up long ago; returns how many."""
    old: Any = OutgoingMail.objects.filter(next_try_at=None, sent_at=None, created_at__lt=now - KEPT)
    return int(old.delete()[0])
