"""Findings as a reviewer reads them: by what they do, each with its field and its passage in the text around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.rules import RuleKind
from directory.admin.mark_words.labels import field_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.rules import Finding, Rule
    from directory.rules.candidate import Candidate

_GROUPS = (
    ("critical", "Bloquants", RuleKind.BLOCK),
    ("warning", "À regarder", RuleKind.WARN),
    ("info", "Pour information", RuleKind.INFORM),
)
# Of what a file has and a profile has not.
_OF_FILES = {
    "charter_accepted": "Charte",
    "charter_version": "Charte",
    "letter": "Lettre d’engagement",
    "location": "Adresse",
    "signatory_name": "Signataire de la lettre",
    "signatory_role": "Fonction du signataire",
    "siret": "SIRET",
    "slug": "Adresse de la fiche",
}
_AROUND = 80  # characters on each side of a passage
_LONGEST = 300  # characters of a passage


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding, the name of its field, and its passage between what is written before and after it."""

    finding: Finding
    label: str
    passage: str = ""
    before: str = ""
    after: str = ""

    @property
    def rule(self) -> Rule:
        return self.finding.rule

    @property
    def message(self) -> str:
        return self.finding.message

    @property
    def is_told(self) -> bool:
        return is_told(self.finding)


def grouped(findings: Sequence[Finding], said: Candidate) -> list[tuple[str, str, list[Shown]]]:
    """By what they do: how the group is marked, its heading, and the findings. Empty groups are left out."""
    found = [
        (mark, heading, [shown(each, said) for each in findings if each.kind is kind])
        for mark, heading, kind in _GROUPS
    ]
    return [group for group in found if group[2]]


def shown(found: Finding, said: Candidate) -> Shown:
    """A finding beside what was said; a passage that is not to be found there again is shown alone."""
    name = found.field[0] if found.field else ""
    label = _OF_FILES.get(name) or field_label(found.field)
    excerpt, text = found.excerpt or "", getattr(said, name, "")
    passage = excerpt if len(excerpt) <= _LONGEST else f"{excerpt[:_LONGEST]}…"
    start = text.find(excerpt) if excerpt and isinstance(text, str) else -1
    if start < 0:
        return Shown(found, label, passage)
    end = start + len(excerpt)
    return Shown(found, label, passage, _tail(text[:start]), _head(text[end:]))


def is_told(found: Finding) -> bool:
    """Whether the message quotes the passage already."""
    return bool(found.excerpt) and f"« {_one_line(found.excerpt or '')} »" in _one_line(found.message)


def _tail(text: str) -> str:
    """The last words of a text."""
    if len(text) <= _AROUND:
        return text
    return f"…{text[-_AROUND:].partition(' ')[2] or text[-_AROUND:]}"


def _head(text: str) -> str:
    """The first words of a text."""
    if len(text) <= _AROUND:
        return text
    return f"{text[:_AROUND].rpartition(' ')[0] or text[:_AROUND]}…"


def _one_line(text: str) -> str:
    return " ".join(text.split())
