"""The benchmark without a clock: statements and instructions, as ratios to the views by hand, against limits.

The limits are in `limits.json`. A ratio above its limit fails; one well below asks for `--update`, so that what was
gained is not lost again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.answers import Answers, Unequal, ensure_equal, probe
from benchmarks.contenders import BY_HAND, COLD
from benchmarks.databases import Database

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMITS = Path(__file__).with_name("limits.json")
PROFILES, ENTRIES = 200, 60
VARIANTS = 2  # sets of variables of each query
MARGIN = {"statements": 1.0, "instructions": 1.15}  # versions of Python differ in their instructions
WELL_BELOW = 0.8

Ratios = dict[str, dict[str, float]]


def check(*, update: bool, say: Callable[[str], Any]) -> int:
    """Measure, compare with the limits or write them; returns the exit code."""
    try:
        with _database(say) as database:
            found = measured(database)
    except Unequal as unequal:
        say(f"The answers are not equal. {unequal}")
        return 1
    if update:
        LIMITS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        say(f"Written: {LIMITS}")
        return 0
    limits: Ratios = json.loads(LIMITS.read_text(encoding="utf-8"))
    failures, remarks = verdicts(found, limits)
    for line in (*remarks, *failures):
        say(line)
    return 1 if failures else 0


def measured(database: Database) -> Ratios:
    """What Balise's answers take, divided by what the same answers take by hand. Raises Unequal."""
    ours = probe(COLD, database, at_most=VARIANTS, count_instructions=True)
    theirs = probe(BY_HAND, database, at_most=VARIANTS, count_instructions=True)
    ensure_equal(ours, theirs)
    return {query: ratios(answers, theirs[query]) for query, answers in ours.items()}


def ratios(ours: Answers, theirs: Answers) -> dict[str, float]:
    return {
        "statements": round(sum(ours.statements) / sum(theirs.statements), 2),
        "instructions": round(sum(ours.instructions) / sum(theirs.instructions), 2),
    }


def verdicts(found: Ratios, limits: Ratios) -> tuple[list[str], list[str]]:
    """What is above its limit, and what is worth a remark."""
    failures, remarks = [], []
    for query, ratios in found.items():
        for what, ratio in ratios.items():
            limit = limits.get(query, {}).get(what, 0.0)
            line = f"{query}: {what} {ratio} × those by hand, limit {limit}"
            if ratio > limit * MARGIN[what]:
                failures.append(f"{line}: TOO MANY")
            elif ratio < limit * WELL_BELOW:
                remarks.append(f"{line}: better; ./run bench --check --update takes it for the limit")
            else:
                remarks.append(line)
    return failures, remarks


@contextmanager
def _database(say: Callable[[str], Any]) -> Iterator[Database]:
    """A small database of SQLite that goes away: a copy of the tests' migrated one, filled."""
    from tests.databases import SqliteDatabases

    migrated = SqliteDatabases()
    migrated.prepare(say)
    with TemporaryDirectory(prefix="balise-bench-") as folder:
        try:
            database = Database(f"sqlite:///{migrated.copy()}", PROFILES, Path(folder), None)
            database.prepare(ENTRIES)
            yield database
        finally:
            migrated.remove()
