"""What other words would change for the profiles that are public, before anything is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.rules import Finding, RuleKind
from directory.markcheck.texts import Shown, public_profiles, said_of
from directory.rules.mark_words import MarkWords

SHOWN_AT_MOST = 50  # findings of each list; the rest is counted


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding of a public profile."""

    profile: Shown
    finding: Finding


@dataclass(slots=True)
class Hits:
    """The first findings, and how many there are in all, and in how many profiles."""

    first: list[Hit] = field(default_factory=list)
    total: int = 0
    refused: int = 0  # of the findings, those that stop a publication
    profiles: int = 0

    def add(self, profile: Shown, findings: Iterable[Finding]) -> None:
        found = list(findings)
        self.profiles += bool(found)
        self.total += len(found)
        self.refused += sum(finding.kind is RuleKind.BLOCK for finding in found)
        room = SHOWN_AT_MOST - len(self.first)
        self.first += [Hit(profile, finding) for finding in found[:room]]


@dataclass(frozen=True, slots=True)
class Trial:
    """What the change would do to the profiles that are public."""

    checked: int
    appearing: Hits
    disappearing: Hits


def try_words(before: MarkWords, after: MarkWords) -> Trial:
    """Check every public profile by both; two statements, and no more in memory than what is shown."""
    appearing, disappearing, checked = Hits(), Hits(), 0
    for profile in public_profiles():
        checked += 1
        was, would_be = _said(profile, before), _said(profile, after)
        appearing.add(profile, (found for key, found in would_be.items() if key not in was))
        disappearing.add(profile, (found for key, found in was.items() if key not in would_be))
    return Trial(checked, appearing, disappearing)


def _said(profile: Shown, words: MarkWords) -> dict[tuple[str, ...], Finding]:
    """The findings, by what makes one the same as another."""
    return {
        (found.rule.id, found.code, str(found.kind), found.excerpt or "", *found.field): found
        for found in said_of(profile.candidate, words)
    }
