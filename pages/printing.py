"""What is printed of each type of page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import content
from core.html import nest_headings
from core.printing import Part, part_of
from pages import selectors
from pages.answers import Answer
from pages.models import ContentPage, FaqEntry, FaqPage, FaqSection, HomePage
from pages.rendering import render_blocks
from pages.rules.validity import ValidityStatus, status

if TYPE_CHECKING:
    from core.references import Resolver
    from core.visibility import PublicScope

ENTRY_HEADING = 2  # of a question in a printed theme, whose own title is h1
_STATUS_LABELS = {ValidityStatus.UPCOMING: "à venir", ValidityStatus.OPEN: "", ValidityStatus.CLOSED: "close"}


@part_of.register(HomePage)
def _home(page: HomePage, scope: PublicScope) -> Part:
    return Part(page.title, html=content.text(page, "introduction", content.references_of([page], scope)).html)


@part_of.register(ContentPage)
def _content(page: ContentPage, scope: PublicScope) -> Part:
    blocks = content.stream(page, "body", content.references_of([page], scope))
    return Part(page.title, html=render_blocks(blocks, first_heading=2))


@part_of.register(FaqPage)
def _faq(page: FaqPage, scope: PublicScope) -> Part:
    introduction = content.text(page, "introduction", content.references_of([page], scope)).html
    sections = selectors.sections_of([page], scope).get(page.path, [])
    return Part(page.title, html=introduction, parts=_sections(sections, scope, heading=ENTRY_HEADING + 1))


@part_of.register(FaqSection)
def _section(page: FaqSection, scope: PublicScope) -> Part:
    return _sections([page], scope, heading=ENTRY_HEADING)[0]


@part_of.register(FaqEntry)
def _single_entry(page: FaqEntry, scope: PublicScope) -> Part:
    return _entry(page, content.references_of([page], scope), scope, heading=1)


def _sections(sections: list[FaqSection], scope: PublicScope, *, heading: int) -> list[Part]:
    """The themes with their entries, whose questions are headings of that level."""
    by_section = selectors.entries_of(sections, scope)
    entries = [entry for group in by_section.values() for entry in group]
    references = content.references_of(entries, scope)
    return [
        Part(
            section.title,
            section.anchor,
            parts=[_entry(entry, references, scope, heading=heading) for entry in by_section.get(section.path, [])],
        )
        for section in sections
    ]


def _entry(entry: FaqEntry, references: Resolver, scope: PublicScope, *, heading: int) -> Part:
    # From the entry itself, not from the database: a preview shows what is not saved yet.
    dates = [update.date for update in entry.updates.all()]
    return Part(
        entry.title,
        entry.anchor,
        nest_headings(Answer(entry, references).html, first=heading + 1),
        max(dates, default=None),
        _STATUS_LABELS[status(entry.valid_from, entry.valid_until, scope.today)],
        [keyword.name for keyword in entry.keywords.all()],
    )
