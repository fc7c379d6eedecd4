"""Which addresses want an exact point."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from directory.models import ActivatorProfile, GeocodingState, Organisation
from directory.rules.location import LocationPrecision

Place = Organisation | ActivatorProfile
WAITING = (GeocodingState.NONE, GeocodingState.PENDING)

# A point that is exact is there already, typed by somebody or found. Where even the department is unknown nothing
# could be checked; a commune without a street has no better point than the commune's.
_WANTS_POINT = (
    Q(department__isnull=False)
    & ~Q(precision=LocationPrecision.ADDRESS)
    & (~Q(street="") | (~Q(city="") & ~Q(precision=LocationPrecision.COMMUNE)))
)
# Others show their organisation's point (rule W6).
_OWN_ADDRESS = Q(address_differs=True) | Q(organisation__isnull=True)


def places(states: tuple[str, ...] = WAITING) -> list[Any]:
    """QuerySets of what wants a point and is in one of the states: organisations first, whose profiles follow."""
    wanted = _WANTS_POINT & Q(geocoding__in=states)
    return [
        Organisation.objects.filter(wanted).order_by("pk"),
        ActivatorProfile.objects.filter(wanted & _OWN_ADDRESS).order_by("pk"),
    ]


def each(states: tuple[str, ...] = WAITING) -> Iterator[Place]:
    """One after the other, each as it is when its turn comes."""
    for found in places(states):
        for pk in list(found.values_list("pk", flat=True)):
            place = found.filter(pk=pk).first()
            if place is not None:
                yield place


def wants_point(place: Place) -> bool:
    """Whether the stored row wants a point, and none was asked for since its address changed."""
    organisations, profiles = places((GeocodingState.NONE,))
    rows = organisations if isinstance(place, Organisation) else profiles
    return bool(rows.filter(pk=place.pk).exists())


def find(kind: str, pk: int) -> Place | None:
    """The place that a job was enqueued for, if it still waits."""
    organisations, profiles = places()
    place: Place | None = (organisations if kind == Organisation.__name__ else profiles).filter(pk=pk).first()
    return place
