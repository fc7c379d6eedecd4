"""Geocoding as a job of a worker. Without a worker nothing is asked when something is saved: `manage.py geocode`
does it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from directory.actions.geocode import backoff, geocode
from directory.geocoding.service import ask
from directory.geocoding.waiting import Place, find, wants_point
from directory.models import GeocodingState

FIRST_DELAY = 60  # seconds before the second attempt


def has_worker() -> bool:
    """Whether tasks run elsewhere: the immediate backend would have the editor wait for the service."""
    return not isinstance(task_backends[find_point.backend], ImmediateBackend)


def ask_for_point(place: Place) -> None:
    """Have a worker look for the point of a place that was saved, if geocoding is on and it wants one."""
    if not settings.BALISE_GEOCODING_URL or not has_worker() or not wants_point(place):
        return
    type(place)._default_manager.filter(pk=place.pk).update(geocoding=GeocodingState.PENDING)
    place.geocoding = GeocodingState.PENDING
    # Should it be lost between the commit and the queue: `manage.py geocode` finds what is pending.
    transaction.on_commit(lambda: find_point.enqueue(type(place).__name__, place.pk), robust=True)


@task()
def find_point(kind: str, pk: int) -> str:
    """Look for the point of an organisation or profile; once more later when the service does not answer."""
    place = find(kind, pk)
    url = settings.BALISE_GEOCODING_URL
    if place is None or not url:
        return "nothing to do"
    state = geocode(place, ask=lambda address: ask(address, url=url))
    if state == GeocodingState.PENDING:
        _again(kind, pk, place.geocoding_attempts + 1)
    return str(state)


def _again(kind: str, pk: int, attempts: int) -> None:
    """Enqueue the next attempt for later, where the backend can; else it waits for `manage.py geocode`."""
    if task_backends[find_point.backend].supports_defer:
        later = timezone.now() + timedelta(seconds=backoff(attempts, FIRST_DELAY))
        find_point.using(run_after=later).enqueue(kind, pk)
