"""What the demo's content is made of, before the database knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Move:
    """A step of a file's life, `days` ago at that time of the day in Paris, or `hours` ago.

    `name` is a method of `cms.demo.dossiers.Dossier`; `detail` are its arguments.
    """

    name: str
    days: int = 0
    at: str = "10:12"
    hours: float = 0
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Applicant:
    """One file: what was typed, by field of `directory.applications.content.Content`, and its moves in order."""

    key: str
    email: str
    content: Mapping[str, Any]
    moves: tuple[Move, ...]
