from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from directory.models import DirectoryPage
from directory.samples.bulk import make_profiles


class Command(BaseCommand):
    help = "Publish any number of invented profiles, quickly: for benchmarks. The same seed gives the same people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, help="how many")
        parser.add_argument("--seed", type=int, default=1, help="which ones (default: 1)")

    def handle(self, *args: Any, count: int, seed: int, **options: Any) -> None:
        if count < 1:
            raise CommandError("The count must be above 0.")
        if not DirectoryPage.objects.exists():
            raise CommandError("There is no directory page yet: create one under the home page.")
        start = time.monotonic()

        def progress(done: int) -> None:
            self.stderr.write(f"\r{done} of {count} profiles", ending="")

        make_profiles(count, seed=seed, today=timezone.localdate(), progress=progress)
        self.stderr.write("")
        self.stdout.write(f"{count} profiles in {time.monotonic() - start:.1f} s.")
