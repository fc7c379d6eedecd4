"""One attempt at the point of an address, and what becomes of it.

NONE → PENDING (asked for) → DONE, NOT_FOUND, or after MAX_ATTEMPTS without an answer FAILED. Another address begins
again at NONE (`Located.locate`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction

from directory import geography
from directory.editions import new_edition
from directory.geocoding.service import Unreachable
from directory.models import ActivatorProfile, GeocodingState, Organisation
from directory.rules.location import LocationPrecision

if TYPE_CHECKING:
    from directory.geocoding.answers import Answer
    from directory.geocoding.waiting import Place

MAX_ATTEMPTS = 5
_COLUMNS = ("latitude", "longitude", "precision", "located_for", "geocoding", "geocoding_attempts")


def geocode(place: Place, *, ask: Callable[[str], Answer | None]) -> GeocodingState:
    """Ask for the place's point and store what comes; returns the state it is in now.

    PENDING means «try again», NONE that the answer was dropped. `ask` takes an address and raises Unreachable. No
    transaction is open while it waits for its answer, so that the row is read again before anything is written: a
    point that was typed meanwhile stays, and so does an address that has changed.
    """
    address = place.address_key
    try:
        answer = ask(address)
    except Unreachable:
        return _store(place, address, _failed)
    return _store(place, address, lambda row: _take(row, answer))


def retry_failed() -> int:
    """Put what has failed back in the queue, with all its attempts; returns how many."""
    again = {"geocoding": GeocodingState.PENDING, "geocoding_attempts": 0}
    return sum(
        model._default_manager.filter(geocoding=GeocodingState.FAILED).update(**again)
        for model in (Organisation, ActivatorProfile)
    )


def backoff(attempts: int, first: float) -> float:
    """How long to wait after so many attempts: `first`, then twice as long each time."""
    return first * 2 ** (attempts - 1)


def _failed(row: Place) -> None:
    row.geocoding_attempts += 1
    row.geocoding = GeocodingState.FAILED if row.geocoding_attempts >= MAX_ATTEMPTS else GeocodingState.PENDING


def _take(row: Place, answer: Answer | None) -> None:
    row.geocoding_attempts += 1
    if answer is None or geography.department_id(answer.postcode, "") != row.department_id:
        row.geocoding = GeocodingState.NOT_FOUND
        return
    row.geocoding = GeocodingState.DONE
    row.place(answer.latitude, answer.longitude, answer.precision)


def _store(place: Place, address: str, change: Callable[[Any], None]) -> GeocodingState:
    with transaction.atomic():
        row: Any = type(place)._default_manager.select_for_update().filter(pk=place.pk).first()
        if row is None or row.address_key != address or row.precision == LocationPrecision.ADDRESS:
            return GeocodingState.NONE
        change(row)
        if isinstance(row, Organisation):
            # Its profiles follow: see `directory.signals`.
            row.save(update_fields=_COLUMNS)
        else:
            # Not `save`: the page as it is published, and not its draft, has got a point.
            columns = {name: getattr(row, name) for name in _COLUMNS}
            ActivatorProfile.objects.filter(pk=row.pk).update(edition=new_edition(), **columns)
        return GeocodingState(row.geocoding)
