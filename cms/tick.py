"""What time does, in one round: called once a minute, by as many machines as there are (docs/operations.md).

Each part takes care that two rounds at the same moment do nothing twice. One that fails stops none of the others.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.core.management import call_command

from core.freshness import channel
from core.leases import lease, once_every
from core.mail import delivery
from directory import charter_notices
from directory.actions.recheck_marks import recheck_profiles
from directory.applications import outside, periodic, requests
from directory.uploads.sweep import sweep as sweep_uploads

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
Part = Callable[[datetime], int]


def _publish_scheduled(now: datetime) -> int:
    """What editors have scheduled; Wagtail's own job, which says not how much it did, and runs one at a time."""
    with lease("publish_scheduled", now=now, length=LEASE) as ours:
        if ours:
            call_command("publish_scheduled")
    return 0


def _clear_sessions(now: datetime) -> int:
    """Sessions that are over; once a day is enough."""
    if once_every(timedelta(days=1), "clearsessions", now=now):
        call_command("clearsessions")
    return 0


PARTS: Mapping[str, Part] = {
    "scheduled pages": _publish_scheduled,
    "profiles published": lambda now: periodic.publish_due(now=now),
    "reviewers warned": lambda now: periodic.warn_reviewers(now=now),
    "authors warned": lambda now: periodic.warn_abandoned(now=now),
    "drafts erased": lambda now: periodic.erase_abandoned(now=now),
    "closed files erased": lambda now: periodic.erase_closed(now=now),
    "uploads swept": lambda now: sweep_uploads(now=now),
    "links asked for": lambda now: requests.answer_due(now=now),
    "told of charters": lambda now: charter_notices.tell_due(now=now),
    "messages delivered": lambda now: delivery.deliver_due(now=now),
    "messages given up": lambda now: delivery.sweep(now=now),
    "sessions": _clear_sessions,
    "changes swept": lambda now: channel.sweep(now),
    "profiles checked for marks": lambda now: recheck_profiles(now=now),
    # Last: it waits for others.
    "looked up outside": lambda now: outside.look_up(now=now),
}


def tick(now: datetime) -> tuple[dict[str, int], list[str]]:
    """One round; how much each part did, and the parts that failed (why is in the log)."""
    done: dict[str, int] = {}
    failed: list[str] = []
    for name, part in PARTS.items():
        try:
            done[name] = part(now)
        except Exception:
            logger.exception("tick: %s failed; the next round tries again", name)
            failed.append(name)
    return done, failed
