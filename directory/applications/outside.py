"""What is looked up outside for files and profiles: their links (rule W11) and their companies (rule W4).

Nobody waits for it: what is given is noted, asked for by `tick`, and said by the findings once it is known.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from core.leases import once_every
from directory.actions import ask_register, check_links
from directory.applications.content import Content, content_of
from directory.models import ActivatorProfile, Application, Organisation
from directory.rules.states import Status

A_DAY = timedelta(days=1)
OPEN = (Status.DRAFT, Status.SUBMITTED, Status.NEEDS_CORRECTION, Status.ACCEPTED, Status.ACTIVATED)


def note(given: Content, *, now: datetime) -> None:
    """Have what a file gives looked up, where looking up is on. Within the caller's transaction."""
    if settings.BALISE_LINK_CHECKS:
        check_links.want_checked([given.website, *given.social_links], now=now)
    if settings.BALISE_REGISTER_URL:
        ask_register.want_asked(given.siret, now=now)


def look_up(*, now: datetime) -> int:
    """One round: whatever is due. Once a day what is in use is noted again, and the rest forgotten."""
    if once_every(A_DAY, "outside", now=now):
        _note_all(now)
    return check_links.check_due(now=now) + ask_register.ask_due(now=now)


def _note_all(now: datetime) -> None:
    files = [content_of(file) for file in Application.objects.filter(status__in=OPEN).iterator(chunk_size=200)]
    if settings.BALISE_LINK_CHECKS:
        profiles = ActivatorProfile.objects.filter(live=True).values_list("website", "social_links").iterator()
        links = {link for website, others in profiles for link in (website, *others) if link}
        links |= {link for file in files for link in (file.website, *file.social_links) if link}
        check_links.want_checked(sorted(links), now=now)
        check_links.sweep(links, now=now)
    if settings.BALISE_REGISTER_URL:
        known = Organisation.objects.exclude(siret=None).values_list("siret", flat=True)
        sirets = {str(siret) for siret in known} | {file.siret for file in files if file.siret}
        for siret in sorted(sirets):
            ask_register.want_asked(siret, now=now)
        ask_register.sweep(sirets, now=now)
