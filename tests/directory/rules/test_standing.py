"""Rule B4: who is in activity, since when and until when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.listing import PARIS, civil_day
from directory.rules.marks import Holder
from directory.rules.standing import (
    ACCEPTANCE_DAYS,
    Acceptance,
    CharterVersion,
    Ground,
    Record,
    Situation,
    charter_to_accept,
    default_accept_until,
    standing,
)

FIRST = CharterVersion("2026-1", date(2026, 1, 1), date(2026, 1, 31))
SECOND = CharterVersion("2026-2", date(2026, 6, 1), date(2026, 6, 30))
THIRD = CharterVersion("2026-3", date(2026, 6, 20), date(2026, 7, 19))


def at(month: int, day: int, hour: int = 12, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=PARIS)


WHOLE = Record(
    file_accepted_at=at(3, 2),
    account_activated_at=at(3, 3),
    acceptances=(Acceptance("2026-1", at(3, 1)),),
)


def of(record, now, *charters):
    found = standing(record, charters or (FIRST,), now=now)
    return found.holder, found.ground, found.since, found.until


def suspended(moment, situation=Situation.SUSPENDED):
    return replace(WHOLE, situation=situation, situation_since=moment)


def accepting(*acceptances):
    return replace(WHOLE, acceptances=(*WHOLE.acceptances, *(Acceptance(*each) for each in acceptances)))


@pytest.mark.parametrize(
    ("record", "now", "expected"),
    [
        (None, at(4, 1), (Holder.OTHER, Ground.NO_FILE, None, None)),
        (Record(), at(4, 1), (Holder.APPLICANT, Ground.FILE, None, None)),
        (replace(WHOLE, account_activated_at=None), at(4, 1), (Holder.APPLICANT, Ground.ACCOUNT, None, None)),
        (replace(WHOLE, acceptances=()), at(4, 1), (Holder.APPLICANT, Ground.CHARTER, None, None)),
        (WHOLE, at(3, 3, 11, 59, 59), (Holder.APPLICANT, Ground.ACCOUNT, None, None)),
        (WHOLE, at(3, 3), (Holder.ACTIVATOR, None, date(2026, 3, 3), None)),
        (WHOLE, at(12, 31), (Holder.ACTIVATOR, None, date(2026, 3, 3), None)),
        # Suspended, gone: at once, and the day is the first without.
        (suspended(at(4, 1)), at(4, 1), (Holder.FORMER_ACTIVATOR, Ground.SUSPENDED, date(2026, 4, 1), None)),
        (suspended(at(4, 1), Situation.LEFT), at(5, 1), (Holder.FORMER_ACTIVATOR, Ground.LEFT, date(2026, 4, 1), None)),
        (suspended(at(4, 1, 23, 59), Situation.LEFT), at(5, 1),
         (Holder.FORMER_ACTIVATOR, Ground.LEFT, date(2026, 4, 1), None)),
        # Since when is not known: lost all the same.
        (suspended(None), at(5, 1), (Holder.FORMER_ACTIVATOR, Ground.SUSPENDED, None, None)),
        # A clock that is behind.
        (suspended(at(6, 1)), at(5, 1), (Holder.FORMER_ACTIVATOR, Ground.SUSPENDED, date(2026, 5, 1), None)),
        # Before there was anything to lose.
        (suspended(at(3, 2)), at(5, 1), (Holder.APPLICANT, Ground.SUSPENDED, None, None)),
        # Taken back.
        (suspended(at(4, 1), Situation.ACTIVE), at(5, 1), (Holder.ACTIVATOR, None, date(2026, 4, 1), None)),
        # A version that nobody knows any more is one that was accepted.
        (replace(WHOLE, acceptances=(Acceptance("?", at(3, 1)),)), at(1, 20) + timedelta(days=60),
         (Holder.APPLICANT, Ground.CHARTER_LAPSED, None, None)),
    ],
)  # fmt: skip
def test_b4_the_situations(record, now, expected):
    assert of(record, now) == expected


@pytest.mark.parametrize(
    ("record", "now", "expected"),
    [
        # Announced, in force, on its last day to the last second, and over.
        (WHOLE, at(5, 1), (Holder.ACTIVATOR, None, date(2026, 3, 3), date(2026, 6, 30))),
        (WHOLE, at(6, 1, 0), (Holder.ACTIVATOR, None, date(2026, 3, 3), date(2026, 6, 30))),
        (WHOLE, at(6, 30, 23, 59, 59), (Holder.ACTIVATOR, None, date(2026, 3, 3), date(2026, 6, 30))),
        (WHOLE, at(7, 1, 0), (Holder.FORMER_ACTIVATOR, Ground.CHARTER_LAPSED, date(2026, 7, 1), None)),
        (WHOLE, at(9, 1), (Holder.FORMER_ACTIVATOR, Ground.CHARTER_LAPSED, date(2026, 7, 1), None)),
        # Accepted in time: nothing was interrupted.
        (accepting(("2026-2", at(6, 30, 23, 59))), at(9, 1), (Holder.ACTIVATOR, None, date(2026, 3, 3), None)),
        # Accepted late: active again from that day.
        (accepting(("2026-2", at(8, 15))), at(9, 1), (Holder.ACTIVATOR, None, date(2026, 8, 15), None)),
        (accepting(("2026-2", at(8, 15))), at(8, 15, 11),
         (Holder.FORMER_ACTIVATOR, Ground.CHARTER_LAPSED, date(2026, 7, 1), None)),
        # Lapsed while suspended, and the other way round: lost on the first of the two days.
        (suspended(at(5, 1)), at(9, 1), (Holder.FORMER_ACTIVATOR, Ground.SUSPENDED, date(2026, 5, 1), None)),
        (suspended(at(8, 1)), at(9, 1), (Holder.FORMER_ACTIVATOR, Ground.SUSPENDED, date(2026, 7, 1), None)),
        (suspended(at(8, 1), Situation.LEFT), at(9, 1),
         (Holder.FORMER_ACTIVATOR, Ground.LEFT, date(2026, 7, 1), None)),
    ],
)  # fmt: skip
def test_b4_a_newer_charter(record, now, expected):
    assert of(record, now, SECOND, FIRST) == expected


def test_b4_a_later_version_stands_for_those_before_it():
    both = (FIRST, SECOND, THIRD)
    assert of(accepting(("2026-3", at(6, 25))), at(9, 1), *both) == (Holder.ACTIVATOR, None, date(2026, 3, 3), None)
    # The one before was due first, and was not accepted in time.
    assert of(accepting(("2026-3", at(7, 5))), at(9, 1), *both)[2] == date(2026, 7, 5)
    assert of(WHOLE, at(6, 25), *both)[3] == SECOND.accept_until
    assert of(accepting(("2026-2", at(6, 5))), at(6, 25), *both)[3] == THIRD.accept_until
    assert of(accepting(("2026-2", at(6, 5))), at(7, 20), *both) == (
        Holder.FORMER_ACTIVATOR, Ground.CHARTER_LAPSED, date(2026, 7, 20), None,
    )  # fmt: skip


def test_b4_the_day_is_that_of_paris():
    """The last day is over at 22:00 UTC in summer, whatever the server thinks."""
    assert of(WHOLE, datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC), FIRST, SECOND)[0] is Holder.ACTIVATOR
    assert of(WHOLE, datetime(2026, 6, 30, 22, tzinfo=UTC), FIRST, SECOND)[0] is Holder.FORMER_ACTIVATOR
    late = replace(WHOLE, account_activated_at=datetime(2026, 3, 3, 23, 30, tzinfo=UTC))
    assert of(late, at(5, 1))[2] == date(2026, 3, 4)


def test_b4_without_any_charter_there_is_none_to_renew():
    assert standing(WHOLE, (), now=at(9, 1)).is_active


def test_b4_moments_have_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        standing(WHOLE, (FIRST,), now=datetime(2026, 4, 1))


def test_b4_the_usual_days_to_accept():
    assert default_accept_until(date(2026, 6, 1)) == date(2026, 6, 1) + timedelta(days=ACCEPTANCE_DAYS)
    assert default_accept_until(date.max) == date.max


# --- whatever the record --------------------------------------------------------------------------------

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
DAYS = st.dates(date(2020, 1, 1), date(2029, 12, 1))
NAMES = ("a", "b", "c", "d")


@st.composite
def versions(draw):
    days = draw(st.lists(DAYS, max_size=4))
    return tuple(
        CharterVersion(name, day, day + timedelta(days=draw(st.integers(0, 400))))
        for name, day in zip(NAMES, days, strict=False)
    )


RECORDS = st.builds(
    Record,
    file_accepted_at=st.none() | MOMENTS,
    account_activated_at=st.none() | MOMENTS,
    acceptances=st.lists(st.builds(Acceptance, st.sampled_from((*NAMES, "?")), MOMENTS), max_size=4).map(tuple),
    situation=st.sampled_from(Situation),
    situation_since=st.none() | MOMENTS,
)


def is_active(record, charters, now) -> bool:
    """The rule's own words, once more."""
    order = {charter.version: charter.in_force_from for charter in charters}
    accepted = [each for each in record.acceptances if each.at <= now]
    due = [charter for charter in charters if charter.accept_until < civil_day(now)]
    return (
        record.file_accepted_at is not None
        and record.file_accepted_at <= now
        and record.account_activated_at is not None
        and record.account_activated_at <= now
        and record.situation is Situation.ACTIVE
        and bool(accepted)
        and all(
            any(each.version == charter.version or order.get(each.version, date.min) > charter.in_force_from
                for each in accepted)
            for charter in due
        )
    )  # fmt: skip


@given(st.none() | RECORDS, versions(), MOMENTS)
def test_b4_is_total_and_active_only_when_everything_is_so(record, charters, now):
    found = standing(record, charters, now=now)
    unique = len({charter.in_force_from for charter in charters}) == len(charters)
    if record is None:
        assert found.holder is Holder.OTHER
    elif unique:  # of two on the same day, which one comes later is the caller's order
        assert found.is_active == is_active(record, charters, now)
    assert found.holder in (Holder.ACTIVATOR, Holder.FORMER_ACTIVATOR, Holder.APPLICANT, Holder.OTHER)
    assert (found.ground is None) == found.is_active
    assert found.rule.id == "B4"
    assert found.reason.endswith(".")
    assert found.since is None or found.since <= civil_day(now)
    assert found.until is None or (found.is_active and found.until >= civil_day(now))


@given(RECORDS, versions(), MOMENTS)
def test_b4_until_is_the_last_day_and_since_the_first(record, charters, now):
    steady = replace(record, situation=Situation.ACTIVE, situation_since=None)
    found = standing(steady, charters, now=now)
    if found.until is not None:
        last = datetime.combine(found.until, datetime.max.time(), PARIS)
        accepts_later = any(each.at > now for each in steady.acceptances)
        assert accepts_later or standing(steady, charters, now=last).is_active
        assert accepts_later or not standing(steady, charters, now=last + timedelta(seconds=1)).is_active
    if found.is_active:
        assert found.since is not None
        midnight = datetime.combine(found.since, datetime.min.time(), PARIS)
        moments = (midnight - timedelta(microseconds=1), midnight)
        assert not all(standing(steady, charters, now=moment).is_active for moment in moments)
    if found.ground is Ground.CHARTER_LAPSED and found.since is not None:
        first = datetime.combine(found.since, datetime.min.time(), PARIS)
        assert not standing(steady, charters, now=first).is_active


@given(RECORDS, versions(), MOMENTS, st.sampled_from((Situation.SUSPENDED, Situation.LEFT)))
def test_b4_nothing_outweighs_a_suspension_or_a_departure(record, charters, now, situation):
    found = standing(replace(record, situation=situation), charters, now=now)
    assert found.holder in (Holder.FORMER_ACTIVATOR, Holder.APPLICANT)


@pytest.mark.parametrize(
    ("accepted", "now", "expected"),
    [
        ((), at(4, 1), ("2026-1", date(2026, 1, 31))),
        (("2026-1",), at(4, 1), None),
        (("2026-1",), at(5, 31, 23, 59, 59), None),  # the next is not in force yet
        (("2026-1",), at(6, 1, 0), ("2026-2", date(2026, 6, 30))),
        (("2026-2",), at(6, 19), None),
        (("2026-2",), at(6, 20), ("2026-3", date(2026, 7, 19))),
        (("2026-1",), at(6, 20), ("2026-3", date(2026, 6, 30))),  # which stands for the one in between
        (("2026-1",), at(9, 1), ("2026-3", date(2026, 6, 30))),
        (("2026-3",), at(6, 25), None),
        (("2025-9",), at(6, 25), ("2026-3", date(2026, 1, 31))),  # a version that is no longer known
    ],
)
def test_which_charter_is_to_be_accepted(accepted, now, expected) -> None:
    found = charter_to_accept([Acceptance(version, at(3, 1)) for version in accepted], (THIRD, FIRST, SECOND), now=now)
    assert (found and (found.version, found.accept_until)) == expected


def test_without_a_charter_in_force_none_is() -> None:
    assert charter_to_accept([], [], now=at(6, 1)) is None
    assert charter_to_accept([], [SECOND], now=at(5, 31)) is None
    assert charter_to_accept([Acceptance("2026-2", at(6, 3))], [SECOND], now=at(6, 2)) is not None  # accepted later
