"""`./run manage doctor`: is everything all right here, and if not, what to do."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.diagnosis import PARTS, Wrong


class Command(BaseCommand):
    help = "Examines each part of the platform and says what to do about what is wrong."
    # It has to work where everything else does not.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for name, (examine, remedy) in PARTS.items():
            try:
                self.stdout.write(self.style.SUCCESS("ok      ") + f"{name}: {examine()}")
            except Exception as error:  # a part may fail in any way, and the others are examined all the same
                wrong += 1
                self.stdout.write(self.style.ERROR("WRONG   ") + f"{name}: {error or type(error).__name__}")
                self.stdout.write(f"        {error.remedy if isinstance(error, Wrong) else remedy}")
        if wrong:
            raise CommandError(f"{wrong} of {len(PARTS)} parts need attention.")
        self.stdout.write("Everything works.")
