"""Rule B4: when an activator is told of a charter that ends their activity, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from directory.rules.marks import Holder
from directory.rules.standing import CharterVersion, Ground, Standing

FIRST_DAYS, LAST_DAYS = 14, 3  # before the last day to accept


class Stage(StrEnum):
    """What an activator is told about one version of the charter, each once."""

    FIRST = "FIRST"
    LAST = "LAST"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class Notice:
    """That the activator is to be told this about this version."""

    charter: CharterVersion
    stage: Stage


def stage_on(charter: CharterVersion, today: date) -> Stage | None:
    """What there is to tell on a day about a version that somebody has not accepted; None when nothing is.

    Before it is in force it cannot be accepted. A warning that nobody sent in its time is not sent beside the next one.
    """
    days = (charter.accept_until - today).days
    if days < 0:
        return Stage.ENDED
    if today < charter.in_force_from:
        return None
    if days <= LAST_DAYS:
        return Stage.LAST
    return Stage.FIRST if days <= FIRST_DAYS else None


def notice_due(standing: Standing, charters: Sequence[CharterVersion], *, today: date) -> Notice | None:
    """What to tell somebody on a day: who is in activity of its end, and who was of the version they did not accept."""
    deadline = _deadline(standing)
    # Of several with the same last day the newest is the one to accept.
    newest = max(
        (charter for charter in charters if charter.accept_until == deadline),
        key=lambda charter: charter.in_force_from,
        default=None,
    )
    stage = stage_on(newest, today) if newest else None
    return Notice(newest, stage) if newest and stage else None


def _deadline(standing: Standing) -> date | None:
    if standing.is_active:
        return standing.until
    lapsed = standing.holder is Holder.FORMER_ACTIVATOR and standing.ground is Ground.CHARTER_LAPSED
    return standing.since - timedelta(days=1) if lapsed and standing.since else None
