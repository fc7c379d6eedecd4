"""A page as a sheet of paper: what the print view and the admin's preview show (rule E7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import singledispatch
from typing import TYPE_CHECKING

from wagtail.models import Page

from core.addresses import public_url

if TYPE_CHECKING:
    from datetime import date

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
    description: str = ""  # what search engines are told


@singledispatch
def part_of(page: Page, scope: PublicScope) -> Part:
    """What is printed of a page. Each type of page registers its own; one that does not prints its title."""
    return Part(page.title)


def sheet(page: Page, scope: PublicScope) -> Sheet:
    """The sheet of any page. What it points at, and what is under it, is only what is public."""
    address = public_url(scope.public_path(page.url_path)) if page.url_path else ""
    return Sheet(address, part_of(page, scope), page.search_description)
