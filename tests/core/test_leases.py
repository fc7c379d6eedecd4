"""One at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core.leases import lease, once_every

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MINUTE = timedelta(minutes=1)


def test_it_is_the_first_ones_until_the_end() -> None:
    with lease("job", now=NOW, length=MINUTE) as ours:
        assert ours
        with lease("job", now=NOW, length=MINUTE) as theirs:
            assert not theirs
        with lease("other", now=NOW, length=MINUTE) as other:
            assert other
        with lease("job", now=NOW, length=MINUTE) as still_not:
            assert not still_not
    with lease("job", now=NOW, length=MINUTE) as again:
        assert again


def test_whoever_dies_at_it_loses_it() -> None:
    class Killed(BaseException):
        """As a process that is stopped."""

    with pytest.raises(Killed), lease("job", now=NOW, length=MINUTE):
        raise Killed
    with lease("job", now=NOW, length=MINUTE) as free:
        assert free, "an exception gives it back at once"


def test_a_lease_that_was_left_behind_ends() -> None:
    held = lease("job", now=NOW, length=MINUTE)
    assert held.__enter__()
    with lease("job", now=NOW + MINUTE / 2, length=MINUTE) as too_early:
        assert not too_early
    with lease("job", now=NOW + MINUTE, length=MINUTE) as free:
        assert free


def test_once_a_minute() -> None:
    assert once_every(MINUTE, "job", now=NOW)
    assert not once_every(MINUTE, "job", now=NOW + MINUTE / 2)
    assert once_every(MINUTE, "other", now=NOW + MINUTE / 2)
    assert once_every(MINUTE, "job", now=NOW + MINUTE)
