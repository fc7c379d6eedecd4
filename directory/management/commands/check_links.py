from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from directory.actions.check_links import check_due


class Command(BaseCommand):
    help = (
        "Check the links of files and profiles whose turn it is, in one round: does a page answer, is there a notice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=200, help="how many at most (default: 200)")

    def handle(self, *args: Any, limit: int, **options: Any) -> None:
        if not settings.BALISE_LINK_CHECKS:
            raise CommandError("BALISE_LINK_CHECKS n’est pas à 1 : les liens ne sont pas vérifiés.")
        if limit < 1:
            raise CommandError("--limit est au moins 1.")
        checked = check_due(now=timezone.now(), limit=limit)
        self.stdout.write(f"{checked} liens vérifiés." if checked > 1 else f"{checked} lien vérifié.")
