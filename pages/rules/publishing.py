"""Rules E1 to E3, E5 and E6: what stands between a draft and its publication.

Each rule is a function from plain values to findings; `check` runs them all. The editing form, the workflow,
bulk actions and the scheduled job all use the same ones. Rule E2 has a file of its own, `updates`.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from core.rules import Finding, RuleKind, finding
from pages.rules import updates
from pages.rules.catalogue import E1, E3, E5, E6
from pages.rules.versions import UNTITLED, EntryContent


def check(content: EntryContent, published: EntryContent | None, *, day: date) -> list[Finding]:
    """Everything the rules say of publishing `content` on `day`.

    `published` is what readers last saw, if anything.
    """
    return [
        *anchor_kept(content, published),
        *updates.dated(content, published, day),
        *questions_stand_alone(content),
        *validity_in_order(content.valid_from, content.valid_until),
        *question_is_answered(content),
    ]


def anchor_kept(content: EntryContent, published: EntryContent | None) -> list[Finding]:
    """Rule E1: an entry that was public keeps its anchor."""
    if published is None or not published.anchor or content.anchor == published.anchor:
        return []
    return [finding(E1, "ANCHOR_CHANGED", ("anchor",), f"l’ancre « {published.anchor} » est fixe.", content.anchor)]


def questions_stand_alone(content: EntryContent) -> list[Finding]:
    """Rule E3: the entry asks a question, and each question of a group has its own words and its own anchor."""
    findings = []
    if content.question.strip() in ("", UNTITLED):
        findings.append(finding(E3, "NO_QUESTION", ("title",), "écrivez la question."))
    anchors = Counter(filter(None, [content.anchor, *(question.anchor for question in content.questions)]))
    for index, question in enumerate(content.questions, start=1):
        field = ("answer", str(index))
        if not question.question.strip():
            findings.append(finding(E3, "NO_QUESTION", field, f"écrivez la question n° {index} du groupe."))
        if anchors[question.anchor] > 1:
            message = f"l’ancre de la question n° {index} du groupe sert déjà."
            findings.append(finding(E3, "ANCHOR_NOT_UNIQUE", field, message, question.anchor))
    return findings


def validity_in_order(valid_from: date | None, valid_until: date | None) -> list[Finding]:
    """Rule E5: the first day of validity is not after the last one. One day is a validity too."""
    if valid_from is None or valid_until is None or valid_from <= valid_until:
        return []
    message = "le dernier jour de validité précède le premier."
    return [finding(E5, "VALIDITY_REVERSED", ("valid_until",), message, kind=RuleKind.BLOCK)]


def question_is_answered(content: EntryContent) -> list[Finding]:
    """Rule E6: an answer, or something that the question points to; a bare «yes» or «no» is an answer."""
    if not content.questions:
        if content.has_text or content.points_elsewhere or content.verdict:
            return []
        message = "une question sans réponse ne se publie pas. Répondez, ou renvoyez vers une page ou un document."
        return [finding(E6, "NO_ANSWER", ("answer",), message)]
    return [
        finding(
            E6,
            "NO_ANSWER",
            ("answer", str(index)),
            f"la question n° {index} du groupe est sans réponse. Répondez, ou renvoyez vers une page ou un document.",
            question.question,
        )
        for index, question in enumerate(content.questions, start=1)
        if not (question.has_text or question.points_elsewhere)
    ]
