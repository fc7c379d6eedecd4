"""Whatever a link's looks say, nothing is held against anyone before it was tried again, over a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.actions.check_links import note
from directory.linkcheck.checking import Look
from directory.linkcheck.fetching import FAILURES, Outcome
from directory.linkcheck.notice import Notice
from directory.models import LinkCheck, LinkState, NoticeState

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)

_looks = st.sampled_from(
    [Look(outcome, "raison") for outcome in Outcome if outcome is not Outcome.OK]
    + [Look(Outcome.OK, notice=notice) for notice in Notice]
)
# Rounds may come late, by anything from nothing to a month.
_late = st.timedeltas(timedelta(0), timedelta(days=30)) | st.just(timedelta(0))


@given(st.lists(st.tuples(_looks, _late), max_size=30))
def test_nothing_is_held_too_soon_or_too_long(history: list[tuple[Look, timedelta]]) -> None:
    check = LinkCheck(url="https://site.example/", wanted_at=NOW, next_try_at=NOW)
    failures: list[datetime] = []  # in a row
    missing: list[datetime] = []  # looks in a row that found no notice
    for seen, late in history:
        now = check.next_try_at + late
        if seen.outcome in FAILURES:
            failures.append(now)
        elif seen.outcome is not Outcome.POSTPONED:
            failures = []
            missing = [*missing, now] if seen.notice is Notice.NO else []
        note(check, seen, now=now)
        assert now < check.next_try_at <= now + timedelta(days=30)
        assert check.last_checked_at == now

        is_broken = len(failures) >= 3 and failures[-1] - failures[0] >= DAY
        assert (check.state == LinkState.BROKEN) == is_broken
        if is_broken:
            missing = []
            assert check.reason == "raison"
        if check.notice == NoticeState.NO:
            assert len(missing) >= 2
            assert missing[-1] - missing[0] >= DAY
        if seen.outcome is Outcome.OK:
            assert (check.state, check.reason) == (LinkState.OK, "")
            if seen.notice is not Notice.NO:
                assert check.notice == seen.notice.value
