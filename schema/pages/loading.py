"""What resolvers need of a page, loaded for all the pages shown beside it (see `schema.engine.batch`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.tree import parent_path
from pages import selectors
from pages.answers import Answer, Question, answer_of
from pages.models import DatedUpdate, FaqEntry, FaqPage, FaqSection
from schema.engine.batch import batch_of, gather
from schema.loading import references

if TYPE_CHECKING:
    from wagtail.models import Page

    from pages.rules.validity import ValidityStatus
    from schema.context import Context


def answer(entry: FaqEntry, context: Context) -> Answer:
    """The entry's answer; rendered once however many fields ask for it."""

    def load(shown: list[Any]) -> dict[int, Answer]:
        found = references(entry, context)
        return {one.pk: answer_of(one, found) for one in shown if isinstance(one, FaqEntry)}

    return batch_of(entry).once("answers", load)[entry.pk]


def section(entry: FaqEntry, context: Context) -> FaqSection:
    def load(entries: list[FaqEntry]) -> dict[str, FaqSection]:
        by_path = dict(selectors.sections_by_path(entries, context.scope, context.columns_of(FaqSection)))
        gather(by_path.values())
        return by_path

    return batch_of(entry).once("section", load)[parent_path(entry)]


def updates(entry: FaqEntry, context: Context) -> list[DatedUpdate]:
    def load(entries: list[FaqEntry]) -> Any:
        by_entry = selectors.updates_of(entries, context.columns_of(DatedUpdate))
        if shown := gather(update for group in by_entry.values() for update in group):
            batch_of(shown[0]).know("entry", {entry.pk: entry for entry in entries})
        return by_entry

    return batch_of(entry).once("updates", load).get(entry.pk, [])


def entry_of(update: DatedUpdate, context: Context) -> FaqEntry:
    def load(updates: list[DatedUpdate]) -> Any:
        ids = {update.entry_id for update in updates}
        by_id = selectors.entries_by_id(ids, context.scope, context.columns_of(FaqEntry))
        gather(by_id.values())
        return by_id

    return batch_of(update).once("entry", load)[update.entry_id]


def keywords(entry: FaqEntry) -> list[str]:
    return batch_of(entry).once("keywords", selectors.keywords_of).get(entry.pk, [])


def sections(faq: FaqPage, context: Context) -> list[FaqSection]:
    def load(faqs: list[FaqPage]) -> Any:
        by_path = selectors.sections_of(faqs, context.scope, context.columns_of(FaqSection))
        gather(section for group in by_path.values() for section in group)
        return by_path

    return batch_of(faq).once("sections", load).get(faq.path, [])


def entries(section: FaqSection, context: Context, status: Sequence[ValidityStatus] | None = None) -> list[FaqEntry]:
    def load(sections: list[FaqSection]) -> Any:
        by_path = selectors.entries_of(sections, context.scope, status=status, columns=context.columns_of(FaqEntry))
        gather(entry for group in by_path.values() for entry in group)
        return by_path

    key = ("entries", None if status is None else frozenset(status))
    return batch_of(section).once(key, load).get(section.path, [])


def questions(page: Page, context: Context) -> list[Question]:
    """The questions a page answers: an entry's, or those of all the entries under it."""
    if isinstance(page, FaqEntry):
        return answer(page, context).questions
    if isinstance(page, FaqSection):
        return [question for entry in entries(page, context) for question in questions(entry, context)]
    if isinstance(page, FaqPage):
        return [question for part in sections(page, context) for question in questions(part, context)]
    return []
