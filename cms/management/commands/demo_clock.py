"""`manage.py demo_clock`: how far the demo's clock is ahead, or moving it on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format

from cms.demo import shift
from cms.demo.clock import make_round


class Command(BaseCommand):
    help = "Move the demo's clock on and do what time does. Without an option: say what it shows."

    def add_arguments(self, parser: CommandParser) -> None:
        group = parser.add_mutually_exclusive_group()
        group.add_argument("--days", type=int, help="so many days on")
        group.add_argument("--night", action="store_true", help="to five past midnight")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only the demo's clock can be moved: set BALISE_DEMO=1.")
        try:
            move = shift.by_days(options["days"]) if options["days"] is not None else None
        except ValueError as error:
            raise CommandError(str(error)) from error
        move = shift.over_night if options["night"] else move
        if move:
            for part, count in make_round(shift.move(move, real=timezone.now())).items():
                if count:
                    self.stdout.write(f"{part}: {count}")
        self.stdout.write(f"The demo's clock shows {date_format(timezone.localtime(shift.now()), 'Y-m-d H:i')}.")
