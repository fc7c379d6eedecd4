"""Relay connections over QuerySets, by keyset.

A cursor holds the values a row is ordered by, so that the next page starts after that row even when rows were
published or removed in between. Ordering keys must be non-null and end with a unique one.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet

from core.rows import Columns, narrowed
from core.statements import COUNTED, Fixed, Statement
from schema.engine.batch import gather
from schema.errors import BadUserInput

T = TypeVar("T")
W = TypeVar("W")

DEFAULT_PAGE_SIZE = 20
MAX_PAGE_SIZE = 100


def whole_number(text: str) -> int:
    """A number in a cursor. Raises ValueError for what no database takes for one, or would not take negated."""
    value = int(text)
    if abs(value) >= 2**63:
        raise ValueError
    return value


def database_id(text: str) -> int:
    """A primary key in a cursor. Raises ValueError for what cannot be one."""
    value = whole_number(text)
    if value < 0:
        raise ValueError
    return value


@dataclass(frozen=True, slots=True)
class Key:
    """A column or annotation rows are ordered by, and how a cursor's value becomes one of its values."""

    name: str
    descending: bool = False
    parse: Callable[[str], Any] = str

    @property
    def order(self) -> str:
        return f"-{self.name}" if self.descending else self.name


@dataclass(frozen=True, slots=True)
class PageArguments:
    """`first`/`after` or `last`/`before`, checked."""

    size: int
    backward: bool
    after: str | None
    before: str | None

    @classmethod
    def of(
        cls,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> PageArguments:
        """Raises BadUserInput for sizes outside 1..100 and for `first` together with `last`."""
        if first is not None and last is not None:
            raise BadUserInput("Give either `first` or `last`, not both.", argument="last")
        for name, value in (("first", first), ("last", last)):
            if value is not None and not 1 <= value <= MAX_PAGE_SIZE:
                raise BadUserInput(f"`{name}` must be between 1 and {MAX_PAGE_SIZE}.", argument=name)
        return cls(first or last or DEFAULT_PAGE_SIZE, last is not None, after, before)


@dataclass(slots=True)
class Edge(Generic[T]):
    """One object of a page; `place` is run only when its cursor is asked for."""

    node: T
    place: Callable[[], str]

    @property
    def cursor(self) -> str:
        return self.place()


@dataclass(slots=True)
class PageInfo:
    """What is before and after a page, as Relay wants it told."""

    edges: Sequence[Edge[Any]]
    has_next_page: bool
    has_previous_page: bool

    @property
    def start_cursor(self) -> str | None:
        return self.edges[0].cursor if self.edges else None

    @property
    def end_cursor(self) -> str | None:
        return self.edges[-1].cursor if self.edges else None


@dataclass(slots=True)
class Connection(Generic[T]):
    """One page of a list; `count` is run only when the total is asked for."""

    edges: list[Edge[T]]
    page_info: PageInfo
    count: Callable[[], int]

    @property
    def nodes(self) -> list[T]:
        return [edge.node for edge in self.edges]


@dataclass(frozen=True, slots=True)
class Select(Generic[W]):
    """What a list is a page of: `rows(wanted)`, a function of a module and what it is given (`core.statements`)."""

    rows: Callable[[W], QuerySet]
    wanted: W
    columns: Columns = None


def paginate(select: Select[Any], keys: Sequence[Key], arguments: PageArguments) -> Connection[Any]:
    """One page in the order of `keys`: one statement, and one more for the total."""
    after, before = (
        None if cursor is None else tuple(decode_cursor(cursor, keys, name))
        for name, cursor in (("after", arguments.after), ("before", arguments.before))
    )
    how = Fixed((select.rows, select.columns, tuple(keys), arguments.backward, arguments.size))
    found = _PAGE((how, select.wanted, after, before))
    more, found = len(found) > arguments.size, found[: arguments.size]
    if arguments.backward:
        found.reverse()
    edges = [Edge(node, partial(_place, node, keys)) for node in gather(found)]
    # What a cursor was made from stands on its other side: that is known without asking the database.
    has_next = arguments.before is not None if arguments.backward else more
    has_previous = more if arguments.backward else arguments.after is not None
    return Connection(edges, PageInfo(edges, has_next, has_previous), lambda: count(select))


def _place(node: Any, keys: Sequence[Key]) -> str:
    return encode_cursor([getattr(node, key.name) for key in keys], keys)


def count(select: Select[Any]) -> int:
    """How many rows there are on all pages: one statement."""
    [(found,)] = _COUNT((Fixed((select.rows,)), select.wanted))
    return int(found)


def _page(parts: tuple[Fixed, Any, Any, Any]) -> QuerySet:
    (rows, columns, keys, backward, size), wanted, after, before = parts
    found: QuerySet = rows(wanted)
    if columns is not None:
        found = narrowed(found, columns | {key.name for key in keys if key.name not in found.query.annotations})
    found = found.order_by(*(key.order for key in keys))
    if after is not None:
        found = found.filter(_beyond(keys, after, forward=True))
    if before is not None:
        found = found.filter(_beyond(keys, before, forward=False))
    return (found.reverse() if backward else found)[: size + 1]


_PAGE = Statement(_page)
_COUNT: Statement[tuple[Fixed, Any]] = Statement(
    lambda parts: parts[0][0](parts[1]).order_by().values_list("pk"), COUNTED
)


def _beyond(keys: Sequence[Key], values: Sequence[Any], *, forward: bool) -> Q:
    """Rows after (or before) the row with these key values: a > x, or a = x and b > y, and so on.

    That a is no less than x follows, and is said all the same: it is what an index can be entered with.
    """
    condition, same = Q(), Q()
    for key, value in zip(keys, values, strict=True):
        operator = "gt" if key.descending is not forward else "lt"
        condition |= same & Q(**{f"{key.name}__{operator}": value})
        same &= Q(**{key.name: value})
    entered = "gte" if keys[0].descending is not forward else "lte"
    return Q(**{f"{keys[0].name}__{entered}": values[0]}) & condition


def _order_mark(keys: Sequence[Key]) -> str:
    """What tells cursors of one order from those of another, without naming columns."""
    return f"{zlib.crc32(' '.join(key.order for key in keys).encode()):08x}"


def encode_cursor(values: Sequence[Any], keys: Sequence[Key]) -> str:
    """A cursor that holds the values of these keys."""
    plain = [value.isoformat() if isinstance(value, date | datetime) else str(value) for value in values]
    plain.append(_order_mark(keys))
    return base64.urlsafe_b64encode(json.dumps(plain, ensure_ascii=False).encode()).decode("ascii")


def decode_cursor(cursor: str, keys: Sequence[Key], argument: str) -> list[Any]:
    """The values in a cursor. Raises BadUserInput, naming the argument, for what is no cursor of these keys."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
        if not isinstance(values, list) or len(values) != len(keys) + 1:
            raise ValueError
        if not all(isinstance(value, str) and "\x00" not in value for value in values):
            raise ValueError
        if values.pop() != _order_mark(keys):
            raise ValueError
        "".join(values).encode()  # half a surrogate pair is no text that a database takes
        return [key.parse(value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, UnicodeError, binascii.Error, RecursionError, OverflowError) as error:
        raise BadUserInput(f"`{argument}` is not a cursor of this list.", argument=argument) from error
