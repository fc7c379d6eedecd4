"""The schema as SDL: on the screen, into the committed file, or compared with it."""

from __future__ import annotations

import difflib
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from schema import sdl


class Command(BaseCommand):
    """Without an option, prints the SDL of the code as it is."""

    help = "Prints the GraphQL schema, writes it to schema/schema.graphql, or checks that file against the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument("--write", action="store_true", help="write the committed file")
        mode.add_argument("--check", action="store_true", help="fail if the committed file is not up to date")

    def handle(self, *args: Any, write: bool = False, check: bool = False, **options: Any) -> None:
        from schema.root import schema

        generated = sdl.generate(schema.graphql_schema)
        if write:
            sdl.PATH.write_text(generated, encoding="utf-8")
            self.stdout.write(f"Wrote {sdl.PATH.name}.")
        elif check:
            self._check(generated)
        else:
            self.stdout.write(generated, ending="")

    def _check(self, generated: str) -> None:
        committed = sdl.PATH.read_text(encoding="utf-8") if sdl.PATH.exists() else ""
        if committed == generated:
            self.stdout.write(f"{sdl.PATH.name} is up to date.")
            return
        changes = difflib.unified_diff(
            committed.splitlines(), generated.splitlines(), "committed", "generated", lineterm="", n=2
        )
        self.stderr.write("\n".join(changes))
        raise CommandError(f"{sdl.PATH.name} is out of date: run `manage.py print_schema --write` and look at it.")
