"""Profiles that lost their right to the mark, or are about to (rule B4), in conditions for the database.

What somebody is at a moment says `directory.standing` alone; this finds, without reading everybody, those to look at.
Charters come in the order of `charter_versions`: accepting one is accepting all before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q

from directory.models import ActivatorProfile, CharterAcceptance, CharterNotice, Standing
from directory.rules.listing import PARIS, civil_day
from directory.rules.notices import Stage, stage_on
from directory.rules.standing import CharterVersion

if TYPE_CHECKING:
    from directory.querysets import ActivatorQuerySet

Charters = Sequence[CharterVersion]
LATELY = timedelta(days=30)
_NOBODY = Q(pk__in=[])


def lost_lately(charters: Charters, *, now: datetime) -> ActivatorQuerySet:
    """Those whose activity ended in the last 30 days, by a decision or by a charter, and has not come back."""
    first = civil_day(now) - LATELY
    over = sorted(_over(charters, now), key=lambda charter: charter.accept_until)
    long_ago = [charter for charter in over if _end(charter) < _midnight(first)]
    decided = (
        Q(standing__in=[Standing.SUSPENDED, Standing.LEFT], standing_since__gte=_midnight(first))
        & _begun_by(F("standing_since"))
        & ~_lacks(long_ago, charters, now)
    )
    lapsed = _NOBODY
    for place, charter in enumerate(over):
        if charter not in long_ago:
            lapsed |= _lacks([charter], charters, now) & ~_lacks(over[:place], charters, now) & _begun_by(_end(charter))
    return _activators(now).filter(decided | Q(standing=Standing.ACTIVE) & lapsed)


def ending_soon(charters: Charters, *, now: datetime) -> ActivatorQuerySet:
    """Those in activity who have a version to accept in the days when they are warned of it."""
    soon = [charter for charter, stage in _stages(charters, now) if stage is not Stage.ENDED]
    return _activators(now).filter(
        ~_lacks(_over(charters, now), charters, now) & _lacks(soon, charters, now), standing=Standing.ACTIVE
    )


def to_tell(charters: Charters, *, now: datetime) -> ActivatorQuerySet:
    """Those to whom `notice_due` may have something to say that they were not told; few others.

    Who was told that it is over has nothing more to hear before they have accepted something.
    """
    wanted, told_of_end = _NOBODY, _NOBODY
    for charter, stage in _stages(charters, now):
        told = CharterNotice.objects.filter(profile=OuterRef("pk"), version=charter.version, stage=stage)
        wanted |= _lacks([charter], charters, now) & Q(~Exists(told))
        if stage is Stage.ENDED:
            told_of_end |= _lacks([charter], charters, now) & Q(Exists(told))
    return _activators(now).filter(wanted & ~told_of_end, standing=Standing.ACTIVE)


def _activators(now: datetime) -> ActivatorQuerySet:
    """Those who were in activity at some time, or would have been but for a charter."""
    found: ActivatorQuerySet = ActivatorProfile.objects.filter(_begun_by(now), account__isnull=False)
    return found


def _begun_by(moment: Any) -> Q:
    """Everything that activity begins with had happened at a moment, or at that of a column."""
    return Q(
        application__decided_at__lte=moment,
        application__activated_at__lte=moment,
        application__charter_accepted_at__lte=moment,
    )


def _lacks(some: Charters, charters: Charters, now: datetime) -> Q:
    """Who has accepted neither all of `some` nor anything later."""
    if not some:
        return _NOBODY
    newest = max(charters.index(charter) for charter in some)
    covering = [charter.version for charter in charters[newest:]]
    accepted = CharterAcceptance.objects.filter(profile=OuterRef("pk"), version__in=covering, accepted_at__lte=now)
    return ~Q(application__charter_version__in=covering) & Q(~Exists(accepted))


def _stages(charters: Charters, now: datetime) -> list[tuple[CharterVersion, Stage]]:
    stages = [(charter, stage_on(charter, civil_day(now))) for charter in charters]
    return [(charter, stage) for charter, stage in stages if stage is not None]


def _over(charters: Charters, now: datetime) -> list[CharterVersion]:
    return [charter for charter, stage in _stages(charters, now) if stage is Stage.ENDED]


def _end(charter: CharterVersion) -> datetime:
    """When the activity ends of who has not accepted it."""
    return _midnight(charter.accept_until + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, PARIS)
