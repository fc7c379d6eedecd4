"""`./run bench`: from nothing to the tables. See benchmarks/README.md."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import answers, report
from benchmarks.contenders import ALL, BY_HAND, COLD, GRAPPLE, QUERIES, WARM
from benchmarks.databases import Database, database
from benchmarks.rounds import Plan, measure
from benchmarks.server import SERVERS

GROWN = 100_000
GROWING = ("Q1", "Q2", "Q3")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./run bench",
        description="Balise beside stock grapple, views by hand and a static answer; DATABASE_URL for PostgreSQL.",
    )
    parser.add_argument("--size", type=int, default=5_000, help="profiles")
    parser.add_argument("--entries", type=int, default=200, help="entries of the FAQ")
    parser.add_argument("--growth", action="store_true", help=f"also with {GROWN} profiles")
    parser.add_argument("--quick", action="store_true", help="short rounds, and few")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.5, help="of a round")
    parser.add_argument("--queries", type=lambda text: tuple(text.split(",")), default=QUERIES, help="such as Q1,Q4")
    parser.add_argument("--server", choices=SERVERS, default="granian", help="of Balise; the others have gunicorn")
    parser.add_argument("--data", type=Path, help="where data and results are kept; none: a folder that goes away")
    parser.add_argument("--check", action="store_true", help="no times: statements and instructions against the limits")
    parser.add_argument("--update", action="store_true", help="with --check: take what is measured for the limits")
    return parser.parse_args(arguments)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code: 1 for unequal answers or a limit that is passed."""
    options = parse(arguments)
    if options.check:
        from benchmarks.check import check

        return check(update=options.update, say=say)
    if options.quick:
        options.rounds, options.seconds = 2, 0.4
    folder: Any = nullcontext(options.data.resolve()) if options.data else TemporaryDirectory(prefix="balise-bench-")
    with folder as path:
        try:
            print(_bench(options, Path(path)))
        except answers.Unequal as unequal:
            say(f"The answers are not equal. {unequal}")
            return 1
    return 0


def _bench(options: argparse.Namespace, folder: Path) -> str:
    """The tables, also written to the folder that is kept, or to the present one."""
    here = database(options.size, folder)
    result = _one(here, options, options.queries)
    parts = [report.heading(options), report.engine(here.engine, result, options.queries)]
    found = {"size": options.size, "engine": here.engine, **report.as_json(result)}
    if options.growth:
        queries = [query for query in GROWING if query in options.queries]
        grown = _one(database(GROWN, folder), options, queries)
        parts.append(report.growth(result, grown, (options.size, GROWN), queries))
        found["growth"] = {"size": GROWN, **report.as_json(grown)}
    text = "\n\n".join(parts)
    kept = (options.data or Path.cwd()).resolve()
    name = f"bench-{here.engine.lower()}-{options.size}"
    (kept / f"{name}.md").write_text(text + "\n", encoding="utf-8")
    (kept / f"{name}.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    say(f"Written: {kept / name}.md and .json")
    return text


def _one(here: Database, options: argparse.Namespace, queries: Sequence[str]) -> dict[str, Any]:
    say(f"{here.engine}: the database with {here.size} profiles")
    here.prepare(options.entries)
    say(f"{here.engine}: comparing the answers")
    found = dict(answers.compared(here, queries))
    answers.keep(here, found[COLD.name])
    contenders = (COLD, WARM, BY_HAND) if here.size == GROWN else ALL
    if GRAPPLE in contenders:  # its answers have another shape: only that there are some is checked
        found[GRAPPLE.name] = answers.probe(GRAPPLE, here, queries, at_most=2)
    statements = {name: {query: one.statements for query, one in by_query.items()} for name, by_query in found.items()}
    kinds = {COLD.name: options.server, WARM.name: options.server}
    figures, memory = measure(here, contenders, Plan(options.rounds, options.seconds, queries, kinds), say)
    return {"figures": figures, "statements": statements, "memory": memory}


if __name__ == "__main__":
    # So that the servers are stopped then too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
