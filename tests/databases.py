"""Test databases: migrated once, then copied.

Applying some 220 migrations takes 20 seconds. They are applied once to a template, which is kept and known by
what it is made of (the migrations and the lock file); every test process gets a copy, fills it with what most tests
need, and keeps that as the start of every test that comes after one that has really committed something. SQLite copies
a file, PostgreSQL a database.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

BASE_DIR = Path(__file__).resolve().parents[1]
CACHE_DIR = BASE_DIR / ".pytest_cache" / "databases"

_CHOSEN = "BALISE_TEST_TEMPLATE"

Progress = Callable[[str], None]


def fingerprint() -> str:
    """What a migrated database depends on; looked at once per run, for the tree may change while it lasts."""
    if _CHOSEN in os.environ:
        return os.environ[_CHOSEN]
    found = hashlib.sha256(sys.version.encode())
    for path in (BASE_DIR / "uv.lock", *sorted(BASE_DIR.glob("*/migrations/*.py"))):
        found.update(str(path.relative_to(BASE_DIR)).encode() + path.read_bytes())
    # The parallel processes inherit it.
    os.environ[_CHOSEN] = found.hexdigest()[:12]
    return os.environ[_CHOSEN]


def _migrate(url: str) -> None:
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, str(BASE_DIR / "manage.py"), "migrate", "--verbosity=0"],
        check=True,
        cwd=BASE_DIR,
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
    )


@contextmanager
def _locked() -> Iterator[None]:
    """Two runs at the same time build one template."""
    CACHE_DIR.mkdir(parents=True, exist_ok=True)
    with (CACHE_DIR / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class SqliteDatabases:
    """Files: the templates in pytest's cache, the copies in a folder that goes away."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.gettempdir()) / f"balise-test-databases-{os.getpid()}"
        self._current = self._folder / "0.sqlite3"
        self._copies = count(1)
        self._kept: Path | None = None

    @property
    def _template(self) -> Path:
        return CACHE_DIR / f"{fingerprint()}.sqlite3"

    def prepare(self, progress: Progress) -> None:
        """Build the template unless it is there."""
        with _locked():
            if self._template.exists():
                return
            progress("Migrating the test database, once until a migration changes (about 20 s)…")
            unfinished = self._template.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            _migrate(f"sqlite:///{unfinished}")
            unfinished.rename(self._template)

    def copy(self) -> str:
        """A fresh copy; returns its name."""
        self._folder.mkdir(exist_ok=True)
        # Under another name: a browser's last request may open the older one at any moment.
        former, self._current = self._current, self._folder / f"{next(self._copies)}.sqlite3"
        shutil.copyfile(self._kept or self._template, self._current)
        for suffix in ("", "-wal", "-shm"):
            Path(f"{former}{suffix}").unlink(missing_ok=True)
        return str(self._current)

    def keep(self) -> None:
        """Have the next copies be like this one, which nobody may be connected to."""
        self._kept = self._folder / "start.sqlite3"
        shutil.copyfile(self._current, self._kept)

    def remove(self) -> None:
        """Remove the copies."""
        shutil.rmtree(self._folder, ignore_errors=True)


class PostgresDatabases:
    """Databases on the server of DATABASE_URL, whose own database is left alone."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._name = f"test_balise_{os.getpid()}"
        self._kept: str | None = None

    @property
    def _template(self) -> str:
        return f"template_balise_{fingerprint()}"

    def _at(self, name: str) -> str:
        return urlunsplit(urlsplit(self._url)._replace(path=f"/{name}"))

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._at("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _exists(self, name: str) -> bool:
        with psycopg.connect(self._at("postgres"), autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
            return found.fetchone() is not None

    def prepare(self, progress: Progress) -> None:
        """Build the template unless it is there."""
        with _locked():
            if self._exists(self._template):
                return
            progress("Migrating the test database, once until a migration changes (about 30 s)…")
            unfinished = f"{self._template}_unfinished"
            self._execute("DROP DATABASE IF EXISTS {}", unfinished)
            self._execute("CREATE DATABASE {}", unfinished)
            _migrate(self._at(unfinished))
            self._execute("ALTER DATABASE {} RENAME TO {}", unfinished, self._template)

    def copy(self) -> str:
        """A fresh copy; returns its name."""
        self._copy(self._kept or self._template, self._name)
        return self._name

    def keep(self) -> None:
        """Have the next copies be like this one, which nobody may be connected to."""
        self._kept = f"{self._name}_start"
        self._copy(self._name, self._kept)

    def remove(self) -> None:
        """Remove the copies, and whoever is still connected."""
        for name in filter(None, (self._name, self._kept)):
            self._drop(name)

    def _copy(self, source: str, target: str) -> None:
        self._drop(target)
        self._execute("CREATE DATABASE {} TEMPLATE {}", target, source)

    def _drop(self, name: str) -> None:
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def databases() -> SqliteDatabases | PostgresDatabases:
    """The kind that DATABASE_URL names; SQLite without one."""
    url = os.environ.get("DATABASE_URL", "")
    return PostgresDatabases(url) if url.startswith("postgres") else SqliteDatabases()
