"""SIRETs are wanted asked for, asked when it is their turn, and their answers kept (rule W4).

No request of a person waits for the register, and without its answer nothing is held against anyone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from directory.models import RegisterAnswer
from directory.register import service
from directory.register.answers import Entry
from directory.register.service import Unreachable
from directory.rules.candidate import Register
from directory.rules.identity import is_siret, normalise_siret

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # longer than an answer takes; whoever dies meanwhile has it asked again
FIRST_DELAY = timedelta(minutes=5)  # then twice as long each time, up to
LAST_DELAY = timedelta(hours=24)
FRESH_FOR = timedelta(days=30)
UNKNOWN_FOR = timedelta(days=3)  # a company that was founded this week is there next week
FAILURES_IN_A_ROW = 3  # after these the register is down, and the others wait for the next round
FORGOTTEN_AFTER = timedelta(days=1)

Ask = Callable[[str], Entry | None]


def ask_service(siret: str) -> Entry | None:
    """Ask the register of the settings. Raises Unreachable."""
    return service.ask(siret, url=settings.BALISE_REGISTER_URL)


@transaction.atomic
def want_asked(siret: str, *, now: datetime) -> None:
    """Note that this SIRET was given; a new one is asked for in the next round. What is no SIRET is left out."""
    number = normalise_siret(siret)
    if not is_siret(number):
        return
    row = RegisterAnswer(siret=number, wanted_at=now, next_try_at=now)
    RegisterAnswer.objects.bulk_create([row], ignore_conflicts=True)
    RegisterAnswer.objects.filter(siret=number, wanted_at__lt=now).update(wanted_at=now)


def ask(siret: str, *, now: datetime, ask: Ask = ask_service) -> Register | None:
    """Ask for a SIRET at once, whatever is kept, and keep the answer; None without one. Waits for the register."""
    number = normalise_siret(siret)
    if not settings.BALISE_REGISTER_URL or not is_siret(number):
        return None
    want_asked(number, now=now)
    RegisterAnswer.objects.filter(siret=number).update(next_try_at=now + LEASE)
    _ask(number, now + LEASE, now, ask)
    return answer_for(number)


def ask_due(*, now: datetime, limit: int = 20, ask: Ask = ask_service) -> int:
    """Ask for the SIRETs whose turn it is; returns how many were answered. None while BALISE_REGISTER_URL is not set.

    Several may run at once: each SIRET is claimed by one. No transaction is open while the register is asked.
    """
    if not settings.BALISE_REGISTER_URL:
        return 0
    due = RegisterAnswer.objects.filter(next_try_at__lte=now).order_by("next_try_at", "pk")
    answered = failed = 0
    for siret in list(due.values_list("siret", flat=True)[:limit]):
        if not RegisterAnswer.objects.filter(siret=siret, next_try_at__lte=now).update(next_try_at=now + LEASE):
            continue
        if _ask(siret, now + LEASE, now, ask):
            answered, failed = answered + 1, 0
            continue
        failed += 1
        if failed == FAILURES_IN_A_ROW:
            break
    return answered


def answer_for(siret: str) -> Register | None:
    """What the register has said of a SIRET. None: not asked, no answer yet, or not known there."""
    if not settings.BALISE_REGISTER_URL:
        return None
    kept = RegisterAnswer.objects.filter(siret=normalise_siret(siret), found=True).first()
    return Register(name=kept.name, is_closed=kept.is_closed) if kept else None


def sweep(in_use: Collection[str], *, now: datetime) -> int:
    """Forget the SIRETs that nothing refers to any more; returns how many. `in_use` is every one in use."""
    kept = set(map(normalise_siret, in_use))
    old = RegisterAnswer.objects.filter(wanted_at__lt=now - FORGOTTEN_AFTER)
    unused = [pk for pk, siret in old.values_list("pk", "siret").iterator() if siret not in kept]
    for start in range(0, len(unused), 500):
        old.filter(pk__in=unused[start : start + 500]).delete()
    return len(unused)


def _ask(siret: str, until: datetime, now: datetime, ask: Ask) -> bool:
    """One attempt for a SIRET that was claimed until then; whether there was an answer."""
    try:
        entry = ask(siret)
    except Unreachable as error:
        logger.warning("the register of companies did not answer: %s", error)
        return _store(siret, until, _failed, now)
    except Exception:  # whatever else the way to it can fail with
        logger.exception("the register of companies could not be asked")
        return _store(siret, until, _failed, now)
    return _store(siret, until, lambda row, now: _take(row, entry, now), now)


@transaction.atomic
def _store(siret: str, until: datetime, change: Callable[[RegisterAnswer, datetime], bool], now: datetime) -> bool:
    row = RegisterAnswer.objects.select_for_update().filter(siret=siret, next_try_at=until).first()
    if row is None:  # forgotten meanwhile, or somebody else's by now
        return False
    answered = change(row, now)
    row.save()
    return answered


def _failed(row: RegisterAnswer, now: datetime) -> bool:
    """What was answered before stays."""
    row.failures += 1
    row.next_try_at = now + min(LAST_DELAY, FIRST_DELAY * 2 ** min(row.failures - 1, 20))
    return False


def _take(row: RegisterAnswer, entry: Entry | None, now: datetime) -> bool:
    row.found = entry is not None
    row.name = entry.register.name if entry else ""
    row.is_closed = entry is not None and entry.register.is_closed
    row.is_masked = entry is not None and entry.is_masked
    row.failures, row.answered_at = 0, now
    row.next_try_at = now + (FRESH_FOR if entry else UNKNOWN_FOR)
    return True
