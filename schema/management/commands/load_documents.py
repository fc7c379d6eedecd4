"""Documents that clients were built with, into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from schema.engine import manifest
from schema.engine.limits import Limits
from schema.trusted_documents import MOST, examine, load, stored


class Command(BaseCommand):
    """Loads all documents of a manifest or, if anything is wrong with one of them, none. May be repeated."""

    help = "Loads the persisted documents of a manifest (graphql-codegen's or Apollo's), or checks those loaded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("manifest", nargs="?", help="for instance src/gql/persisted-documents.json")
        parser.add_argument("--prune", action="store_true", help="remove the documents that the manifest has not")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--check", action="store_true", help="examine the loaded documents against the schema")

    def handle(
        self, *args: Any, prune: bool = False, dry_run: bool = False, check: bool = False, **options: Any
    ) -> None:
        path: str | None = options["manifest"]
        if check == bool(path):
            raise CommandError("Give a manifest, or --check.")
        if path is None:
            texts = stored()
            self._examine(texts)
            self.stdout.write(f"All {len(texts)} documents fit the schema.")
            return
        texts = self._read(path)
        self._examine(texts)
        there = stored().keys()
        if len(texts.keys() if prune else texts.keys() | there) > MOST:
            raise CommandError(f"At most {MOST} documents may be loaded: remove old ones with --prune.")
        if dry_run:
            removed = len(there - texts.keys()) if prune else 0
            self.stdout.write(f"Would add {len(texts.keys() - there)} and remove {removed}. Nothing was changed.")
            return
        done = load(texts, prune=prune, now=timezone.now())
        self.stdout.write(f"{done.added} added, {done.known} there already, {done.removed} removed.")

    def _read(self, path: str) -> dict[str, str]:
        try:
            return manifest.read(Path(path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, manifest.BadManifest) as error:
            raise CommandError(f"{path} cannot be read: {error}.") from error

    def _examine(self, texts: dict[str, str]) -> None:
        from schema.root import schema

        wrong = 0
        for verdict in examine(texts, schema.graphql_schema, Limits.from_settings()):
            short = verdict.digest[:12]
            if verdict.problems:
                wrong += 1
                self.stderr.write(f"WRONG   {short}  {'; '.join(verdict.problems)}")
            else:
                self.stdout.write(f"ok      {short}  {verdict.names}")
        if wrong:
            raise CommandError(f"{wrong} of {len(texts)} documents cannot be answered. Nothing was changed.")
