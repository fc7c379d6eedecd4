"""Anticipated refusals: typed, so that whoever asked can be told why."""

from __future__ import annotations

from collections.abc import Sequence

from core.rules import Finding


class RuleViolation(Exception):
    """A step that business rules stop. `findings` says which, in French, for people to read."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(" ".join(finding.message for finding in self.findings))


class PublicationRefused(RuleViolation):
    """A version that may not be published. Nothing was written; its draft is as it was."""

    def __init__(self, findings: Sequence[Finding], *, page_id: int, title: str) -> None:
        super().__init__(findings)
        self.page_id = page_id
        self.title = title
