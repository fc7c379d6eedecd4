"""Reading the decisions about marks, as anybody may know them (rules B1 to B5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.rules.marks import Decision, Holder, Mark, decide
from directory.standing import standing_of

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from directory.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """A decision for somebody's own standing."""

    decision: Decision
    standing: Standing


def decisions(marks: Iterable[Mark] = Mark) -> list[Decision]:
    """What the rules say of every holder, mark by mark."""
    return [decide(mark, holder) for mark in marks for holder in Holder]


def own_decisions(user: User, *, now: datetime) -> list[OwnDecision]:
    """What the rules say of every mark for a person, as they stand now."""
    standing = standing_of(user, now=now)
    return [OwnDecision(decide(mark, standing.holder), standing) for mark in Mark]
