"""What a statement reads or writes, told by its text: whatever reaches the database, by whatever way, passes here.

Nothing is parsed that matters if misread: what is not understood counts as a whole table, or as everything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from core.freshness.tables import PAGE_TABLE, is_part_of, named_by, tables

OBJECTS_AT_MOST = 50
"""More objects than that are taken for their kind."""

_SOURCE = re.compile(r'\b(?i:FROM|JOIN)\s+"?(\w+)"?(?!\w|\s*\()(?:\s+(?:AS\s+)?"?([A-Z]\w*\d+)"?(?=\s))?')
_SEVERAL = re.compile(r'\bFROM\s+"?\w+"?(?:\s+(?:AS\s+)?"?\w+"?)?\s*,', re.IGNORECASE)
_COMMON = re.compile(r'(?:WITH(?: RECURSIVE)?|,)\s+"?(\w+)"?\s+AS\s+(?:(?:NOT\s+)?MATERIALIZED\s+)?\(', re.IGNORECASE)
_JOIN = re.compile(r'JOIN\s+"(\w+)"(?:\s+(\w+))?\s+ON\s+\("?(\w+)"?\."(\w+)"\s+=\s+"?(\w+)"?\."id"\)')
# The last two are `core.lookups.AmongLookup`, on PostgreSQL and on SQLite.
_JSON = "IN (SELECT value FROM json_each(%s))"
_KEY = re.compile(rf'"(\w+)"\."(\w+)"\s+(?:=\s+%s|IN\s+\(%s(?:,\s*%s)*\)|=\s+ANY\s*\(%s\)|{re.escape(_JSON)})')
_END = re.compile(r"\s(?:GROUP BY|HAVING|ORDER BY|LIMIT|OFFSET|FOR UPDATE|RETURNING|UNION|INTERSECT|EXCEPT)\b")
# What changes rows, as Django writes it: one table, by its bare name. Anything else counts as everything.
_WRITE = re.compile(
    r"""\s*(?:(INSERT|REPLACE)\s+(?:OR\s+\w+\s+)?INTO\s+"?(\w+)"?\s*(?:\(|VALUES\b|SELECT\b|DEFAULT\b)
    |(UPDATE)\s+"?(\w+)"?\s+SET\b
    |(DELETE)\s+FROM\s+"?(\w+)"?\s*(?:WHERE\b|RETURNING\b|$))""",
    re.IGNORECASE | re.VERBOSE,
)
_RETURNING = re.compile(r"\bRETURNING\b", re.IGNORECASE)
# What changes no row of a table that is there.
_HARMLESS = re.compile(
    r"[\s(]*(?:SELECT|WITH|VALUES|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|START|COMMIT|END|SET|RESET|SHOW|LISTEN|"
    r"UNLISTEN|NOTIFY|DECLARE|FETCH|MOVE|CLOSE|LOCK|ANALYZE|VACUUM|REINDEX|CREATE|COMMENT|PREPARE|DEALLOCATE|DISCARD)\b",
    re.IGNORECASE,
)
_WITH_WRITE = re.compile(r"\s*WITH\b.*\b(?:INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE | re.DOTALL)
_SET = re.compile(r'(?:\bSET|,)\s*"?(\w+)"?\s*=', re.IGNORECASE)
_UPSERT = re.compile(r"\s*(?:REPLACE\b|INSERT\s+OR\s+REPLACE\b|.*\bON\s+CONFLICT\b.*\bDO\s+UPDATE\b)", re.I | re.S)
_ROW = r"\(%s(?:, ?%s)*\)"
_COLUMNS = re.compile(
    rf"\s*(?:INSERT|REPLACE)[^(]*\(([^)]*)\)\s+(?:VALUES\s+{_ROW}(?:, ?{_ROW})*|(SELECT \* FROM UNNEST\(.*\)))"  # noqa: S608
    r"(?:\s+(?:RETURNING|ON CONFLICT)\b.*)?$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A condition that limits what is read to some objects."""

    space: str
    kinds: frozenset[str]
    start: int
    count: int
    is_json: bool


def read_by(sql: str, params: Any) -> tuple[set[str], str | None]:
    """The tags of what a statement reads, and what it reads that is not declared."""
    kinds, named, unknown = _reading(sql)
    tags: set[str] = set()
    covered: set[str] = set()
    for condition in named:
        values = _values(params, condition)
        if values is not None and len(values) <= OBJECTS_AT_MOST:
            tags |= {f"{condition.space}:*", *(f"{condition.space}:{value}" for value in values)}
            covered |= condition.kinds
    return tags | {kind for kind, can_be_limited in kinds.items() if not (can_be_limited and kind in covered)}, unknown


def _values(params: Any, condition: _Named) -> list[object] | None:
    if not isinstance(params, list | tuple) or len(params) < condition.start + condition.count:
        return None
    values = list(params[condition.start : condition.start + condition.count])
    if condition.is_json:
        return list(json.loads(values[0]))
    return list(values[0]) if len(values) == 1 and isinstance(values[0], list | tuple) else values


@lru_cache(maxsize=4_096)
def _reading(sql: str) -> tuple[dict[str, bool], tuple[_Named, ...], str | None]:
    """The kinds that are read, each with whether a condition may limit it; those conditions; what is unknown."""
    known, common = tables(), set(_COMMON.findall(sql))
    joins = {(joined, alias or joined): (left, column) for joined, alias, left, column, _ in _JOIN.findall(sql)}
    sources = [(name, alias or name) for name, alias in _SOURCE.findall(sql) if name not in common]
    aliases = {alias: name for name, alias in sources}
    # A comma between tables hides all but the first; ours are joined.
    unknown = (
        "a list of tables" if _SEVERAL.search(sql) else next((name for name, _ in sources if name not in known), None)
    )
    found = [name for name, alias in sources if name in known and not _is_covered(joins.get((name, alias)), aliases)]
    outer = [name for name, _ in _SOURCE.findall(_at_top(sql))]
    twice = {name for name in outer if outer.count(name) > 1}
    kinds: dict[str, bool] = {}
    for name in found:
        limitable = name in outer and name not in twice and found.count(name) == outer.count(name)
        kinds[known[name].kind] = kinds.get(known[name].kind, True) and limitable
    named = tuple(_conditions(sql)) if not _is_compound(sql) else ()
    return kinds, named, unknown


def _is_covered(join: tuple[str, str] | None, aliases: dict[str, str]) -> bool:
    """Whether a joined table is a part of the objects it is joined to."""
    return join is not None and is_part_of(aliases.get(join[0], join[0]), join[1])


def _conditions(sql: str) -> list[_Named]:
    where = where_of(sql)
    if where is None:
        return []
    start, text = where
    while text.startswith("(") and _closes_at_end(text):
        start, text = start + 1, text[1:-1]
    found, at = [], 0
    pieces = _split(text, " AND ")
    if any(" OR " in _at_top(piece) for piece in pieces):
        return []
    for piece in pieces:
        bare = piece.strip()
        match = _KEY.fullmatch(bare)
        if match and match[1] in tables() and (named := named_by(match[1], match[2])) and named[0]:
            first = sql[: start + at].count("%s")
            found.append(_Named(*named, first, bare.count("%s"), bare.endswith(_JSON)))
        at += len(piece) + len(" AND ")
    return found


def where_of(sql: str) -> tuple[int, str] | None:
    """The outermost condition of a statement, and where in the text it starts."""
    flat = _at_top(sql)
    start = flat.find(" WHERE ")
    if start < 0:
        return None
    start += len(" WHERE ")
    end = _END.search(flat, start)
    text = sql[start : end.start() if end else len(sql)]
    return start, text.rstrip().rstrip(";")


@lru_cache(maxsize=512)
def _at_top(text: str) -> str:
    """The text with everything inside parentheses blanked."""
    depth, shown = 0, []
    for letter in text:
        depth -= letter == ")"
        shown.append(" " if depth else letter)
        depth += letter == "("
    return "".join(shown)


def _is_compound(sql: str) -> bool:
    return bool(re.search(r"\b(?:UNION|INTERSECT|EXCEPT)\b", sql)) or sql.lstrip().upper().startswith("WITH")


def _closes_at_end(text: str) -> bool:
    return ")" not in _at_top(text)[:-1]


def _split(text: str, separator: str) -> list[str]:
    flat, parts, start = _at_top(text), [], 0
    while (at := flat.find(separator, start)) >= 0:
        parts.append(text[start:at])
        start = at + len(separator)
    return [*parts, text[start:]]


# --- writing --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Write:
    """A statement that changes rows of a table that answers read."""

    table: str
    is_insert: bool
    columns: tuple[str, ...] | None
    """The columns that are set; None where the text does not say."""
    where: str | None
    where_params: int
    """How many of the last parameters belong to the condition."""
    by_column: bool = False
    """Whether the parameters of an INSERT are one list per column."""


@lru_cache(maxsize=4_096)
def writing(sql: str) -> Write | None:
    """What a statement changes: rows of a table (of no table: nobody knows what), or nothing of any answer (None)."""
    match = _WRITE.match(sql)
    if ";" in sql.rstrip("; \n") or _WITH_WRITE.match(sql) or not (match or _HARMLESS.match(sql)):
        return Write("", False, None, None, 0)
    verb, table = [part for part in match.groups() if part] if match else ("", "")
    if table not in tables():
        return None
    verb = verb.upper()
    if verb in ("INSERT", "REPLACE"):
        if _UPSERT.match(sql):  # of the rows that are there already, the text does not say what they were
            return Write("" if table == PAGE_TABLE else table, True, None, None, 0)
        listed = _COLUMNS.match(sql)
        columns = tuple(name.strip().strip('"') for name in listed[1].split(",")) if listed else None
        return Write(table, True, columns, None, 0, by_column=bool(listed and listed[2]))
    found = where_of(sql)
    before = sql[: found[0]] if found else sql
    if " FROM " in _at_top(before) and verb == "UPDATE":
        found = None  # the condition speaks of another table too
    names: tuple[str, ...] = ()
    if verb == "UPDATE":
        flat = _at_top(before)
        names = tuple(_SET.findall(flat))
        if len(names) != flat.count("="):
            return Write("", False, None, None, 0)
    where = found[1] if found else None
    return Write(table, False, names or None, where, where.count("%s") if where else 0)


def returns(sql: str) -> bool:
    """Whether a statement that writes gives rows back."""
    return bool(_RETURNING.search(sql))


def inserted(write: Write, column: str, params: Sequence[Any] | None) -> list[Any] | None:
    """The values that an INSERT gives a column; None where the text does not say."""
    if not write.columns or column not in write.columns or not params or len(params) % len(write.columns):
        return None
    place = write.columns.index(column)
    return list(params[place]) if write.by_column else list(params[place :: len(write.columns)])
