"""Every contender's answer to every request, before anything is measured: equal, or there is no benchmark."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.contenders import BY_HAND, COLD, QUERIES, WARM, Contender
from benchmarks.databases import Database
from cms.env import BASE_DIR


class Unequal(Exception):
    """Contenders answer differently, or one does not answer; the message shows where."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a contender answers, and what each answer took; in the order of the variables."""

    bodies: list[bytes] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    instructions: list[int] = field(default_factory=list)


def probe(
    contender: Contender,
    database: Database,
    queries: Sequence[str] = QUERIES,
    *,
    at_most: int | None = None,
    count_instructions: bool = False,
) -> Mapping[str, Answers]:
    """The contender's answers by query; to the first `at_most` sets of variables. Raises Unequal for an error."""
    asked = [
        (query, request)
        for query in queries
        if contender.answers(query)
        for request in contender.requests(query, database)[:at_most]
    ]
    listed = json.dumps([request for _, request in asked])
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.probe"]
    if count_instructions:
        command.append("instructions")
    run = subprocess.run(
        command,
        input=listed.encode(),
        env=database.environment(contender.settings),
        cwd=BASE_DIR,
        capture_output=True,
        check=False,
    )
    if run.returncode:
        raise Unequal(f"{contender.name} does not answer: {run.stderr.decode()[-2000:]}")
    found: dict[str, Answers] = {}
    for (query, _), (body, statements, instructions) in zip(asked, json.loads(run.stdout), strict=True):
        answers = found.setdefault(query, Answers())
        answers.bodies.append(body.encode())
        answers.statements.append(statements)
        answers.instructions.append(instructions)
    return found


def compared(database: Database, queries: Sequence[str] = QUERIES) -> Mapping[str, Mapping[str, Answers]]:
    """What Balise, with and without its cache, and the views by hand answer, by contender. Raises Unequal."""
    found = {contender.name: probe(contender, database, queries) for contender in (COLD, WARM, BY_HAND)}
    for other in (WARM, BY_HAND):
        ensure_equal(found[COLD.name], found[other.name])
    return found


def ensure_equal(ours: Mapping[str, Answers], theirs: Mapping[str, Answers]) -> None:
    """Raises Unequal with the first difference."""
    for query, answers in ours.items():
        for place, (mine, other) in enumerate(zip(answers.bodies, theirs[query].bodies, strict=True)):
            if where := difference(json.loads(mine), json.loads(other)):
                raise Unequal(f"{query}, variables {place}: {where}")


def difference(one: object, other: object, path: str = "") -> str:
    """Where two values of JSON differ first; empty when they are equal."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        pairs = [(one[key], other[key], f"{path}.{key}") for key in one]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [
            (mine, theirs, f"{path}[{place}]") for place, (mine, theirs) in enumerate(zip(one, other, strict=True))
        ]
    else:
        return "" if one == other and type(one) is type(other) else f"{path}: {one!r:.200} is not {other!r:.200}"
    return next(filter(None, (difference(*pair) for pair in pairs)), "")


def keep(database: Database, answers: Mapping[str, Answers]) -> None:
    """Store one answer of each query, of the usual size, for the static view."""
    folder = database.folder / "answers"
    folder.mkdir(exist_ok=True)
    for query, found in answers.items():
        (folder / f"{query}.json").write_bytes(sorted(found.bodies, key=len)[len(found.bodies) // 2])
