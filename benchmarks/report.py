"""The figures as tables, with the ratios that they are for."""

from __future__ import annotations

import os
import platform
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.contenders import ALL, BY_HAND, COLD, GRAPPLE, STATIC, WARM
from benchmarks.rounds import CONNECTIONS, Figures

# (title, figure, [(title of a ratio, above, below)])
TABLES: Sequence[tuple[str, str, Sequence[tuple[str, str, str]]]] = (
    (
        "CPU per request, server and database, ms",
        "cpu_ms",
        [("cold / by hand", COLD.name, BY_HAND.name), ("stock grapple / cold", GRAPPLE.name, COLD.name)],
    ),
    ("of it the database, ms", "database_ms", []),
    ("requests per second", "rps", [("warm / static", WARM.name, STATIC.name)]),
    ("p50, ms", "p50", []),
    ("p99, ms", "p99", []),
)


def heading(options: Namespace) -> str:
    """What was measured, how and on what."""
    about = (
        f"{options.size} profiles, {options.entries} entries.",
        f"Medians of {options.rounds} rounds of {options.seconds} s; one worker on one core; Balise: {options.server}.",
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores.",
    )
    return "\n".join(["# Balise measured", "", *about])


def table(title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """A table in Markdown."""
    lines = [f"| {title} | {' | '.join(heads)} |", f"|---|{'---:|' * len(heads)}"]
    return "\n".join([*lines, *(f"| {name} | {' | '.join(cells)} |" for name, cells in rows)])


def engine(name: str, result: Mapping[str, Any], queries: Sequence[str]) -> str:
    """All tables of one database."""
    parts = [f"## {name}"]
    for title, figure, ratios in TABLES:
        for connections in CONNECTIONS:
            heading = f"{title}; {connections} connection{'s' if connections > 1 else ''}"
            parts.append(_figures(heading, result["figures"], figure, connections, queries, ratios))
    counted = [(who, [_range(found.get(query)) for query in queries]) for who, found in result["statements"].items()]
    parts.append(table("SQL statements per request", queries, counted))
    used = [(who, [f"{mb['rss']:.0f}", f"{mb['pss']:.0f}"]) for who, mb in result["memory"].items()]
    parts.append(table("memory of the worker, MB", ["resident", "proportional"], used))
    return "\n\n".join(parts)


def _figures(
    title: str,
    figures: Figures,
    figure: str,
    connections: int,
    queries: Sequence[str],
    ratios: Sequence[tuple[str, str, str]],
) -> str:
    def value(who: str, query: str) -> float | None:
        found = figures.get((who, query, connections))
        return found[figure] if found else None

    def ratio(query: str, above: str, below: str) -> str:
        one, other = value(above, query), value(below, query)
        return f"{one / other:.2f}" if one is not None and other else "–"

    rows = [(one.name, [_cell(value(one.name, query)) for query in queries]) for one in ALL]
    rows += [(name, [ratio(query, above, below) for query in queries]) for name, above, below in ratios]
    return table(title, queries, rows)


def _cell(number: float | None) -> str:
    return "–" if number is None else f"{number:.2f}" if number < 100 else f"{number:.0f}"


def _range(counts: Sequence[int] | None) -> str:
    return "–" if counts is None else "–".join(map(str, dict.fromkeys((min(counts), max(counts)))))


def growth(small: Mapping[str, Any], large: Mapping[str, Any], sizes: tuple[int, int], queries: Sequence[str]) -> str:
    """How much longer Balise and the views by hand take with more profiles."""

    def ratio(who: str, query: str) -> str:
        return f"{large['figures'][who, query, 1]['cpu_ms'] / small['figures'][who, query, 1]['cpu_ms']:.2f}"

    rows = [(one.name, [ratio(one.name, query) for query in queries]) for one in (COLD, WARM, BY_HAND)]
    return "## Growth\n\n" + table(f"CPU with {sizes[1]} profiles / with {sizes[0]}", queries, rows)


def as_json(result: Mapping[str, Any]) -> Any:
    """The same for programs: keys that JSON has."""
    figures = [
        {"contender": who, "query": query, "connections": connections, **found}
        for (who, query, connections), found in result["figures"].items()
    ]
    return {"figures": figures, "statements": result["statements"], "memory": result["memory"]}
