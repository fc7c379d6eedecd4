"""Q1 to Q4 as somebody would write them who wants nothing else: one statement, and the answer from its rows."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from benchmarks.rivals.statements import PUBLIC, Statement, folder

# The themes of a profile as JSON that goes into the answer as it is.
_THEMES = """
    (SELECT {aggregate} FROM (
       SELECT t.name, t.slug FROM directory_activatorprofile_themes x
       JOIN directory_theme t ON t.id = x.theme_id JOIN directory_themefamily f ON f.id = t.family_id
       WHERE x.activatorprofile_id = a.page_ptr_id ORDER BY f.sort_order, t.sort_order, t.name) t)
"""
_ON_POSTGRES = _THEMES.format(aggregate="json_agg(t)::text")
_ON_SQLITE = _THEMES.format(aggregate="json_group_array(json_object('name', name, 'slug', slug))")
_COLUMNS = """
    p.id, p.title, p.slug, '/' || substr(p.url_path, length(folder.root_path) + 1), a.category, a.first_name,
    a.last_name, o.name, a.website, a.published_on, {themes}
"""
_JOINED = """
    JOIN wagtailcore_page p ON p.id = a.page_ptr_id
    JOIN directory_organisation o ON o.id = a.organisation_id
    JOIN folder ON TRUE
"""
_AFTER = "(a.sort_name, a.page_ptr_id) > (%(name)s, %(pk)s)"
_ORDER = "ORDER BY a.sort_name, a.page_ptr_id LIMIT {limit}"


def _statement(source: str, where: str, *, before: str = "", more: str = "", end: str = "") -> Statement:
    """`source` is what gives `a`, the profiles; it comes first, for PostgreSQL keeps to the order of so many tables."""

    def text(themes: str) -> str:
        columns = _COLUMNS.format(themes=themes)
        found = f"FROM {source} {_JOINED} WHERE {where} AND {PUBLIC}"
        return f"{folder('directory_directorypage')} {before} SELECT {columns}{more} {found} {end}"

    return Statement(text(_ON_POSTGRES), text(_ON_SQLITE))


_PROFILES = "directory_activatorprofile a"
_ONE = _statement(
    f"directory_profileaddress d JOIN {_PROFILES} ON a.page_ptr_id = d.profile_id", "d.slug_hash = %(digest)s"
)
_TWENTY = _statement(_PROFILES, _AFTER, end=_ORDER.format(limit=20))
_HUNDRED = _statement(
    _PROFILES,
    _AFTER,
    more=", CASE WHEN a.telephone_is_public AND a.telephone <> '' THEN a.telephone END, p.last_published_at",
    end=_ORDER.format(limit=100),
)
# All that are found by what finds and sorts them alone; the rest is read of those that are shown.
_FOUND = f"""
    , served AS (
      SELECT s.profile_id FROM directory_region g JOIN directory_servedarea s ON s.region_id = g.id
      WHERE g.slug = %(region)s),
    found AS MATERIALIZED (
      SELECT a.page_ptr_id, a.sort_name FROM {_PROFILES} JOIN wagtailcore_page p ON p.id = a.page_ptr_id
      WHERE a.category = %(category)s AND a.page_ptr_id IN (SELECT profile_id FROM served) AND {PUBLIC})
"""
_FILTERED = _statement(
    f"(SELECT * FROM found ORDER BY sort_name, page_ptr_id LIMIT 20) n JOIN {_PROFILES} USING (page_ptr_id)",
    "TRUE",
    before=_FOUND,
    more=", (SELECT COUNT(*) FROM found)",
    end="ORDER BY a.sort_name, a.page_ptr_id",
)


def one(variables: Mapping[str, Any]) -> Any:
    digest = hashlib.sha256(variables["slug"].encode()).hexdigest()
    found = _ONE.rows(digest=digest)
    return {"activator": _profile(found[0]) if found else None}


def twenty(variables: Mapping[str, Any]) -> Any:
    return {"activators": {"nodes": [_profile(row) for row in _TWENTY.rows(**_cursor(variables["after"]))]}}


def filtered(variables: Mapping[str, Any]) -> Any:
    found = _FILTERED.rows(region=variables["region"], category=variables["category"])
    total = found[0][11] if found else 0
    return {"activators": {"totalCount": total, "nodes": [_profile(row) for row in found]}}


def hundred(variables: Mapping[str, Any]) -> Any:
    found = _HUNDRED.rows(**_cursor(variables["after"]))
    return {"activators": {"nodes": [_long_profile(row) for row in found]}}


def _cursor(text: str) -> dict[str, Any]:
    name, pk, _ = orjson.loads(base64.urlsafe_b64decode(text))
    return {"name": name, "pk": int(pk)}


def _profile(row: Sequence[Any]) -> dict[str, Any]:
    return {
        "id": base64.b64encode(b"ActivatorProfile:%d" % row[0]).decode(),
        "title": row[1],
        "slug": row[2],
        "path": row[3],
        "category": row[4],
        "firstName": row[5],
        "lastName": row[6],
        "organisation": {"name": row[7]},
        "website": row[8] or None,
        "publishedOn": row[9],
        "themes": orjson.Fragment(row[10] or b"[]"),
    }


def _long_profile(row: Sequence[Any]) -> dict[str, Any]:
    return _profile(row) | {"telephone": row[11], "lastPublishedAt": row[12]}
