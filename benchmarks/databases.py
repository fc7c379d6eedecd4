"""The benchmark's own databases: one for each number of profiles, PostgreSQL or SQLite, reused between runs.

Without DATABASE_URL they are files in the data folder. With it they are databases beside the one it names, which is
not touched: `balise_bench_5000` and so on.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from cms.env import BASE_DIR

NAME = "balise_bench"


@dataclass(frozen=True, slots=True)
class Database:
    """A database with so many profiles, and the folder with the files that go with it."""

    url: str
    size: int
    folder: Path
    server: str | None
    """Address of PostgreSQL's own database, from which others are made; none for SQLite."""

    @property
    def engine(self) -> str:
        return "PostgreSQL" if self.server else "SQLite"

    def environment(self, settings: str = "benchmarks.settings.balise") -> dict[str, str]:
        """What a process needs to work with it; nothing of the caller's own settings comes through."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("BALISE_")}
        return inherited | {
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": self.url,
            "PYTHONPATH": str(BASE_DIR),
            "PYTHONHASHSEED": "0",
            "BALISE_DATA_DIR": str(self.folder),
            "BALISE_SECRET_KEY": "only-for-benchmarks-0123456789-abcdefghijklmnopqrstuvwxyz",
            "BALISE_BASE_URL": "https://cms.portail.example",
            "BALISE_PUBLIC_URL": "https://portail.example",
            "BALISE_ALLOWED_HOSTS": "127.0.0.1,localhost",
            "BALISE_EMAIL_URL": "dummymail://",
            "BALISE_LOG_LEVEL": "WARNING",
            "BALISE_GRAPHQL_BUDGET": "1000000000000",  # counted, and never used up
        }

    def prepare(self, entries: int) -> None:
        """Make it, bring it up to date and fill it, where that is not done yet."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.server:
            _create(self.server, urlsplit(self.url).path[1:])
        command = [sys.executable, "-m", "benchmarks.data", str(self.size), str(entries)]
        subprocess.run(command, env=self.environment(), cwd=BASE_DIR, check=True)


def database(size: int, folder: Path) -> Database:
    """The benchmark's database of this size: beside DATABASE_URL, or in the folder."""
    own = folder / f"{size}"
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        return Database(f"sqlite:///{own / 'balise.sqlite3'}", size, own, None)
    url = urlunsplit(urlsplit(given)._replace(path=f"/{NAME}_{size}"))
    return Database(url, size, own, given)


def _create(server: str, name: str) -> None:
    """Create a database of PostgreSQL, unless it is there. Plans stay on one process, whose time can be read."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}"')
        connection.execute(f'ALTER DATABASE "{name}" SET max_parallel_workers_per_gather = 0')
