"""A version of an entry as the publishing rules look at it, and how they report. Plain values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
    that answers its own question only. `minor_correction` and `dates_corrected` are the editor's two ticks.
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
    dates_corrected: bool = False


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
