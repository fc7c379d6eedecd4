"""Reading the decisions about marks, and what their owner has written, as anybody may know them (rules B1 to B5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.models import BrandMark
from directory.rules.marks import CONTACT, Decision, Holder, Mark, Verdict, decide
from directory.standing import standing_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.models import User
    from directory.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """A decision for somebody's own standing."""

    decision: Decision
    standing: Standing

    @property
    def reason(self) -> str:
        """Why, or whom to ask, then where the person stands: sentences in French."""
        return f"{self.decision.reason} {self.standing.reason}"

    @property
    def until(self) -> date | None:
        """The last day on which what is allowed surely is; nothing is known to end what is not."""
        return self.standing.until if self.decision.verdict is Verdict.ALLOWED else None


def owners_texts() -> dict[Mark, BrandMark]:
    """What the brand's owner has written of each mark; one statement."""
    return {Mark(row.code): row for row in BrandMark.objects.all()}


def decision(mark: Mark, holder: Holder, texts: Mapping[Mark, BrandMark]) -> Decision:
    """What the rules say of one holder; where they say nothing, whom the owner has named."""
    text = texts.get(mark)
    return decide(mark, holder, contact=text.whom_to_ask if text else CONTACT)


def own_decisions(user: User, texts: Mapping[Mark, BrandMark], *, now: datetime) -> list[OwnDecision]:
    """What the rules say of every mark for a person, as they stand now."""
    standing = standing_of(user, now=now)
    return [OwnDecision(decision(mark, standing.holder, texts), standing) for mark in Mark]
