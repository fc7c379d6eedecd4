"""Tables that are read from the rules each time they are shown; pages only say which one.

An app registers what it knows under a name, so that pages can show it without knowing the app. A name that nobody
registered is an empty place, not an error.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

Choice = tuple[str, str]  # key and label in French


@dataclass(frozen=True, slots=True)
class Row:
    heading: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own; `key` is what a page restricts the table by."""

    key: str
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in French, as plain text, and what it was made from."""

    caption: str
    headings: tuple[str, ...]  # of the columns, that of the rows' headings first
    groups: tuple[Group, ...]
    facts: tuple[Any, ...]  # what its app decided, for whoever shows it otherwise than as a table


@dataclass(frozen=True, slots=True)
class TableReference:
    """Which table a page shows, and which of its groups; none named is all of them."""

    name: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What an app registers: the groups there are, and the table of some of them, read anew at every call."""

    choices: Callable[[], Iterable[Choice]]
    table: Callable[[Collection[str]], Table]


_SOURCES: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Make a table known under a name."""
    _SOURCES[name] = source


def choices(name: str) -> list[Choice]:
    """The groups that a page may choose among; none of a table that nobody registered."""
    source = _SOURCES.get(name)
    return list(source.choices()) if source else []


def table(reference: TableReference) -> Table | None:
    """The table as the rules are now; None when there is no such table, or none of its chosen groups is left."""
    known = [key for key, _ in choices(reference.name)]
    wanted = [key for key in known if key in reference.keys] if reference.keys else known
    return _SOURCES[reference.name].table(wanted) if wanted else None
