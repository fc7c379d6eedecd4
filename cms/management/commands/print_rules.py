"""The rules as a page of the documentation: on the screen, into the committed file, or compared with it."""

from __future__ import annotations

import difflib
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms import rulebook


class Command(BaseCommand):
    """Without an option, prints the page of the code as it is."""

    help = "Prints the rules, writes them to docs/rules.md, or checks that file against the code."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument("--write", action="store_true", help="write the committed file")
        mode.add_argument("--check", action="store_true", help="fail if the committed file is not up to date")

    def handle(self, *args: Any, write: bool = False, check: bool = False, **options: Any) -> None:
        generated = rulebook.generate()
        if write:
            rulebook.PATH.write_text(generated, encoding="utf-8")
            self.stdout.write(f"Wrote {rulebook.PATH.name}.")
        elif check:
            self._check(generated)
        else:
            self.stdout.write(generated, ending="")

    def _check(self, generated: str) -> None:
        committed = rulebook.PATH.read_text(encoding="utf-8") if rulebook.PATH.exists() else ""
        if committed == generated:
            self.stdout.write(f"{rulebook.PATH.name} is up to date.")
            return
        changes = difflib.unified_diff(
            committed.splitlines(), generated.splitlines(), "committed", "generated", lineterm="", n=0
        )
        self.stderr.write("\n".join(changes))
        raise CommandError(f"{rulebook.PATH.name} is out of date: run `manage.py print_rules --write` and look at it.")
