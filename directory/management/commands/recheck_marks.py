from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from directory.actions.recheck_marks import ROUND, forget_check, recheck_profiles
from directory.markcheck.selectors import is_all_checked, mark_findings


class Command(BaseCommand):
    help = "Check public profiles by the rules and words on marks, where these have changed since the last check."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="all profiles, whether anything has changed or not")

    def handle(self, *args: Any, all: bool, **options: Any) -> None:
        if all:
            forget_check()
        checked = 0
        while done := recheck_profiles(now=timezone.now(), limit=ROUND):
            checked += done
        self.stdout.write(f"Fiches vérifiées : {checked}. Constats : {mark_findings().count()}.")
        if not is_all_checked():
            self.stderr.write("Une autre vérification est en cours : elle continue celle-ci.")
