"""A page as a sheet of paper: what the print view and the admin's preview show (rule E7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import singledispatch
from typing import TYPE_CHECKING, Any

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
def part_of(node: Any, scope: PublicScope) -> Part:
    """What is printed of what lives at a path. Each type registers its own; one that does not prints its name."""
    return Part(str(node))


def sheet(node: Any, scope: PublicScope, *, path: str) -> Sheet:
    """The sheet of what lives at a public path. What it points at, and what is under it, is only what is public."""
    return Sheet(public_url(path) if path else "", part_of(node, scope), getattr(node, "search_description", ""))
