"""A street, and what is stored of a place."""

from __future__ import annotations

from typing import Any

from directory.rules.location import LocationPrecision

STREET = "1 rue de la Paix"
FOUND = (48.1, -1.6, LocationPrecision.ADDRESS)


def stored(place: Any) -> Any:
    return type(place).objects.get(pk=place.pk)


def point(place: Any) -> tuple[float | None, float | None, str]:
    found = stored(place)
    return found.latitude, found.longitude, found.precision


def state(place: Any) -> str:
    return str(stored(place).geocoding)
