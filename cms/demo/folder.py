"""The demo's data folder: everything it writes is in there, and nothing else is ever removed."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MARKER = ".balise-demo"
_OWN_FILES = ("balise.sqlite3", "balise.sqlite3-wal", "balise.sqlite3-shm", f"{MARKER}.shift")
_OWN_FOLDERS = ("private", "public")


class FolderRefused(Exception):
    """The folder cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A folder that carries the demo's marker, or that is new or empty and gets it."""

    path: Path

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.path / _OWN_FILES[0]}"

    def claim(self) -> None:
        """Make the folder ours. Raises `FolderRefused` for one with other people's files."""
        if self.path.exists() and not self.path.is_dir():
            raise FolderRefused(f"{self.path} is a file.")
        marker = self.path / MARKER
        if not marker.exists():
            if self.path.exists() and any(self.path.iterdir()):
                raise FolderRefused(f"{self.path} holds files that are not the demo's. Give a new folder: --data DIR")
            try:
                self.path.mkdir(parents=True, exist_ok=True)
                marker.write_text("Data of Balise's demo. `./run demo --reset` empties this folder.\n")
            except OSError as error:
                raise FolderRefused(f"{self.path} cannot be written: {error.strerror}.") from error

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """As long as the demo runs, nobody else resets its folder."""
        with (self.path / MARKER).open() as marker:
            fcntl.flock(marker, fcntl.LOCK_SH)
            yield

    @contextmanager
    def prepared_by_one(self) -> Iterator[None]:
        """Two demos on one folder migrate and load one after the other."""
        with (self.path / f"{MARKER}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def reset(self) -> None:
        """Remove what the demo has written. Raises `FolderRefused` while a demo runs on it."""
        with (self.path / MARKER).open() as marker:
            try:
                fcntl.flock(marker, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise FolderRefused(f"A demo is running on {self.path}: stop it first.") from error
            for name in _OWN_FILES:
                (self.path / name).unlink(missing_ok=True)
            for name in _OWN_FOLDERS:
                if (self.path / name).is_symlink():
                    raise FolderRefused(f"{self.path / name} leads elsewhere: remove it yourself.")
                if (self.path / name).exists():
                    shutil.rmtree(self.path / name)
