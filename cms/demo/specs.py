"""What the demo's content is made of, before the database knows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from cms.demo.blocks import Block


class State(Enum):
    """How far an entry has come."""

    LIVE = auto()
    DRAFT = auto()
    SCHEDULED = auto()
    IN_MODERATION = auto()


@dataclass(frozen=True, slots=True)
class Update:
    """A dated update; `significance` is a value of `pages.models.Significance`."""

    date: date
    summary: str
    significance: str = "MAJOR"


@dataclass(frozen=True, slots=True)
class Entry:
    """A question and its answer. `key` names it in references; `slug` is the end of its address.

    `valid_in` and `scheduled_in` are days after the moment of loading, so that the demo always has something
    to come. `former_slug` is the address it is first published under, before it is renamed.
    """

    key: str
    title: str
    slug: str
    answer: list[Block]
    keywords: tuple[str, ...]
    verdict: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    updates: tuple[Update, ...] = ()
    state: State = State.LIVE
    valid_in: int | None = None
    scheduled_in: int | None = None
    former_slug: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the FAQ, with its entries in order."""

    key: str
    title: str
    slug: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PlainPage:
    """A page of free content under the home page, or under `parent`."""

    key: str
    title: str
    slug: str
    body: list[Block] = field(default_factory=list)
    description: str = ""
