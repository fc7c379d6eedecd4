"""Links are wanted checked, checked when it is their turn, and forgotten when nobody gives them any more (rule W11).

A link is reported broken after FAILURES in a row, over a day at least, and a legal notice missing when two looks a day
apart have not found it. Until then it says what it said before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from directory.linkcheck.checking import Look, look
from directory.linkcheck.fetching import FAILURES, Outcome, Page, fetch
from directory.linkcheck.notice import Notice
from directory.models import LinkCheck, LinkState, NoticeState
from directory.models.linkcheck import link_key
from directory.rules.presentation import is_web_link

logger = logging.getLogger(__name__)

AT_ONCE = 8  # links that are asked for at the same moment
BATCH = 24  # links that are claimed at the same moment
ROWS = 500  # of one statement: databases take only so many values
LEASE = timedelta(minutes=10)  # longer than a batch takes; whoever dies meanwhile has it done again
FAILURES_MIN = 3
HELD_AFTER = timedelta(hours=24)
DELAYS = (timedelta(minutes=10), timedelta(hours=2), timedelta(hours=24))  # after each failure in a row
BROKEN_DELAY = timedelta(hours=6)  # one that was repaired is not held against anyone for long
POSTPONED_DELAY = timedelta(hours=2)
FRESH_FOR = timedelta(days=30)
FORGOTTEN_AFTER = timedelta(days=1)  # not at once: who has just given a link may not have saved yet


def fetch_as_platform(link: str) -> Page:
    """Ask for a page in this platform's name."""
    return fetch(link, agent=f"Balise (+{settings.BALISE_BASE_URL})")


@transaction.atomic
def want_checked(links: Collection[str], *, now: datetime) -> None:
    """Note that these links were given; those that are new are checked in the next round. What is no link is left out.

    In the caller's transaction; always in the same order, so that no two wait for each other.
    """
    wanted = {link_key(link): link.strip() for link in links if is_web_link(link.strip())}
    keys = sorted(wanted)
    for start in range(0, len(keys), ROWS):
        some = keys[start : start + ROWS]
        LinkCheck.objects.bulk_create(
            [LinkCheck(url=wanted[key], key=key, wanted_at=now, next_try_at=now) for key in some],
            ignore_conflicts=True,
        )
        stored = LinkCheck.objects.select_for_update().filter(key__in=some, wanted_at__lt=now).order_by("key")
        LinkCheck.objects.filter(pk__in=[check.pk for check in stored]).update(wanted_at=now)


def check_due(*, now: datetime, limit: int = BATCH, fetch: Callable[[str], Page] = fetch_as_platform) -> int:
    """Check the links whose turn it is; returns how many. None while BALISE_LINK_CHECKS is off.

    Several may run at once: each link is claimed by one. No transaction is open while others are asked.
    """
    if not settings.BALISE_LINK_CHECKS:
        return 0
    done = 0
    while done < limit and (checked := _check(min(BATCH, limit - done), now, fetch)):
        done += checked
    return done


def _check(most: int, now: datetime, fetch: Callable[[str], Page]) -> int:
    due = LinkCheck.objects.filter(next_try_at__lte=now).order_by("next_try_at", "pk").values_list("pk", "url")
    until = now + LEASE
    claimed = [(pk, url) for pk, url in due[:most] if _claim(pk, now, until)]
    if not claimed:
        return 0
    with ThreadPoolExecutor(min(AT_ONCE, len(claimed)), "linkcheck") as pool:
        looks = pool.map(lambda link: _look(link, fetch), [url for _, url in claimed])
        for (pk, _), seen in zip(claimed, looks, strict=True):
            _store(pk, until, seen, now=now)
    return len(claimed)


def sweep(in_use: Collection[str], *, now: datetime) -> int:
    """Forget the links that nothing refers to any more; returns how many. `in_use` is every link in use."""
    keys = set(map(link_key, in_use))
    old = LinkCheck.objects.filter(wanted_at__lt=now - FORGOTTEN_AFTER)
    unused = [pk for pk, key in old.values_list("pk", "key").iterator() if key not in keys]
    for start in range(0, len(unused), ROWS):
        old.filter(pk__in=unused[start : start + ROWS]).delete()
    return len(unused)


def findings_input(links: Collection[str]) -> tuple[Mapping[str, str], frozenset[str]]:
    """Those of the links that are broken, with why, and those whose site has no legal notice: `Surroundings`' fields.

    Links come as they were given, without the spaces around them. Nothing is held while the checks are off.
    """
    if not settings.BALISE_LINK_CHECKS:
        return {}, frozenset()
    checks = list(LinkCheck.objects.of(links).only("url", "state", "notice", "reason"))
    broken = {check.url: check.reason for check in checks if check.state == LinkState.BROKEN}
    return broken, frozenset(check.url for check in checks if check.notice == NoticeState.NO)


def _claim(pk: int, now: datetime, until: datetime) -> bool:
    free = LinkCheck.objects.filter(pk=pk, next_try_at__lte=now)
    return bool(free.update(next_try_at=until, attempts=F("attempts") + 1))


def _look(link: str, fetch: Callable[[str], Page]) -> Look:
    """In a thread of its own, without the database."""
    try:
        return look(link, fetch=fetch)
    except Exception:  # a link nobody has thought of keeps none of the others from being checked
        logger.exception("a link could not be checked")
        return Look(Outcome.POSTPONED)


@transaction.atomic
def _store(pk: int, until: datetime, seen: Look, *, now: datetime) -> None:
    check = LinkCheck.objects.select_for_update().filter(pk=pk, next_try_at=until).first()
    if check is None:  # swept meanwhile, or somebody else's by now
        return
    note(check, seen, now=now)
    check.save()


def note(check: LinkCheck, seen: Look, *, now: datetime) -> None:
    """What a look changes of what is known of a link, and when it is looked at again. Writes nothing."""
    check.last_checked_at = now
    if seen.outcome is Outcome.POSTPONED:
        check.next_try_at = now + POSTPONED_DELAY
    elif seen.outcome in FAILURES:
        _note_failure(check, seen.reason, now)
    else:
        check.state = LinkState.OK if seen.outcome is Outcome.OK else LinkState.UNKNOWN
        check.failures, check.failing_since, check.reason = 0, None, ""
        check.next_try_at = now + FRESH_FOR
        _note_notice(check, seen.notice, now)


def _note_failure(check: LinkCheck, reason: str, now: datetime) -> None:
    check.failures += 1
    check.failing_since = check.failing_since or now
    check.reason = reason[:200]
    if check.failures >= FAILURES_MIN and now - check.failing_since >= HELD_AFTER:
        check.state = LinkState.BROKEN
        check.notice, check.notice_missing_since = NoticeState.UNKNOWN, None
    is_held = check.state == LinkState.BROKEN
    check.next_try_at = now + (BROKEN_DELAY if is_held else DELAYS[min(check.failures, len(DELAYS)) - 1])


def _note_notice(check: LinkCheck, notice: Notice, now: datetime) -> None:
    if notice is not Notice.NO:
        check.notice, check.notice_missing_since = NoticeState(notice.value), None
        return
    check.notice_missing_since = check.notice_missing_since or now
    if now - check.notice_missing_since >= HELD_AFTER:
        check.notice = NoticeState.NO
        check.next_try_at = now + HELD_AFTER  # as soon as it is there, nobody is told that it is not
    else:
        check.notice = NoticeState.UNKNOWN
        check.next_try_at = check.notice_missing_since + HELD_AFTER
