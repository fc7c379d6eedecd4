"""Interleaved rounds: every contender answers a query for a moment, then all of them again."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.contenders import Contender
from benchmarks.databases import Database
from benchmarks.server import Backends, Server, cores, serving
from cms.env import BASE_DIR

CONNECTIONS = (1, 8)
# (contender, query, connections): the median of each figure.
Figures = dict[tuple[str, str, int], dict[str, float]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how often. `kinds` is the server of each contender, by name, where it is not gunicorn."""

    rounds: int
    seconds: float
    queries: Sequence[str]
    kinds: Mapping[str, str]


def measure(
    database: Database, contenders: Sequence[Contender], plan: Plan, progress: Callable[[str], Any]
) -> tuple[Figures, dict[str, dict[str, float]]]:
    """Figures per request (CPU in ms of server and database, requests/s, latencies in ms), and memory in MB."""
    server_core, load_core = cores()
    with ExitStack() as stack:
        servers = {}
        for contender in contenders:
            progress(f"{database.engine}: starting {contender.name}")
            kind = plan.kinds.get(contender.name, "gunicorn")
            servers[contender.name] = stack.enter_context(serving(contender, database, kind, server_core))
        seen: dict[tuple[str, str, int], list[dict[str, float]]] = defaultdict(list)
        for number in range(plan.rounds + 1):
            what = f"round {number} of {plan.rounds}" if number else "warm-up"
            for query in plan.queries:
                progress(f"{database.engine}: {what}, {query}")
                for contender in contenders:
                    if not contender.answers(query):
                        continue
                    for connections in CONNECTIONS:
                        listed = _listed(contender, query, database)
                        figures = _round(
                            servers[contender.name], database, connections, plan.seconds, listed, load_core
                        )
                        if number:
                            seen[contender.name, query, connections].append(figures)
        memory = {name: server.memory() for name, server in servers.items()}
    medians = {
        key: {name: statistics.median(one[name] for one in many) for name in many[0]} for key, many in seen.items()
    }
    return medians, memory


def _listed(contender: Contender, query: str, database: Database) -> Path:
    file = database.folder / f"load-{contender.name.replace(' ', '-')}-{query}.json"
    file.write_text(json.dumps(contender.requests(query, database)), encoding="utf-8")
    return file


def _round(
    server: Server, database: Database, connections: int, seconds: float, listed: Path, core: int | None
) -> dict[str, float]:
    backends = Backends(database)
    before, cpu = backends.cpu(), server.cpu()
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", str(server.port), str(connections), str(seconds), str(listed)],
        cwd=BASE_DIR, stdout=subprocess.PIPE, check=True,
        preexec_fn=None if core is None else lambda: os.sched_setaffinity(0, {core}),
    )  # fmt: skip
    used, in_database = server.cpu() - cpu, Backends.used(before, backends.cpu())
    load = json.loads(run.stdout)
    number = load["requests"]
    return {
        "server_ms": used * 1000 / number,
        "database_ms": in_database * 1000 / number,
        "cpu_ms": (used + in_database) * 1000 / number,
        "rps": number / load["seconds"],
        "p50": load["p50"],
        "p99": load["p99"],
        "requests": number,
    }
