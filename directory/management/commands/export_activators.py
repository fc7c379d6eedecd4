from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.visibility import PublicScope
from directory.exports.geojson import as_geojson
from directory.exports.records import public_records
from directory.exports.tables import as_csv

FORMATS = {"csv": as_csv, "geojson": as_geojson}


class Command(BaseCommand):
    help = "Give the public directory, as anybody may know it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument("--output", type=Path, help="where to write it, in UTF-8 (default: the standard output)")

    def handle(self, *args: Any, format: str, output: Path | None, **options: Any) -> None:
        pieces = FORMATS[format](public_records(PublicScope(timezone.now())))
        if output is None:
            for piece in pieces:
                self.stdout.write(piece, ending="")
            return
        # Whoever reads the file meanwhile has the former one, whole.
        unfinished = output.with_name(f"{output.name}.unfinished")
        try:
            with unfinished.open("w", encoding="utf-8", newline="") as file:
                file.writelines(pieces)
            unfinished.replace(output)
        except OSError as error:
            raise CommandError(f"{output} ne s’écrit pas : {error}") from error
