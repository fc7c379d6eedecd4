"""Django's mail backend: every message of the platform, Wagtail's and allauth's included, goes into the outbox."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from core.mail import delivery
from core.models import OutgoingMail

_ONE_LINE = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")  # a subject's no-break spaces stay


class OutboxBackend(BaseEmailBackend):
    """Stores messages within the transaction that is open, so that none is sent of what was rolled back.

    Nobody waits for the mail server, and how long an answer takes does not tell whether a message was written.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the messages; returns how many. Raises ValueError for attachments, which nothing here sends."""
        now = timezone.now()
        rows = [_row(message) for message in email_messages if message.recipients()]
        for row in rows:
            row.created_at = row.next_try_at = now
        OutgoingMail.objects.bulk_create(rows)
        if rows:
            delivery.soon()
        return len(rows)


def _row(message: EmailMessage) -> OutgoingMail:
    if message.attachments:
        raise ValueError("the outbox takes no attachments")
    html = ""
    if isinstance(message, EmailMultiAlternatives):
        html = next((str(part[0]) for part in message.alternatives if part[1] == "text/html"), "")
    return OutgoingMail(
        sender=message.from_email,
        recipients=list(message.recipients()),
        reply_to=list(message.reply_to),
        subject=_ONE_LINE.sub(" ", str(message.subject)).strip()[:500],
        text=str(message.body),
        html=html,
    )
