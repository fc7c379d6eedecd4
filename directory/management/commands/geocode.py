from __future__ import annotations

import time
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.actions import geocode as actions
from directory.geocoding.service import ask
from directory.geocoding.waiting import Place, each
from directory.models import GeocodingState

FIRST_DELAY = 1  # seconds before the second attempt
FAILURES_IN_A_ROW = 3  # after these the service is down, and the others keep their attempts


class Command(BaseCommand):
    help = "Look for the exact points of addresses that have none yet, at BALISE_GEOCODING_URL."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--retry-failed", action="store_true", help="also those that were given up")

    def handle(self, *args: Any, retry_failed: bool, **options: Any) -> None:
        if not settings.BALISE_GEOCODING_URL:
            raise CommandError("BALISE_GEOCODING_URL n’est pas réglée : le géocodage est désactivé.")
        if retry_failed:
            self.stdout.write(f"{actions.retry_failed()} adresses remises en attente.")
        counts: Counter[GeocodingState] = Counter()
        failed = 0
        for place in each():
            state = self._until_answered(place)
            counts[state] += 1
            failed = failed + 1 if state == GeocodingState.FAILED else 0
            self.stderr.write(f"\r{counts.total()} adresses", ending="")
            if failed == FAILURES_IN_A_ROW:
                break
        self.stderr.write("")
        for state, number in sorted(counts.items()):
            self.stdout.write(f"{number:>7} {state.label}")
        if failed == FAILURES_IN_A_ROW:
            raise CommandError("Le service ne répond pas : les autres adresses restent en attente.")

    def _until_answered(self, place: Place) -> GeocodingState:
        url = settings.BALISE_GEOCODING_URL
        attempts = place.geocoding_attempts
        while True:
            state = actions.geocode(place, ask=lambda address: ask(address, url=url))
            attempts += 1
            if state != GeocodingState.PENDING:
                return state
            time.sleep(actions.backoff(attempts, FIRST_DELAY))
