"""Rule W6."""

import pytest

from core.rules import RuleKind
from directory.rules.distance import Point
from directory.rules.location import Location, LocationPrecision, address_located, location_shown, most_precise

HERE, THERE, MIDDLE = Point(48.1, -1.7), Point(48.2, -1.6), Point(48.0, -1.5)
OWN, COMPANY = Location(HERE, LocationPrecision.ADDRESS), Location(THERE, LocationPrecision.COMMUNE)


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
    ("own", "organisation", "address_differs", "expected"),
    [
        (OWN, COMPANY, True, OWN),
        (OWN, COMPANY, False, OWN),
        (None, COMPANY, False, COMPANY),
        (None, COMPANY, True, None),  # the company's would be a wrong place
        (None, None, False, None),
    ],
)
def test_what_is_shown(own, organisation, address_differs, expected):
    assert location_shown(own, organisation, address_differs=address_differs) == expected


@pytest.mark.parametrize(
    ("own", "organisation", "address_differs", "organisation_is_new", "expected"),
    [
        (OWN, None, True, True, None),
        (None, COMPANY, False, False, None),
        (None, COMPANY, False, True, None),
        (None, COMPANY, True, False, RuleKind.BLOCK),
        (None, None, False, True, RuleKind.BLOCK),
        (None, None, True, True, RuleKind.BLOCK),
        (None, None, False, False, RuleKind.WARN),
    ],
)
def test_when_coordinates_are_needed(own, organisation, address_differs, organisation_is_new, expected):
    findings = address_located(
        own, organisation, address_differs=address_differs, organisation_is_new=organisation_is_new
    )
    assert [finding.kind for finding in findings] == ([] if expected is None else [expected])
    assert {finding.code for finding in findings} <= {"ADDRESS_NOT_LOCATED"}
