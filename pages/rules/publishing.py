"""Rules E1 to E3, E5 and E6: what stands between a draft and its publication.

Each rule is a function from plain values to findings; `check` runs them all. The editing form, the workflow,
bulk actions and the scheduled job all use the same ones. `is_changed` says what counts as a changed answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.rules import Finding, Rule, RuleKind
from pages.rules.catalogue import E1, E2, E3, E5, E6

UNTITLED = "Question à rédiger"  # what a draft without a question is called, until it has one


@dataclass(frozen=True, slots=True)
class QuestionContent:
    """One of the questions of a group.

    `has_text` and `points_elsewhere` speak of its answer; `anchor` is empty until the question is first saved.
    """

    question: str
    anchor: str
    has_text: bool
    points_elsewhere: bool


@dataclass(frozen=True, slots=True)
class UpdateContent:
    """A dated update; `key` stays the same from one version of the entry to the next."""

    key: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryContent:
    """A version of an entry, as far as the rules look at it.

    `answer` is any value that is equal for two answers that read the same. `questions` is empty for an entry
    that answers its own question only.
    """

    question: str
    anchor: str = ""
    answer: object = None
    verdict: str = ""
    has_text: bool = True
    points_elsewhere: bool = False
    questions: Sequence[QuestionContent] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    updates: Sequence[UpdateContent] = ()
    minor_correction: bool = False


def check(content: EntryContent, published: EntryContent | None) -> list[Finding]:
    """Everything the rules say of publishing `content`. `published` is what readers last saw, if anything."""
    return [
        *anchor_kept(content, published),
        *change_is_dated(content, published),
        *updates_of_the_same_day(content.updates),
        *questions_stand_alone(content),
        *validity_in_order(content.valid_from, content.valid_until),
        *question_is_answered(content),
    ]


def is_changed(content: EntryContent, published: EntryContent) -> bool:
    """Whether readers get another answer: another question, answer, verdict or validity.

    Keywords, address, sharing and search engine settings are not part of the answer.
    """

    def essence(version: EntryContent) -> tuple[object, ...]:
        return (
            version.question.strip(),
            version.answer,
            version.verdict,
            version.valid_from,
            version.valid_until,
        )

    return essence(content) != essence(published)


def anchor_kept(content: EntryContent, published: EntryContent | None) -> list[Finding]:
    """Rule E1: an entry that was public keeps its anchor."""
    if published is None or not published.anchor or content.anchor == published.anchor:
        return []
    return [_finding(E1, "ANCHOR_CHANGED", ("anchor",), f"l’ancre « {published.anchor} » est fixe.", content.anchor)]


def change_is_dated(content: EntryContent, published: EntryContent | None) -> list[Finding]:
    """Rule E2: a changed answer comes with a new dated update, or is said to be a minor correction.

    A first publication needs neither. An update that is older than those readers know does not date the
    change: the date they see would not move.
    """
    if published is None or content.minor_correction or not is_changed(content, published):
        return []
    known = {update.key for update in published.updates}
    latest = max((update.date for update in published.updates), default=date.min)
    if any(update.key not in known and update.date >= latest for update in content.updates):
        return []
    return [
        _finding(
            E2,
            "CHANGE_NOT_DATED",
            ("updates",),
            "la réponse a changé. Ajoutez une mise à jour datée ou, s’il s’agit d’un détail, cochez "
            "« correction mineure ».",
        )
    ]


def updates_of_the_same_day(updates: Iterable[UpdateContent]) -> list[Finding]:
    """Rule E2: two dated updates of one day are probably one. A warning."""
    days = Counter(update.date for update in updates)
    return [
        _finding(
            E2,
            "SAME_DAY_UPDATES",
            ("updates",),
            f"il y a {number} mises à jour datées du {day:%d/%m/%Y}. Une seule suffit peut-être.",
            kind=RuleKind.WARN,
        )
        for day, number in sorted(days.items())
        if number > 1
    ]


def questions_stand_alone(content: EntryContent) -> list[Finding]:
    """Rule E3: the entry asks a question, and each question of a group has its own words and its own anchor."""
    findings = []
    if content.question.strip() in ("", UNTITLED):
        findings.append(_finding(E3, "NO_QUESTION", ("title",), "écrivez la question."))
    anchors = Counter(filter(None, [content.anchor, *(question.anchor for question in content.questions)]))
    for index, question in enumerate(content.questions, start=1):
        field = ("answer", str(index))
        if not question.question.strip():
            findings.append(_finding(E3, "NO_QUESTION", field, f"écrivez la question n° {index} du groupe."))
        if anchors[question.anchor] > 1:
            message = f"l’ancre de la question n° {index} du groupe sert déjà."
            findings.append(_finding(E3, "ANCHOR_NOT_UNIQUE", field, message, question.anchor))
    return findings


def validity_in_order(valid_from: date | None, valid_until: date | None) -> list[Finding]:
    """Rule E5: the first day of validity is not after the last one. One day is a validity too."""
    if valid_from is None or valid_until is None or valid_from <= valid_until:
        return []
    message = "le dernier jour de validité précède le premier."
    return [_finding(E5, "VALIDITY_REVERSED", ("valid_until",), message, kind=RuleKind.BLOCK)]


def question_is_answered(content: EntryContent) -> list[Finding]:
    """Rule E6: an answer, or something that the question points to; a bare «yes» or «no» is an answer."""
    if not content.questions:
        if content.has_text or content.points_elsewhere or content.verdict:
            return []
        message = "une question sans réponse ne se publie pas. Répondez, ou renvoyez vers une page ou un document."
        return [_finding(E6, "NO_ANSWER", ("answer",), message)]
    return [
        _finding(
            E6,
            "NO_ANSWER",
            ("answer", str(index)),
            f"la question n° {index} du groupe est sans réponse. Répondez, ou renvoyez vers une page ou un document.",
            question.question,
        )
        for index, question in enumerate(content.questions, start=1)
        if not (question.has_text or question.points_elsewhere)
    ]


def _finding(
    rule: Rule,
    code: str,
    field: tuple[str, ...],
    text: str,
    excerpt: str | None = None,
    kind: RuleKind | None = None,
) -> Finding:
    return Finding(
        rule=rule,
        code=code,
        message=f"Règle {rule.id} : {text}",
        field=field,
        kind=kind or rule.kind,
        excerpt=excerpt,
    )
