"""The marks in «Ma fiche»: which of them whoever asks may use, why, and their files (rules B1 to B6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from core.richtext import render_rich_text
from directory.live import VERDICT_LABELS
from directory.markfiles.addresses import LIFETIME
from directory.markfiles.assets import BrandAsset, assets_of
from directory.marks import OwnDecision, own_decisions, owners_texts
from directory.rules.marks import MARK_NAMES, Verdict

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.models import User
    from directory.models import BrandMark


@dataclass(frozen=True, slots=True)
class OwnMark:
    """A mark: what the rules say of it for one person, and how its owner wants it used where it may be."""

    name: str
    verdict: str
    is_allowed: bool
    reason: str
    until: date | None
    guidance: SafeString | str


@dataclass(frozen=True, slots=True)
class OwnMarks:
    """`standing` is where the person stands, in a sentence; the addresses of `files` are theirs for `minutes`."""

    standing: str
    marks: list[OwnMark]
    files: list[BrandAsset]
    minutes: int = int(LIFETIME.total_seconds() // 60)


def marks_of(person: User, *, now: datetime) -> OwnMarks:
    """What is said and given to a person now; ten statements at most, and no download is written down yet."""
    texts = owners_texts()
    decided = own_decisions(person, texts, now=now)
    return OwnMarks(
        standing=decided[0].standing.reason,
        marks=[_shown(own, texts.get(own.decision.mark)) for own in decided],
        files=assets_of(person, now=now),
    )


def _shown(own: OwnDecision, text: BrandMark | None) -> OwnMark:
    said = own.decision
    is_allowed = said.verdict is Verdict.ALLOWED
    return OwnMark(
        name=MARK_NAMES[said.mark],
        verdict=VERDICT_LABELS[said.verdict],
        is_allowed=is_allowed,
        reason=said.reason,
        until=own.until,
        guidance=_guidance(text) if text and is_allowed else "",
    )


def _guidance(text: BrandMark) -> SafeString:
    """Its links lead outside: of pages and documents only the words are left. Sanitised."""
    return mark_safe(render_rich_text(text.guidance, lambda kind, pk: None))
