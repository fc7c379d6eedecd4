"""Migrating with a sign of life: some 220 migrations take 20 seconds on a new database."""

from __future__ import annotations

import io
import sys
from typing import TextIO

from django.core.management import call_command

from cms.health import pending_migrations

_STEP = 20  # migrations between two lines, where lines cannot be overwritten


class _Counter(io.TextIOBase):
    """Takes what `migrate` prints and shows how far it has come."""

    def __init__(self, total: int, out: TextIO) -> None:
        self._total, self._out, self._done = total, out, 0

    def write(self, text: str) -> int:
        self._done += text.count("  Applying ")
        if "  Applying " in text:
            if self._out.isatty():
                self._out.write(f"\rMigrating the database: {self._done}/{self._total}")
                self._out.flush()
            elif self._done % _STEP == 0 or self._done == self._total:
                self._out.write(f"Migrating the database: {self._done}/{self._total}\n")
                self._out.flush()
        return len(text)


def migrate(out: TextIO = sys.stdout) -> int:
    """Apply what is pending and return how many that were; no time is spent when there is none."""
    total = len(pending_migrations())
    if total:
        call_command("migrate", interactive=False, verbosity=1, no_color=True, stdout=_Counter(total, out))
        if out.isatty():
            out.write("\n")
    return total
