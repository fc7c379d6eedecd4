"""Distances, and the boxes that keep the database from measuring all of them."""

from math import asin, atan2, cos, degrees, inf, nan, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.distance import EARTH_RADIUS_KM, Box, Point, bounding_box, distance_km

PARIS = Point(48.8566, 2.3522)
LYON = Point(45.7640, 4.8357)
SAINT_DENIS = Point(-20.8789, 55.4481)  # La Réunion
MATA_UTU = Point(-13.2825, -176.1736)  # Wallis
SUVA = Point(-18.1416, 178.4419)  # Fiji, across the 180th meridian

LATITUDES = st.floats(-90, 90) | st.sampled_from([-90, -89.999999, 0, 89.999999, 90])
LONGITUDES = st.floats(-180, 180) | st.sampled_from([-180, -179.999999, 0, 179.999999, 180])
POINTS = st.builds(Point, LATITUDES, LONGITUDES)
HALF_WAY_ROUND = pi * EARTH_RADIUS_KM


def travel(start: Point, bearing: float, kilometres: float) -> Point:
    """Where one arrives on a great circle, setting out at a bearing in radians."""
    angle, latitude = kilometres / EARTH_RADIUS_KM, radians(start.latitude)
    arrival = asin(max(-1, min(1, sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(bearing))))
    turn = atan2(sin(bearing) * sin(angle) * cos(latitude), cos(angle) - sin(latitude) * sin(arrival))
    longitude = (start.longitude + degrees(turn) + 540) % 360 - 180
    return Point(degrees(arrival), longitude)


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        (PARIS, LYON, 391.5),
        (PARIS, SAINT_DENIS, 9353),
        (MATA_UTU, SUVA, 786),  # and not most of the way round
        (Point(0, 0), Point(0, 180), HALF_WAY_ROUND),
        (Point(90, 12), Point(-90, -100), HALF_WAY_ROUND),
        (Point(90, 0), Point(90, 180), 0),
        (Point(10, 180), Point(10, -180), 0),
        (Point(0, 0), Point(0, 1), HALF_WAY_ROUND / 180),
        (Point(48, 2), Point(48.000009, 2), 0.001),  # a metre
    ],
)
def test_distances(one, other, kilometres):
    assert distance_km(one, other) == pytest.approx(kilometres, rel=5e-3, abs=1e-6)


@given(POINTS, POINTS)
def test_distance_is_symmetric_and_at_most_half_way_round(one, other):
    assert distance_km(one, other) == pytest.approx(distance_km(other, one), abs=1e-9)
    assert 0 <= distance_km(one, other) <= HALF_WAY_ROUND
    assert distance_km(one, one) == 0


@given(POINTS, POINTS, st.floats(0, 21_000))
def test_whatever_is_within_the_radius_is_in_the_box(centre, point, radius):
    if distance_km(centre, point) <= radius:
        assert point in bounding_box(centre, radius)


@given(POINTS, st.floats(0, 2 * pi), st.floats(0, 1), st.floats(0, 20_100) | st.floats(0, 100))
def test_also_up_to_the_edge(centre, bearing, fraction, radius):
    point = travel(centre, bearing, radius * fraction)
    if distance_km(centre, point) <= radius:
        assert point in bounding_box(centre, radius)


@given(POINTS, st.floats(0, 21_000))
def test_ranges_are_ranges(centre, radius):
    box = bounding_box(centre, radius)
    assert -90 <= box.south <= box.north <= 90
    assert 1 <= len(box.longitudes) <= 2
    for west, east in box.longitudes:
        assert -180 <= west <= east <= 180


def test_the_box_is_hardly_larger_than_the_circle():
    box = bounding_box(PARIS, 50)
    [(west, east)] = box.longitudes
    assert distance_km(PARIS, Point(box.north, PARIS.longitude)) == pytest.approx(50, rel=1e-4)
    assert distance_km(PARIS, Point(box.south, PARIS.longitude)) == pytest.approx(50, rel=1e-4)
    assert distance_km(PARIS, Point(PARIS.latitude, east)) == pytest.approx(50, rel=1e-3)
    assert east - PARIS.longitude == pytest.approx(PARIS.longitude - west)


def test_across_the_180th_meridian_there_are_two_ranges():
    box = bounding_box(MATA_UTU, 800)
    assert len(box.longitudes) == 2
    assert SUVA in box
    assert PARIS not in box
    assert MATA_UTU in bounding_box(SUVA, 800)


def test_a_circle_that_holds_a_pole_touches_every_meridian():
    box = bounding_box(Point(89, 10), 200)
    assert (box.north, box.longitudes) == (90, ((-180, 180),))
    assert box.south == pytest.approx(87.2, abs=0.1)
    assert bounding_box(Point(-90, 0), 1).longitudes == ((-180, 180),)


def test_a_circle_may_be_the_globe():
    assert bounding_box(PARIS, 25_000) == Box(-90, 90, ((-180, 180),))


@pytest.mark.parametrize("radius", [-1, nan, inf])
def test_what_is_no_radius(radius):
    with pytest.raises(ValueError, match="no radius"):
        bounding_box(PARIS, radius)


@pytest.mark.parametrize("place", [(91, 0), (-91, 0), (0, 181), (0, -181), (nan, 0), (0, nan), (inf, 0)])
def test_what_is_no_place(place):
    with pytest.raises(ValueError, match="no l"):
        Point(*place)
