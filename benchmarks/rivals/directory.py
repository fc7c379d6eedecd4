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
    FROM folder
    JOIN directory_activatorprofile a ON TRUE
    JOIN wagtailcore_page p ON p.id = a.page_ptr_id
    JOIN directory_organisation o ON o.id = a.organisation_id
"""
_AFTER = "(a.sort_name, a.page_ptr_id) > (%(name)s, %(pk)s)"
_ORDER = "ORDER BY a.sort_name, a.page_ptr_id LIMIT {limit}"


def _statement(where: str, *, more: str = "", also: str = "", end: str = "") -> Statement:
    def text(themes: str) -> str:
        columns = _COLUMNS.format(themes=themes)
        source = f"{_JOINED}{also} WHERE {where} AND {PUBLIC}"
        return f"{folder('directory_directorypage')} SELECT {columns}{more} {source} {end}"

    return Statement(text(_ON_POSTGRES), text(_ON_SQLITE))


_ONE = _statement("d.slug_hash = %(digest)s", also="JOIN directory_profileaddress d ON d.profile_id = a.page_ptr_id")
_TWENTY = _statement(_AFTER, end=_ORDER.format(limit=20))
_HUNDRED = _statement(
    _AFTER,
    more=", CASE WHEN a.telephone_is_public AND a.telephone <> '' THEN a.telephone END, p.last_published_at",
    end=_ORDER.format(limit=100),
)
# The region by whatever it is called, as the API takes it; counted over all rows before the limit.
_SERVED = (
    "a.category = %(category)s AND EXISTS (SELECT 1 FROM directory_servedarea s JOIN directory_region g"
    " ON g.id = s.region_id WHERE s.profile_id = a.page_ptr_id AND g.slug = %(region)s)"
)
_FILTERED = _statement(_SERVED, more=", COUNT(*) OVER ()", end=_ORDER.format(limit=20))


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
