from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from directory.actions.import_rows import BATCH, Import
from directory.imports.reading import Record, UnreadableFile, records
from directory.imports.report import Report, lines
from directory.models import DirectoryPage


class Command(BaseCommand):
    help = (
        "Take the State's open data export of activators into the directory, as drafts: JSON or CSV. May be repeated: "
        "what somebody has worked on since stays as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the export, in UTF-8")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, and report what would be done")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        directory = DirectoryPage.objects.first()
        if directory is None:
            raise CommandError("Il n’y a pas encore d’annuaire : créez-en la page sous l’accueil.")
        try:
            with file.open("rb") as source, _quiet("wagtail", "django_tasks"):
                report = self._take(source, Import(directory, now=timezone.now(), dry_run=dry_run))
        except (OSError, UnreadableFile) as error:
            raise CommandError(f"{file} ne se lit pas : {error}") from error
        for line in lines(report, dry_run=dry_run):
            self.stdout.write(line)

    def _take(self, source: IO[bytes], taking: Import) -> Report:
        report = Report()
        size = max(1, source.seek(0, 2))
        source.seek(0)
        for batch in _batches(records(source)):
            for line in taking.take(batch):
                report.add(line)
            # Read ahead by a buffer, hence the approximation.
            share = min(100, 100 * source.tell() // size)
            self.stderr.write(f"\r{report.total} enregistrements, {share} % du fichier", ending="")
            self.stderr.flush()
        self.stderr.write("")
        return report


@contextmanager
def _quiet(*names: str) -> Iterator[None]:
    """Several lines in the log for every page would hide the progress; the page's own history has them."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _batches(found: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(found, BATCH)):
        yield batch
