"""Links that people ask for with their address alone: for their file, or to activate their account (rule F6)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from core.background import after_commit
from directory.actions.applications.accept import resend_activation
from directory.actions.applications.start import send_link
from directory.models import Application, KeyPurpose, LinkRequest
from directory.rules.states import Status

OPEN = (Status.DRAFT, Status.SUBMITTED, Status.NEEDS_CORRECTION)
AT_MOST = 5  # files of one address


@transaction.atomic
def ask(email: str, purpose: KeyPurpose, *, now: datetime) -> None:
    """Take the request. It does the same for every address: one row is written, and nothing looked up."""
    LinkRequest.objects.create(email=email.strip()[:254], purpose=purpose, created_at=now)
    after_commit("links", lambda: answer_due(now=timezone.now()))


def answer_due(*, now: datetime) -> int:
    """Answer what was asked; returns how many requests. Each is answered once, however many are at it."""
    return sum(_answer(pk, now) for pk in list(LinkRequest.objects.values_list("pk", flat=True)[:100]))


@transaction.atomic
def _answer(pk: int, now: datetime) -> bool:
    request = LinkRequest.objects.select_for_update().filter(pk=pk).first()
    if request is None:
        return False
    request.delete()
    files = Application.objects.filter(email__iexact=request.email).order_by("-saved_at")
    if request.purpose == KeyPurpose.ACTIVATION:
        for application in files.filter(status=Status.ACCEPTED)[:AT_MOST]:
            resend_activation(application, now=now)
    else:
        for application in files.filter(status__in=OPEN)[:AT_MOST]:
            send_link(application, now=now)
    return True
