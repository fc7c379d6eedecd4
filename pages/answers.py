"""Answers as the public sees them: blocks, HTML, plain text, and the questions they answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import cached_property

from core import content
from core.references import ReferenceIds
from core.remembered import Remembered
from core.rows import stored_text
from core.text import plain_text
from pages.rendering import ANSWER_HEADING, render_blocks, verdict_html

if TYPE_CHECKING:
    from core.references import References, Resolver
    from core.streams import PublicBlock
    from pages.models import FaqEntry


@dataclass(frozen=True, slots=True)
class Question:
    """One of the questions an entry answers, with an anchor of its own (rule E3)."""

    anchor: str
    question: str
    verdict: str | None
    answer_html: str


class Answer:
    """The answer of one entry, rendered when first asked for."""

    def __init__(self, entry: FaqEntry, resolve: Resolver) -> None:
        self._entry = entry
        self.blocks: list[PublicBlock] = content.stream(entry, "answer", resolve)

    @cached_property
    def html(self) -> str:
        """The whole answer, verdict first."""
        return verdict_html(self._entry.verdict) + render_blocks(self.blocks)

    @cached_property
    def text(self) -> str:
        return plain_text(self.html)

    @cached_property
    def questions(self) -> list[Question]:
        """The questions of the group, or the entry's own when it bundles none."""
        group = [block for block in self.blocks if block.name == "question"]
        if not group:
            entry = self._entry
            return [Question(entry.anchor, entry.title, entry.verdict or None, self.html)]
        return [
            Question(
                block.value["anchor"],
                block.value["question"],
                block.value["verdict"] or None,
                verdict_html(block.value["verdict"])
                + render_blocks(block.value["answer"], first_heading=ANSWER_HEADING + 1),
            )
            for block in group
        ]


_ANSWERS: Remembered[Answer] = Remembered(64_000_000)
_RENDERED = 8  # what an answer's blocks, HTML and text take, by the length of what is stored


def answer_of(entry: FaqEntry, references: References) -> Answer:
    """The answer, or the one that was made of the same content before."""
    key = content.stream_key(entry, "answer", references)
    if key is None:
        return Answer(entry, references)
    whole = (key, entry.title, entry.anchor, entry.verdict)
    return _ANSWERS(whole, lambda: Answer(entry, references), _RENDERED * len(stored_text(entry, "answer") or ""))


def indexable_text(entry: FaqEntry) -> str:
    """The answer's text without anything it points at, nor tables of rules: what search knows of it."""
    return Answer(entry, ReferenceIds()).text
