"""Rule B4: whether somebody is an activator in activity, since when and until when.

Moments are aware; days are civil days of Europe/Paris, as everywhere (`directory.rules.listing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from core.rules import Rule
from directory.rules.listing import PARIS, civil_day
from directory.rules.mark_catalogue import B4
from directory.rules.marks import Holder

ACCEPTANCE_DAYS = 30  # to accept a new version of the charter, when it does not say how many


class Situation(StrEnum):
    """What was decided of an activator."""

    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    LEFT = "LEFT"


class Ground(StrEnum):
    """Why somebody is not in activity. Of several, the first in this order is told."""

    NO_FILE = "NO_FILE"  # nobody that the directory knows
    FILE = "FILE"
    ACCOUNT = "ACCOUNT"
    CHARTER = "CHARTER"  # none was ever accepted
    LEFT = "LEFT"
    SUSPENDED = "SUSPENDED"
    CHARTER_LAPSED = "CHARTER_LAPSED"  # a newer one was not accepted in time


_REASONS = {
    None: "Vous êtes en activité.",
    Ground.NO_FILE: "Ce compte n’est celui d’aucun activateur.",
    Ground.FILE: "Votre dossier n’est pas encore accepté.",
    Ground.ACCOUNT: "Votre compte n’est pas encore activé.",
    Ground.CHARTER: "Vous n’avez pas encore accepté la charte.",
    Ground.LEFT: "Votre départ est noté.",
    Ground.SUSPENDED: "Votre fiche est suspendue.",
    Ground.CHARTER_LAPSED: (
        "La charte a changé, et sa nouvelle version n’a pas été acceptée à temps : acceptez-la pour être de nouveau "
        "en activité."
    ),
}
_ACCEPT_IN_TIME = "Vous êtes en activité. Pour le rester, acceptez à temps la nouvelle version de la charte."


@dataclass(frozen=True, slots=True)
class CharterVersion:
    """A version of the charter. `accept_until` is the last day to accept it for who had accepted an earlier one."""

    version: str
    in_force_from: date
    accept_until: date


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That a version of the charter was accepted, and when."""

    version: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of an applicant or activator; None is what has not happened, or at an unknown moment.

    `situation_since` is the moment of the last decision: of the suspension, the departure or the return.
    """

    file_accepted_at: datetime | None = None
    account_activated_at: datetime | None = None
    acceptances: Sequence[Acceptance] = ()
    situation: Situation = Situation.ACTIVE
    situation_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Which holder of marks somebody is.

    `since` is the first day of it, None when that is not known or it never began. `until` is the last day of an
    activity that a newer charter ends unless it is accepted; None when nothing is known to end it. `reason` is a
    sentence in French for the person.
    """

    holder: Holder
    reason: str
    since: date | None = None
    until: date | None = None
    ground: Ground | None = None
    rule: Rule = B4

    @property
    def is_active(self) -> bool:
        return self.holder is Holder.ACTIVATOR


def default_accept_until(in_force_from: date) -> date:
    """Rule B4: the last day to accept a version that names none."""
    return in_force_from + timedelta(days=min(ACCEPTANCE_DAYS, (date.max - in_force_from).days))


def standing(record: Record | None, charters: Sequence[CharterVersion], *, now: datetime) -> Standing:
    """Rule B4: in activity is whose charter and file are accepted, whose account is activated, and who is neither
    suspended nor gone, nor late to accept a newer charter.

    Everything is at the moment `now`: what is later has not happened. Whoever never was in activity has not lost it:
    they are still an applicant. Raises ValueError for naive moments.
    """
    if record is None:
        return _not_active(Holder.OTHER, Ground.NO_FILE)
    accepted = _Accepted(record.acceptances, charters, now)
    begun = {
        Ground.FILE: record.file_accepted_at,
        Ground.ACCOUNT: record.account_activated_at,
        Ground.CHARTER: accepted.first,
    }
    moments = []
    for ground, moment in begun.items():
        if moment is None or moment > now:
            return _not_active(Holder.APPLICANT, ground)
        moments.append(moment)
    start = max(moments)
    ends = _ends(record, accepted, start=start, now=now)
    if ends:
        ended = min(ends.values())
        ground = min(ends, key=list(Ground).index)
        if ended < start:
            return _not_active(Holder.APPLICANT, ground)
        since = None if _is_undated(record) else civil_day(ended)
        return _not_active(Holder.FORMER_ACTIVATOR, ground, since)
    since = civil_day(max([start, *accepted.late, *_returned(record, now)]))
    until = accepted.next_deadline()
    reason = _REASONS[None] if until is None else _ACCEPT_IN_TIME
    return Standing(holder=Holder.ACTIVATOR, reason=reason, since=since, until=until)


def charter_to_accept(
    acceptances: Sequence[Acceptance], charters: Sequence[CharterVersion], *, now: datetime
) -> CharterVersion | None:
    """Rule B4: the version in force at the moment `now`; None when it, or a later one, was accepted.

    Its `accept_until` is then the last day to stay in activity, or the one that was missed: that of a version in
    between, where that is earlier.
    """
    return _Accepted(acceptances, charters, now).open_in_force()


def _not_active(holder: Holder, ground: Ground, since: date | None = None) -> Standing:
    return Standing(holder=holder, reason=_REASONS[ground], since=since, ground=ground)


def _ends(record: Record, accepted: _Accepted, *, start: datetime, now: datetime) -> dict[Ground, datetime]:
    """What has ended the activity, and when."""
    ends = {}
    if record.situation is not Situation.ACTIVE:
        ends[Ground(record.situation)] = min(record.situation_since or start, now)
    if accepted.lapsed is not None:
        ends[Ground.CHARTER_LAPSED] = accepted.lapsed
    return ends


def _is_undated(record: Record) -> bool:
    return record.situation is not Situation.ACTIVE and record.situation_since is None


def _returned(record: Record, now: datetime) -> list[datetime]:
    return [min(record.situation_since, now)] if record.situation_since else []


class _Accepted:
    """Which versions of the charter were accepted when, beside the days by which they had to be.

    A version stands for all that were in force before it. One that is no longer known stands for none.
    """

    def __init__(self, acceptances: Sequence[Acceptance], charters: Sequence[CharterVersion], now: datetime) -> None:
        self._today = civil_day(now)
        self._versions = sorted(charters, key=lambda charter: charter.in_force_from)
        ranks = {charter.version: rank for rank, charter in enumerate(self._versions)}
        self._accepted = sorted((each.at, ranks.get(each.version, -1)) for each in acceptances if each.at <= now)

    @property
    def first(self) -> datetime | None:
        return self._accepted[0][0] if self._accepted else None

    @property
    def lapsed(self) -> datetime | None:
        """The first moment after the first deadline that was missed, and is missed to this day."""
        missed = [
            charter.accept_until
            for rank, charter in enumerate(self._versions)
            if charter.accept_until < self._today and self._covered_at(rank) is None
        ]
        return datetime.combine(min(missed) + timedelta(days=1), time.min, PARIS) if missed else None

    @property
    def late(self) -> list[datetime]:
        """When versions were accepted whose last day was over."""
        covered = [(charter, self._covered_at(rank)) for rank, charter in enumerate(self._versions)]
        return [at for charter, at in covered if at is not None and civil_day(at) > charter.accept_until]

    def next_deadline(self) -> date | None:
        """The next last day of a version that is still to be accepted."""
        open_until = [
            charter.accept_until
            for rank, charter in enumerate(self._versions)
            if charter.accept_until >= self._today and self._covered_at(rank) is None
        ]
        return min(open_until, default=None)

    def open_in_force(self) -> CharterVersion | None:
        """The version in force when it is still to be accepted, until the first of the last days that are open."""
        begun = [charter for charter in self._versions if charter.in_force_from <= self._today]
        still_open = [charter for rank, charter in enumerate(begun) if self._covered_at(rank) is None]
        if not still_open:
            return None
        return replace(begun[-1], accept_until=min(charter.accept_until for charter in still_open))

    def _covered_at(self, rank: int) -> datetime | None:
        return next((at for at, accepted in self._accepted if accepted >= rank), None)
