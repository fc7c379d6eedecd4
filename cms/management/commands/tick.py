"""`manage.py tick`: publish what is due, warn of deadlines, deliver mail, sweep. For cron or a timer, once a minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.tick import tick


class Command(BaseCommand):
    help = "Does what time does: run it once a minute."

    def handle(self, *args: Any, **options: Any) -> None:
        done, failed = tick(timezone.now())
        for name, count in done.items():
            if count:
                self.stdout.write(f"{name}: {count}")
        if failed:
            raise CommandError(f"failed, see the log: {', '.join(failed)}")
