"""Distances on the globe, and the box that a circle fits into. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, degrees, isfinite, pi, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius of the Earth, as the IUGG gives it; the sphere is wrong by 0.5 % at most
_MARGIN = 1e-9  # degrees, a tenth of a millimetre: what rounding may cost at the edge of a box


@dataclass(frozen=True, slots=True)
class Point:
    """A place, in degrees (WGS 84): north and east are positive. Raises ValueError for what is no place."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not -90 <= self.latitude <= 90:
            raise ValueError(f"no latitude: {self.latitude}")
        if not -180 <= self.longitude <= 180:
            raise ValueError(f"no longitude: {self.longitude}")


@dataclass(frozen=True, slots=True)
class Box:
    """A range of latitudes, and one or two of longitudes: two where it lies across the 180th meridian.

    Bounds are in degrees, included, the smaller one first.
    """

    south: float
    north: float
    longitudes: tuple[tuple[float, float], ...]

    def __contains__(self, point: Point) -> bool:
        if not self.south <= point.latitude <= self.north:
            return False
        return any(west <= point.longitude <= east for west, east in self.longitudes)


@dataclass(frozen=True, slots=True)
class Around:
    """Everything within a distance of a place: no point outside of the box is."""

    centre: Point
    metres: int
    box: Box


def around(centre: Point, radius_km: float) -> Around:
    """What is within a radius of a place. Raises ValueError for a radius that is negative or not a number."""
    return Around(centre, int(radius_km * 1000), bounding_box(centre, radius_km))


def distance_km(one: Point, other: Point) -> float:
    """The great-circle distance in kilometres, by the haversine formula on a sphere; exact to 0.5 %.

    Exact at short range too, where the cosine formula loses its digits.
    """
    half_latitude = radians(other.latitude - one.latitude) / 2
    half_longitude = radians(other.longitude - one.longitude) / 2
    haversine = (
        sin(half_latitude) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(half_longitude) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(haversine)))


def bounding_box(centre: Point, radius_km: float) -> Box:
    """The box around every point within `radius_km` of the centre, and some more in its corners.

    Meridians draw together towards the poles: a circle is widest north of its middle, or south of it, and one that
    holds a pole touches them all. Raises ValueError for a radius that is negative or not a number.
    """
    if not (isfinite(radius_km) and radius_km >= 0):
        raise ValueError(f"no radius: {radius_km}")
    angle = radius_km / EARTH_RADIUS_KM
    margin = degrees(angle) + _MARGIN
    south, north = centre.latitude - margin, centre.latitude + margin
    everywhere = ((-180.0, 180.0),)
    if south <= -90 or north >= 90:
        return Box(max(south, -90.0), min(north, 90.0), everywhere)
    # No pole is within, so that the angle is less than a right one and this sine less than 1.
    half_width = degrees(asin(min(1.0, sin(min(angle, pi / 2)) / cos(radians(centre.latitude))))) + _MARGIN
    # Near a pole the last digits of the arc sine are lost in the slope.
    half_width += half_width * 1e-7
    if half_width >= 180:
        return Box(south, north, everywhere)
    return Box(south, north, _longitudes(centre.longitude - half_width, centre.longitude + half_width))


def _longitudes(west: float, east: float) -> tuple[tuple[float, float], ...]:
    """A range that may go past 180° on one side, as one or two that do not."""
    if west < -180:
        return (-180.0, east), (west + 360, 180.0)
    if east > 180:
        return (-180.0, east - 360), (west, 180.0)
    return ((west, east),)
