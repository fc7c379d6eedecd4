"""Rule W6: where a profile is on the map, how precisely, and what is missing if it is not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.rules import Finding, RuleKind, finding
from directory.rules.catalogue import W6
from directory.rules.distance import Point


class LocationPrecision(StrEnum):
    """What a point is the place of, from the most precise to the least."""

    ADDRESS = "ADDRESS"  # of the address itself
    COMMUNE = "COMMUNE"  # of the commune
    DEPARTMENT = "DEPARTMENT"  # of the middle of the department


PRECISION_LABELS = {
    LocationPrecision.ADDRESS: "adresse",
    LocationPrecision.COMMUNE: "commune",
    LocationPrecision.DEPARTMENT: "département",
}


@dataclass(frozen=True, slots=True)
class Location:
    point: Point
    precision: LocationPrecision


def most_precise(*, address: Point | None, commune: Point | None, department: Point | None) -> Location | None:
    """The best of the points known of one address; None if there is none."""
    if address is not None:
        return Location(address, LocationPrecision.ADDRESS)
    if commune is not None:
        return Location(commune, LocationPrecision.COMMUNE)
    if department is not None:
        return Location(department, LocationPrecision.DEPARTMENT)
    return None


def address_located(
    *, own: bool, organisation: bool, address_differs: bool, organisation_is_new: bool
) -> list[Finding]:
    """Rule W6: blocks where coordinates are needed, warns of a profile that would not be on the map.

    They are needed when the organisation is new or the activator's address differs from its own. `own` and
    `organisation` say whether either has a point, be it that of its commune or department. The organisation's is
    inherited unless the addresses differ: it would be a wrong place.
    """
    if own or (organisation and not address_differs):
        return []
    if address_differs or organisation_is_new:
        text = "l’adresse n’a pas de coordonnées géographiques. Vérifiez le code postal et la commune, ou placez-la."
        return [finding(W6, "ADDRESS_NOT_LOCATED", ("postcode",), text)]
    text = "sans coordonnées géographiques, le profil est dans les listes mais pas sur la carte. Complétez l’adresse."
    return [finding(W6, "ADDRESS_NOT_LOCATED", ("postcode",), text, kind=RuleKind.WARN)]


def coordinates_whole(latitude: float | None, longitude: float | None) -> list[Finding]:
    """Rule W6: both coordinates, or neither, in degrees; a place on earth."""
    if (latitude is None) != (longitude is None):
        field = "longitude" if longitude is None else "latitude"
        text = "donnez la latitude et la longitude, ou aucune des deux."
        return [finding(W6, "ADDRESS_NOT_LOCATED", (field,), text)]
    return [
        finding(W6, "ADDRESS_NOT_LOCATED", (field,), f"une {field} va de -{limit} à {limit} degrés.", f"{value}")
        for field, value, limit in (("latitude", latitude, 90), ("longitude", longitude, 180))
        if value is not None and not -limit <= value <= limit  # not a number is not within either
    ]
