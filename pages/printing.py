"""A page as a sheet of paper: what the print view and the admin's preview show (rule E7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core import content
from core.addresses import public_url
from pages import selectors
from pages.answers import Answer
from pages.models import ContentPage, FaqEntry, FaqPage, FaqSection, HomePage
from pages.rendering import render_blocks
from pages.rules.validity import ValidityStatus, status

if TYPE_CHECKING:
    from datetime import date

    from wagtail.models import Page

    from core.references import Resolver
    from core.visibility import PublicScope


@dataclass(frozen=True)
class Part:
    """A piece of a sheet: a theme, or an entry with its answer."""

    title: str
    anchor: str = ""
    html: str = ""
    updated_on: date | None = None
    status: str = ""  # in French, empty for what is valid
    keywords: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """A page to print, with the address it is known by."""

    address: str
    main: Part


_STATUS_LABELS = {ValidityStatus.UPCOMING: "à venir", ValidityStatus.OPEN: "", ValidityStatus.CLOSED: "close"}


def sheet(page: Page, scope: PublicScope) -> Sheet:
    """The sheet of any page. What it points at, and what is under it, is only what is public."""
    address = public_url(scope.public_path(page.url_path)) if page.url_path else ""
    return Sheet(address, _part(page, scope))


def _part(page: Page, scope: PublicScope) -> Part:
    if isinstance(page, FaqEntry):
        return _entry(page, content.references_of([page], scope), scope)
    if isinstance(page, FaqSection):
        return _sections([page], scope)[0]
    references = content.references_of([page], scope)
    if isinstance(page, FaqPage):
        introduction = content.text(page, "introduction", references).html
        sections = selectors.sections_of([page], scope).get(page.path, [])
        return Part(page.title, html=introduction, parts=_sections(sections, scope))
    if isinstance(page, HomePage):
        return Part(page.title, html=content.text(page, "introduction", references).html)
    if isinstance(page, ContentPage):
        return Part(page.title, html=render_blocks(content.stream(page, "body", references), first_heading=2))
    return Part(page.title)


def _sections(sections: list[FaqSection], scope: PublicScope) -> list[Part]:
    by_section = selectors.entries_of(sections, scope)
    entries = [entry for group in by_section.values() for entry in group]
    references = content.references_of(entries, scope)
    return [
        Part(
            section.title,
            section.anchor,
            parts=[_entry(entry, references, scope) for entry in by_section.get(section.path, [])],
        )
        for section in sections
    ]


def _entry(entry: FaqEntry, references: Resolver, scope: PublicScope) -> Part:
    # From the entry itself, not from the database: a preview shows what is not saved yet.
    dates = [update.date for update in entry.updates.all()]
    return Part(
        entry.title,
        entry.anchor,
        Answer(entry, references).html,
        max(dates, default=None),
        _STATUS_LABELS[status(entry.valid_from, entry.valid_until, scope.today)],
        [keyword.name for keyword in entry.keywords.all()],
    )
