"""What time does to those who have not accepted a newer charter: warned twice, then told that it is over (rule B4).

Each is told in a transaction of their own, which notes what was told. So two rounds at the same moment tell nothing
twice, and a round that dies half-way leaves nothing half told.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import transaction

from directory.losses import to_tell
from directory.models import ActivatorProfile
from directory.notifications.standing import tell_notice
from directory.rules.listing import civil_day
from directory.rules.notices import notice_due
from directory.standing import charter_versions, standing_of, standings_of

if TYPE_CHECKING:
    from datetime import datetime

logger = logging.getLogger(__name__)

AT_ONCE = 200


def tell_due(*, now: datetime) -> int:
    """Tell whom there is something to tell of the charter, some of them in one round; returns how many.

    Raises ExceptionGroup in the end when something nobody foresaw kept some of them: the operator has to know.
    """
    told, failed = 0, []
    for profile in _due(now):
        try:
            told += _tell(profile, now)
        except Exception as error:  # whatever nobody foresaw of one of them, the others are told
            logger.exception("profile %s could not be told of the charter; the next round tries again", profile.pk)
            failed.append(error)
        if told >= AT_ONCE:
            break
    if failed:
        raise ExceptionGroup(f"{len(failed)} could not be told of the charter, {told} were", failed)
    return told


def _due(now: datetime) -> Iterator[ActivatorProfile]:
    """Those of whom the rule says so, among those of whom the database thinks it may."""
    charters, today, last = charter_versions(), civil_day(now), 0
    waiting = to_tell(charters, now=now).only("pk", "account_id", "standing", "standing_since").order_by("pk")
    while batch := list(waiting.filter(pk__gt=last)[:AT_ONCE]):
        standings = standings_of(batch, now=now)
        yield from (each for each in batch if notice_due(standings[each.pk], charters, today=today))
        last = batch[-1].pk


@transaction.atomic
def _tell(profile: ActivatorProfile, now: datetime) -> bool:
    """Whether there still was something to tell, once nobody else was at it."""
    stored = ActivatorProfile.objects.select_for_update().filter(pk=profile.pk).first()
    if stored is None:
        return False
    notice = notice_due(standing_of(stored, now=now), charter_versions(), today=civil_day(now))
    return notice is not None and tell_notice(stored, notice, now=now)
