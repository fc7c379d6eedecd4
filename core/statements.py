"""Statements compiled once and run as often as they are asked.

Django builds and compiles a QuerySet anew each time, which costs more than running it. A `Statement` compiles it once
for each shape of its values (which of them are None, how many are in a list); later only values are put in.

Which parameter comes from which value is found out by compiling twice, with invented values, and is trusted where both
agree on everything else. A QuerySet that makes of its values what cannot be recognised is compiled each time, as Django
does: slower, never wrong.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from operator import itemgetter
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections

from core.lookups import Many, many_parameter
from core.rows import Read, execute, reader
from core.visibility import PublicScope, civil_day

if TYPE_CHECKING:
    from django.db.models import QuerySet

V = TypeVar("V")

MAX_SHAPES = 512  # of one statement; then the oldest goes, and is compiled anew when it comes back
DB = "default"


class Fixed(tuple[Any, ...]):
    """Values that the statement itself depends on: the columns it reads, the size of a page."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Around(Generic[V]):
    """A statement around another one, which yields plain tuples."""

    text: Callable[[V], str]
    """The SQL for the values' shape, with `{}` where the inner statement goes."""
    of_nothing: Sequence[Any] = ()
    """What it yields when the inner one can find nothing, and is not run."""


COUNTED: Around[Any] = Around(lambda values: "SELECT COUNT(*) FROM ({}) counted", of_nothing=[(0,)])


class Statement(Generic[V]):
    """What `build(values)` selects: a list of whatever its QuerySet yields, in one statement.

    `build` uses its values in conditions and in nothing else, and decides by their shape alone. `values` is made of
    dataclasses, tuples and lists; in them texts, integers, floats, dates, moments and `Many` are values, everything
    else is shape and has to be hashable: `Fixed` makes it so of what would be a value.
    """

    def __init__(self, build: Callable[[V], QuerySet], around: Around[V] | None = None) -> None:
        self._build = build
        self._around = around
        self._compiled: OrderedDict[Hashable, _Compiled | None] = OrderedDict()
        self._lock = Lock()

    def __call__(self, values: V) -> list[Any]:
        leaves: list[Any] = []
        shape = (connections[DB].vendor, _take_apart(values, leaves))
        try:
            compiled = self._compiled[shape]
        except KeyError:
            compiled = self._compile(values, leaves)
            self._keep(shape, compiled)
        if compiled is not None:
            return compiled.rows(leaves)
        found = self._build(values)
        return list(found) if self._around is None else self._run_around(self._around, found, values)

    def _run_around(self, around: Around[V], found: QuerySet, values: V) -> list[Any]:
        try:
            sql, parameters = found.query.get_compiler(DB).as_sql()
        except EmptyResultSet:
            return list(around.of_nothing)
        return list(map(tuple, execute(around.text(values).format(sql), parameters, DB)))

    def _keep(self, shape: Hashable, compiled: _Compiled | None) -> None:
        with self._lock:
            self._compiled[shape] = compiled
            if len(self._compiled) > MAX_SHAPES:
                self._compiled.popitem(last=False)

    def _compile(self, values: V, leaves: Sequence[Any]) -> _Compiled | None:
        probes = [_invented(leaves, turn) for turn in (1, 2)]
        querysets = [self._build(_put_together(values, iter(probe))) for probe in probes]
        compilers = [queryset.query.get_compiler(DB) for queryset in querysets]
        try:
            (sql, first), (other, second) = (compiler.as_sql() for compiler in compilers)
        except EmptyResultSet:
            return None
        if sql != other or len(first) != len(second):
            return None
        sources = [_source(pair, probes) for pair in zip(first, second, strict=True)]
        if None in sources:
            return None
        sql, sources = _with_constants(sql, first, sources)
        if self._around is not None:
            return _Compiled(self._around.text(values).format(sql), tuple(sources), tuple)
        return _Compiled(sql, tuple(sources), reader(compilers[0], querysets[0]._iterable_class, DB))


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    sources: Sequence[Any]
    read: Read

    def rows(self, leaves: Sequence[Any]) -> list[Any]:
        rows = execute(self.sql, [source(leaves) for source in self.sources], DB)
        return rows if self.read is tuple else list(map(self.read, rows))


# --- values and their shape -----------------------------------------------------------------------------------------

_LEAVES = frozenset((str, int, float, date, datetime, Many))


def _take_apart(values: Any, leaves: list[Any]) -> Hashable:
    """The shape of the values; the values themselves go to the end of `leaves`."""
    kind = values.__class__
    if kind in _LEAVES:
        leaves.append(values)
        return kind
    if kind is tuple or kind is list:
        return tuple([_take_apart(value, leaves) for value in values])
    if kind is PublicScope:
        leaves.append(values.now)
        return values.what_is_closed
    if is_dataclass(kind):
        return (kind, *[_take_apart(getattr(values, name), leaves) for name in _names(cast(Any, kind))])
    return values


def _put_together(values: Any, leaves: Iterator[Any]) -> Any:
    """The same structure with other values."""
    kind = values.__class__
    if kind in _LEAVES:
        return next(leaves)
    if kind is tuple or kind is list:
        return tuple([_put_together(value, leaves) for value in values])
    if kind is PublicScope:
        return values.at(next(leaves))
    if is_dataclass(kind):
        changes = {name: _put_together(getattr(values, name), leaves) for name in _names(cast(Any, kind))}
        return replace(values, **changes)
    return values


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast(Any, kind)))


def _invented(leaves: Sequence[Any], turn: int) -> list[Any]:
    """Values that no condition holds by itself: each another one, and in the two turns of another length."""
    return [_INVENTED[leaf.__class__](17 * place + 7 * turn, turn) for place, leaf in enumerate(leaves)]


_INVENTED: dict[type, Callable[[int, int], Any]] = {
    str: lambda number, turn: f"{'=' * turn}{number}-invented",
    int: lambda number, turn: 7_340_033 + number,
    float: lambda number, turn: 0.3125 + number / 1024,
    date: lambda number, turn: date(2203, 2, 3) + timedelta(days=number),
    datetime: lambda number, turn: datetime(2207, 2, 3, 9, 30, tzinfo=UTC) + timedelta(days=number),
    Many: lambda number, turn: Many(tuple(range(7_500_000 + number, 7_500_000 + number + turn))),
}


# --- parameters and where they come from ----------------------------------------------------------------------------

Source = Callable[[Sequence[Any]], Any]


def _source(found: tuple[Any, Any], probes: Sequence[Sequence[Any]]) -> Source | None:
    """Where a parameter comes from, by what it was for the invented values; None when that cannot be told."""
    one, other = found
    if _equal(one, other):
        return _Constant(one)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        parts = [_source(pair, probes) for pair in zip(one, other, strict=True)]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts):
            return lambda leaves: [part(leaves) for part in known]
    for place, (first, second) in enumerate(zip(*probes, strict=True)):
        for adapt in _adapters(first, one):
            if _equal(adapt(first), one) and _equal(adapt(second), other):
                return _taking(place, adapt)
    return None


def _with_constants(sql: str, parameters: Sequence[Any], sources: Sequence[Any]) -> tuple[str, list[Any]]:
    """The statement with what never changes written into it, for PostgreSQL, and the sources of what does.

    PostgreSQL plans a prepared statement without its parameters: of a path it does not know it expects next to nothing
    below, and of a flag that half of the rows have it.
    """
    if connections[DB].vendor != "postgresql":
        return sql, list(sources)
    from psycopg import sql as composed

    connections[DB].ensure_connection()
    left = iter(zip(parameters, sources, strict=True))
    changing: list[Any] = []

    def written(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%%"
        value, source = next(left)
        if not isinstance(source, _Constant):
            changing.append(source)
            return "%s"
        return composed.Literal(value).as_string(connections[DB].connection).replace("%", "%%")

    return re.sub(r"%[%s]", written, sql), changing


@dataclass(frozen=True, slots=True)
class _Constant:
    """Gives the same for all values."""

    value: Any

    def __call__(self, leaves: Sequence[Any]) -> Any:
        return self.value


def _taking(place: int, adapt: Callable[[Any], Any]) -> Source:
    return itemgetter(place) if adapt is _as_it_is else lambda leaves: adapt(leaves[place])


def _adapters(value: Any, parameter: Any) -> Iterator[Callable[[Any], Any]]:
    """What Django and our lookups may have made of a value."""
    yield _as_it_is
    operations: Any = connections[DB].ops
    match value:
        case datetime():
            yield operations.adapt_datetimefield_value
            yield civil_day
            yield lambda moment: operations.adapt_datefield_value(civil_day(moment))
        case date():
            yield operations.adapt_datefield_value
        case str():
            yield lambda text: f"{operations.prep_for_like_query(text)}%"
            yield lambda text: f"% {text} %"
        case int() | float() if isinstance(parameter, int | float):
            yield type(parameter)  # psycopg's own kinds of numbers
        case Many():
            yield many_parameter(connections[DB].vendor)


def _as_it_is(value: Any) -> Any:
    return value


def _equal(made: Any, parameter: Any) -> bool:
    return type(made) is type(parameter) and bool(made == parameter)
