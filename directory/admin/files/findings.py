"""Findings as a reviewer reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.rules import RuleKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.rules import Finding

_GROUPS = (
    ("critical", "Bloquants", RuleKind.BLOCK),
    ("warning", "À regarder", RuleKind.WARN),
    ("info", "Pour information", RuleKind.INFORM),
)


def grouped(findings: Sequence[Finding]) -> list[tuple[str, str, list[Finding]]]:
    """By what they do: how the group is marked, its heading, and the findings. Empty groups are left out."""
    found = [(mark, heading, [each for each in findings if each.kind is kind]) for mark, heading, kind in _GROUPS]
    return [group for group in found if group[2]]
