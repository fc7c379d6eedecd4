"""Starting a file, and taking it up again."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from directory.actions.applications.history import note
from directory.applications.keys import new_file_key
from directory.applications.references import new_reference
from directory.models import ActorKind, Application
from directory.notifications.sending import file_link, tell_applicant
from directory.rules.states import Step


@transaction.atomic
def start(*, email: str, now: datetime) -> tuple[Application, str]:
    """Start a file for an address, and send it the link; returns the file and its key.

    Whether the address has other files, or an account, changes nothing of what happens here.
    """
    application = _create(email.strip(), now)
    key = new_file_key(application, now=now)
    note(application, Step.START, now=now, actor=ActorKind.APPLICANT, message="Dossier ouvert.")
    tell_applicant(application, "started", link=file_link(key), days=settings.BALISE_DRAFT_KEY_DAYS)
    return application, key


def _create(email: str, now: datetime) -> Application:
    content = {"email": email}
    while True:
        application = Application(
            reference=new_reference(now), email=email, content=content, created_at=now, saved_at=now
        )
        application.note_for_lists()
        try:
            with transaction.atomic():
                application.save()
        except IntegrityError:  # the same reference by chance, of some 700 million
            continue
        return application


def send_link(application: Application, *, now: datetime) -> None:
    """Send the file's author a new link. Within the caller's transaction."""
    key = new_file_key(application, now=now)
    tell_applicant(application, "link", link=file_link(key), days=settings.BALISE_DRAFT_KEY_DAYS)
