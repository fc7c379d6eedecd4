"""The FAQ: its themes, entries, questions and dated updates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import graphene

from core import content
from pages import models, selectors
from pages.rules import validity
from schema.connections import connection_type
from schema.context import Info
from schema.engine.cost import declare
from schema.engine.plan.columns import made_of, whole
from schema.loading import references
from schema.node import Node, encode_id, public_pages, serves
from schema.pages import loading
from schema.pages.types.blocks import StreamFieldInterface
from schema.pages.types.enums import Significance, ValidityStatus, Verdict
from schema.scalars import HTML
from schema.types.media import RichText
from schema.types.page import PageInterface

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from schema.context import Context


def public_updates(keys: Sequence[str], context: Context) -> Mapping[str, Any]:
    """Finds dated updates of public entries by key, for `node`."""
    return {str(update.key): update for update in selectors.updates_by_key(keys, context.scope)}


class FaqQuestion(graphene.ObjectType):
    """One of the questions that an entry answers (rule E3). An entry with a single question has one."""

    anchor = graphene.String(required=True, description="Its fragment, which never changes (rule E1).")
    question = graphene.String(required=True, description="The question.")
    answer_html = graphene.Field(HTML, required=True, description="Its answer, as HTML.")
    verdict = graphene.Field(Verdict, description="When it is answered by yes or no (rule E4).")


@serves(models.DatedUpdate, public_updates)
class DatedUpdate(graphene.ObjectType):
    """A change that matters, at the date its editor gave it (rule E2)."""

    class Meta:
        interfaces = (Node,)

    date = graphene.Date(required=True, description="The day it says it was made.")
    summary = graphene.String(required=True, description="What changed.")
    significance = graphene.Field(Significance, required=True, description="How much it matters.")
    entry = graphene.Field(lambda: FaqEntry, required=True, description="What was changed.")

    @staticmethod
    def resolve_id(update: models.DatedUpdate, info: Info) -> str:
        return encode_id("DatedUpdate", update.key)

    @staticmethod
    def resolve_entry(update: models.DatedUpdate, info: Info) -> models.FaqEntry:
        return loading.entry_of(update, info.context)


@serves(models.FaqPage, public_pages(models.FaqPage))
class FaqPage(graphene.ObjectType):
    """A FAQ: themes in order, each with its entries."""

    class Meta:
        interfaces = (Node, PageInterface)

    introduction = graphene.Field(RichText, description="What stands above the themes.")
    sections = graphene.List(
        graphene.NonNull(lambda: FaqSection), required=True, description="The themes, in order (rule E1)."
    )

    @staticmethod
    def resolve_introduction(faq: models.FaqPage, info: Info) -> Any:
        return content.text(faq, "introduction", references(faq, info.context)) or None

    @staticmethod
    def resolve_sections(faq: models.FaqPage, info: Info) -> list[models.FaqSection]:
        return loading.sections(faq, info.context)


@serves(models.FaqSection, public_pages(models.FaqSection))
class FaqSection(graphene.ObjectType):
    """A theme of the FAQ."""

    class Meta:
        interfaces = (Node, PageInterface)

    anchor = graphene.String(required=True, description="Its fragment, which never changes (rule E1).")
    entries = graphene.List(
        graphene.NonNull(lambda: FaqEntry),
        required=True,
        status=graphene.Argument(
            graphene.List(graphene.NonNull(ValidityStatus)),
            description="Only entries in one of these statuses today; all when it is not given.",
        ),
        description="Its entries, in order. Closed ones are among them unless `status` says otherwise.",
    )

    @staticmethod
    def resolve_entries(
        section: models.FaqSection, info: Info, status: Sequence[validity.ValidityStatus] | None = None
    ) -> list[models.FaqEntry]:
        return loading.entries(section, info.context, status)


@serves(models.FaqEntry, public_pages(models.FaqEntry))
class FaqEntry(graphene.ObjectType):
    """An entry of the FAQ: a question (its title) or a group of questions, and the answer."""

    class Meta:
        interfaces = (Node, PageInterface)

    anchor = graphene.String(required=True, description="Its fragment, which never changes (rule E1).")
    section = graphene.Field(FaqSection, required=True, description="Its theme.")
    verdict = graphene.Field(Verdict, description="When it is answered by yes or no (rule E4).")
    answer = graphene.List(
        graphene.NonNull(StreamFieldInterface), required=True, description="The answer, block by block."
    )
    answer_html = graphene.Field(HTML, required=True, description="The whole answer; its headings start at h3.")
    answer_text = graphene.String(required=True, description="The whole answer as plain text.")
    questions = graphene.List(
        graphene.NonNull(FaqQuestion), required=True, description="The questions it answers (rule E3)."
    )
    valid_from = graphene.Date(description="First day of its validity, included (rule E5).")
    valid_until = graphene.Date(description="Last day of its validity, included (rule E5).")
    status = graphene.Field(
        ValidityStatus,
        required=True,
        on=graphene.Argument(graphene.Date, description="On which day; today in Paris when it is not given."),
        description="Where the day stands with regard to its validity (rule E5).",
    )
    keywords = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="In alphabetical order (rule E7)."
    )
    updated_on = graphene.Date(description="Date of its latest dated update, if it has one (rule E2).")
    updates = graphene.List(
        graphene.NonNull(DatedUpdate), required=True, description="Its dated updates, newest first (rule E2)."
    )

    @staticmethod
    def resolve_section(entry: models.FaqEntry, info: Info) -> models.FaqSection:
        return loading.section(entry, info.context)

    @staticmethod
    def resolve_verdict(entry: models.FaqEntry, info: Info) -> str | None:
        return entry.verdict or None

    @staticmethod
    def resolve_answer(entry: models.FaqEntry, info: Info) -> list[Any]:
        return loading.answer(entry, info.context).blocks

    @staticmethod
    def resolve_answer_html(entry: models.FaqEntry, info: Info) -> str:
        return loading.answer(entry, info.context).html

    @staticmethod
    def resolve_answer_text(entry: models.FaqEntry, info: Info) -> str:
        return loading.answer(entry, info.context).text

    @staticmethod
    def resolve_questions(entry: models.FaqEntry, info: Info) -> list[Any]:
        return loading.answer(entry, info.context).questions

    @staticmethod
    def resolve_status(entry: models.FaqEntry, info: Info, on: date | None = None) -> validity.ValidityStatus:
        return validity.status(entry.valid_from, entry.valid_until, on or info.context.today)

    @staticmethod
    def resolve_keywords(entry: models.FaqEntry, info: Info) -> list[str]:
        return loading.keywords(entry)

    @staticmethod
    def resolve_updates(entry: models.FaqEntry, info: Info) -> list[models.DatedUpdate]:
        return loading.updates(entry, info.context)


# What is read for which field, besides those that are columns. Under pages there are others: their tree path is read.
_ANSWER = "answer title anchor verdict"
# The questions of all the entries under a page.
whole("Seo", models.FaqPage, models.FaqSection, models.FaqEntry, fields=("jsonLd",))
made_of("FaqPage", models.FaqPage, id="", path="url_path", url="url_path", breadcrumb="path", sections="path")
made_of("FaqSection", models.FaqSection, id="", path="url_path", url="url_path", breadcrumb="path", entries="path")
made_of("DatedUpdate", models.DatedUpdate, id="key", entry="entry")
made_of(
    "FaqEntry",
    models.FaqEntry,
    id="",
    path="url_path",
    url="url_path",
    breadcrumb="path",
    section="path",
    answer=_ANSWER,
    answer_html=_ANSWER,
    answer_text=_ANSWER,
    questions=_ANSWER,
    status="valid_from valid_until",
    keywords="",
    updates="",
)

# What lists usually hold, and what is dear to make: for the static cost of an operation.
declare("PageInterface.breadcrumb", size=4)
declare("Seo.jsonLd", weight=20)
declare("FaqPage.sections", size=6)
declare("FaqEntry.answer", size=8)
declare("FaqEntry.answerHtml", weight=2)
declare("FaqEntry.answerText", weight=2)
declare("FaqEntry.questions", size=4)
declare("FaqEntry.updates", size=3)

FaqEntryConnection = connection_type(FaqEntry, "FaqEntry", "entries")
DatedUpdateConnection = connection_type(DatedUpdate, "DatedUpdate", "dated updates")
