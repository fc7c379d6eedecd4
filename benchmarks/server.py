"""The servers under test: one worker each, on one core, and what they and their database have used."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders import Contender
from benchmarks.databases import Database
from cms.env import BASE_DIR

THREADS = 8
READY_TIMEOUT = 180  # seconds
TICK = os.sysconf("SC_CLK_TCK")  # per second: how the kernel counts CPU time
APPLICATION = "cms.wsgi:application"
SERVERS = ("gunicorn", "granian")


def command(kind: str, port: int) -> list[str]:
    """One worker with threads, without log and without an end. Django's settings say what it serves."""
    if kind == "granian":
        return [
            "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", str(THREADS),
            "--host", "127.0.0.1", "--port", str(port), "--http", "1", "--no-ws", "--log-level", "error", APPLICATION,
        ]  # fmt: skip
    return [
        "gunicorn", "--worker-class", "gthread", "--workers", "1", "--threads", str(THREADS), "--keep-alive", "75",
        "--bind", f"127.0.0.1:{port}", "--log-level", "warning", "--no-control-socket", APPLICATION,
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int

    def processes(self) -> list[int]:
        """The server's own process and those it has started."""
        found, new = [self.pid], [self.pid]
        while new:
            new = [child for pid in new for child in _children(pid)]
            found += new
        return found

    def cpu(self) -> float:
        """Seconds of CPU used so far, user and system."""
        return sum(map(cpu_of, self.processes()))

    def memory(self) -> dict[str, float]:
        """Megabytes of the worker: resident, and its share of what is shared."""
        worker = max(self.processes(), key=lambda pid: _smaps(pid)["Rss"])
        return {"rss": _smaps(worker)["Rss"] / 1024, "pss": _smaps(worker)["Pss"] / 1024}


@contextmanager
def serving(contender: Contender, database: Database, kind: str, core: int | None) -> Iterator[Server]:
    """Start the contender's server and wait until it takes connections; stop it at the end."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    started = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", *command(kind, port)],
        env=database.environment(contender.settings),
        cwd=BASE_DIR,
        start_new_session=True,
    )
    try:
        if core is not None:
            os.sched_setaffinity(started.pid, {core})
        _wait(started, port, contender.name)
        yield Server(port, started.pid)
    finally:
        started.send_signal(signal.SIGTERM)
        try:
            started.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)  # its own session: itself and its workers


def _wait(started: subprocess.Popen[bytes], port: int, name: str) -> None:
    end = time.monotonic() + READY_TIMEOUT
    while time.monotonic() < end:
        if started.poll() is not None:
            raise RuntimeError(f"the server of {name} ended with {started.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the server of {name} does not get ready")


# --- what the kernel knows --------------------------------------------------------------------------------


def cpu_of(pid: int) -> float:
    """Seconds of CPU of a process, all its threads; none for one that has ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    fields = text.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, listed.read_text().split())
    return found


def _smaps(pid: int) -> dict[str, int]:
    """Kilobytes by kind."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


class Backends:
    """The database's processes that work for the benchmark, where they are on this machine."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cpu(self) -> dict[int, float]:
        """Seconds of CPU so far of each process that serves this database; none for SQLite, which has none."""
        if self._database.server is None:
            return {}
        import psycopg

        query = "SELECT pid FROM pg_stat_activity WHERE datname = %s"
        with psycopg.connect(self._database.server) as connection:
            pids = connection.execute(query, [self._database.url.rpartition("/")[2]]).fetchall()
        return {pid: cpu_of(pid) for (pid,) in pids}

    @staticmethod
    def used(before: dict[int, float], after: dict[int, float]) -> float:
        """Seconds between two readings."""
        return sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())


def cores() -> tuple[int | None, int | None]:
    """One core for the server and another for the load; none where there is but one."""
    allowed: Sequence[int] = sorted(os.sched_getaffinity(0))
    return (allowed[0], allowed[1]) if len(allowed) > 1 else (None, None)
