"""Places as the database has them: ids of departments and regions, and the point of an address as far as data tells.

The official code does not change while the platform runs, so it is read once per process.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from directory import places
from directory.rules.location import Location, most_precise

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class _Code:
    """The official code by the database's ids."""

    departments: Mapping[str, int]
    regions: Mapping[int, int]


@cache
def _code() -> _Code:
    from directory.models import Department

    rows = list(Department.objects.values_list("code", "pk", "region_id"))
    if not rows:
        raise LookupError("the departments are not loaded: run the migrations")
    return _Code({code: pk for code, pk, _ in rows}, {pk: region for _, pk, region in rows})


def department_id(postcode: str, city: str) -> int | None:
    """The id of the department that an address lies in; None for one that is in none of the 101."""
    code = places.department_code(postcode, city)
    return _code().departments.get(code) if code else None


def region_of(department: int) -> int:
    """The id of a department's region."""
    return _code().regions[department]


def departments_of(region: int) -> list[int]:
    """The ids of a region's departments."""
    return [pk for pk, found in _code().regions.items() if found == region]


def approximate(postcode: str, city: str) -> Location | None:
    """The commune's point where it is known, else the department's; None where not even that is known (rule W6)."""
    code = places.department_code(postcode, city)
    if code is None:
        return None
    return most_precise(
        address=None, commune=places.commune_point(postcode, city), department=places.department_point(code)
    )
