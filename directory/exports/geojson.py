"""Records as GeoJSON (RFC 7946): positions are longitude, latitude in degrees (WGS 84). Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from directory.exports.records import Record

MEDIA_TYPE = "application/geo+json"
DECIMALS = 6  # of a degree: ten centimetres, as RFC 7946 advises


def as_geojson(records: Iterable[Record]) -> Iterator[str]:
    """A feature collection, one feature a line."""
    yield '{"type": "FeatureCollection", "features": ['
    before = "\n"
    for record in records:
        yield before + json.dumps(feature(record), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def feature(record: Record) -> Mapping[str, Any]:
    """A profile; its geometry is null where it is not on the map (rule W6). What is unknown or private is null."""
    return {
        "type": "Feature",
        "id": record.slug,
        "geometry": _point(record),
        "properties": {
            "name": record.name,
            "category": str(record.category),
            "firstName": record.first_name,
            "lastName": record.last_name,
            "organisation": {
                "name": record.organisation,
                "siret": record.siret or None,
                "kind": str(record.organisation_kind),
            },
            "themes": [{"slug": slug, "name": name} for slug, name in record.themes],
            "sectors": [{"slug": slug, "name": name} for slug, name in record.sectors],
            "regions": [{"code": code, "name": name} for code, name in record.regions],
            "departments": [{"code": code, "name": name} for code, name in record.departments],
            "address": {"street": record.street or None, "postcode": record.postcode, "city": record.city},
            "precision": str(record.precision) if record.precision else None,
            "website": record.website or None,
            "socialLinks": record.social_links,
            "email": record.email or None,
            "telephone": record.telephone or None,
            "publishedOn": record.published_on and record.published_on.isoformat(),
            "regionallyListedFrom": record.regionally_listed_from and record.regionally_listed_from.isoformat(),
            "url": record.url,
        },
    }


def _point(record: Record) -> Mapping[str, Any] | None:
    if record.latitude is None or record.longitude is None:
        return None
    return {
        "type": "Point",
        "coordinates": [round(record.longitude, DECIMALS), round(record.latitude, DECIMALS)],
    }
