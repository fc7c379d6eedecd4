"""Rule W6."""

from math import inf, nan

import pytest

from core.rules import RuleKind
from directory.rules.distance import Point
from directory.rules.location import address_located, coordinates_whole, most_precise

HERE, THERE, MIDDLE = Point(48.1, -1.7), Point(48.2, -1.6), Point(48.0, -1.5)


@pytest.mark.parametrize(
    ("address", "commune", "department", "expected"),
    [
        (HERE, THERE, MIDDLE, (HERE, "ADDRESS")),
        (None, THERE, MIDDLE, (THERE, "COMMUNE")),
        (None, None, MIDDLE, (MIDDLE, "DEPARTMENT")),
    ],
)
def test_the_most_precise_point_is_taken(address, commune, department, expected):
    location = most_precise(address=address, commune=commune, department=department)
    assert location is not None
    assert (location.point, location.precision) == expected


def test_there_may_be_none():
    assert most_precise(address=None, commune=None, department=None) is None


@pytest.mark.parametrize(
    ("own", "organisation", "address_differs", "organisation_is_new", "expected"),
    [
        (True, False, True, True, None),
        (True, True, True, False, None),
        (True, False, False, True, None),
        (False, True, False, False, None),
        (False, True, False, True, None),
        (False, True, True, False, RuleKind.BLOCK),  # the company's would be a wrong place
        (False, False, False, True, RuleKind.BLOCK),
        (False, False, True, True, RuleKind.BLOCK),
        (False, False, False, False, RuleKind.WARN),
    ],
)
def test_when_coordinates_are_needed(own, organisation, address_differs, organisation_is_new, expected):
    findings = address_located(
        own=own,
        organisation=organisation,
        address_differs=address_differs,
        organisation_is_new=organisation_is_new,
    )
    assert [finding.kind for finding in findings] == ([] if expected is None else [expected])
    assert {finding.code for finding in findings} <= {"ADDRESS_NOT_LOCATED"}


@pytest.mark.parametrize(
    ("latitude", "longitude", "fields"),
    [
        (None, None, []),
        (48.1, -1.7, []),
        (-90, 180, []),
        (48.1, None, ["longitude"]),
        (None, -1.7, ["latitude"]),
        (90.1, 0, ["latitude"]),
        (0, -180.1, ["longitude"]),
        (nan, inf, ["latitude", "longitude"]),
    ],
)
def test_coordinates_are_a_place_on_earth(latitude, longitude, fields):
    findings = coordinates_whole(latitude, longitude)
    assert [finding.field for finding in findings] == [(field,) for field in fields]
    assert all(finding.kind is RuleKind.BLOCK for finding in findings)
