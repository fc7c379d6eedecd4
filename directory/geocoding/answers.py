"""What an answer of the Base Adresse Nationale is worth. Pure.

The fields are those of the «addok» format, as documented for the national address geocoder: `type` is one of
housenumber, street, locality, municipality; `score` goes from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MIN_SCORE = 0.5  # below, the service has found something that looks like the address and is another
_EXACT = ("housenumber", "street")
_COMMUNE = ("locality", "municipality")


@dataclass(frozen=True, slots=True)
class Answer:
    """A point in degrees (WGS 84), what it stands for (ADDRESS or COMMUNE), and the postcode it lies in."""

    latitude: float
    longitude: float
    precision: str
    postcode: str


def answer_of(feature: Mapping[str, Any]) -> Answer | None:
    """What a feature says; None for one that is too unlike what was asked, or of a type that is no address.

    Raises KeyError, TypeError or ValueError for what is no feature of this format.
    """
    properties = feature["properties"]
    longitude, latitude = map(float, feature["geometry"]["coordinates"][:2])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"no point on Earth: {latitude}, {longitude}")
    if float(properties.get("score", 0)) < MIN_SCORE or properties["type"] not in (*_EXACT, *_COMMUNE):
        return None
    precision = "ADDRESS" if properties["type"] in _EXACT else "COMMUNE"
    return Answer(latitude, longitude, precision, str(properties.get("postcode") or ""))
