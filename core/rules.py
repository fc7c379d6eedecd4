"""What a business rule is, and what it finds. Pure: no ORM, no clock, no I/O."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class RuleKind(StrEnum):
    """What a rule does when it is not satisfied."""

    BLOCK = "block"  # stops the step
    WARN = "warn"  # shown, stops nothing
    HUMAN = "human"  # a box that only a person can tick
    INFORM = "inform"  # describes; there is nothing to satisfy


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered business rule. `id` is stable: code, tests, errors and the API all use it."""

    id: str
    kind: RuleKind
    summary: str  # in French: readers of the API and of the admin see it
    area: str  # in French, the heading it is listed under


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one value.

    `message` is in French and names the rule; `field` is the path of the value, outermost name first;
    `excerpt` is the passage in question, where there is one.
    """

    rule: Rule
    code: str
    message: str
    field: tuple[str, ...]
    kind: RuleKind
    excerpt: str | None = None


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Those of the findings that stop the step."""
    return [finding for finding in findings if finding.kind is RuleKind.BLOCK]


def finding(
    rule: Rule,
    code: str,
    field: tuple[str, ...],
    text: str,
    excerpt: str | None = None,
    kind: RuleKind | None = None,
) -> Finding:
    """What `rule` says, in a message that begins with its number."""
    return Finding(
        rule=rule,
        code=code,
        message=f"Règle {rule.id} : {text}",
        field=field,
        kind=kind or rule.kind,
        excerpt=excerpt,
    )
