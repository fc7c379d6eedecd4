"""`manage.py load_demo`: the demo's content and logins, loaded once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.demo.loader import OutsideDemoError, load


class Command(BaseCommand):
    help = "Load the demo's content and logins. Does nothing if they are there already."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load(now=timezone.now(), progress=self.stdout.write)
        except OutsideDemoError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("The demo is loaded." if loaded else "The demo was loaded already.")
