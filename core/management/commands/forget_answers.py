"""`forget_answers`: for whoever has changed the database by other means than Balise, by psql or from a backup."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from core.freshness.writes import forget_everything


class Command(BaseCommand):
    help = "Has every machine make its answers anew."

    def handle(self, *args: Any, **options: Any) -> None:
        forget_everything()
