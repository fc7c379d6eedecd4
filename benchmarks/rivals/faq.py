"""Q5 and Q7 by hand. The HTML of answers is read and not made: it was stored beside the entries (`store`)."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import orjson

from benchmarks.rivals.statements import PUBLIC, Statement, folder
from pages.rules.validity import status

TABLE = "benchmark_answer"
# A section may be hidden by itself, with what is under it.
_SECTION = f"""
    SELECT p.path, p.title, s.anchor FROM pages_faqsection s JOIN wagtailcore_page p ON p.id = s.page_ptr_id
    JOIN folder ON substr(p.path, 1, length(folder.path)) = folder.path WHERE {PUBLIC}
"""
_ENTRY = f"""
    FROM pages_faqentry e
    JOIN wagtailcore_page p ON p.id = e.page_ptr_id
    JOIN {TABLE} h ON h.entry_id = p.id
    JOIN section ON section.path = substr(p.path, 1, length(p.path) - 4)
    JOIN folder ON TRUE
    WHERE {PUBLIC}
"""
_PATH = "'/' || substr(p.url_path, length(folder.root_path) + 1)"


def _both(text: str) -> Statement:
    return Statement(text, text.replace("json_agg(", "json_group_array(").replace("json_build_object", "json_object"))


_FIFTY = _both(f"""
    {folder("pages_faqpage")}, section AS MATERIALIZED ({_SECTION})
    SELECT p.id, p.title, {_PATH}, e.anchor, e.updated_on,
      (SELECT json_agg(t.name) FROM pages_faqentrykeyword k JOIN taggit_tag t ON t.id = k.tag_id
       WHERE k.content_object_id = p.id), h.html
    {_ENTRY} AND p.path > %(path)s ORDER BY p.path LIMIT 50
""")
_WHOLE = _both(f"""
    {folder("pages_faqpage")}, section AS MATERIALIZED ({_SECTION})
    SELECT section.title, section.anchor, p.title, {_PATH}, e.anchor, e.verdict, e.valid_from, e.valid_until,
      e.updated_on, h.html,
      (SELECT json_agg(json_build_object('date', u.date, 'summary', u.summary, 'significance', u.significance))
       FROM (SELECT date, summary, significance FROM pages_datedupdate WHERE entry_id = p.id
             ORDER BY date DESC, id DESC) u),
      folder.title, '/' || substr(folder.url_path, length(folder.root_path) + 1)
    {_ENTRY} AND folder.slug = %(slug)s ORDER BY p.path
""")


def fifty(variables: Mapping[str, Any]) -> Any:
    from core.text import fold

    path = orjson.loads(base64.urlsafe_b64decode(variables["after"]))[0]
    nodes = [
        {
            "id": base64.b64encode(b"FaqEntry:%d" % pk).decode(),
            "title": title,
            "path": address,
            "anchor": anchor,
            "updatedOn": updated_on,
            "keywords": sorted(_json(keywords), key=fold),
            "answerHtml": html,
        }
        for pk, title, address, anchor, updated_on, keywords, html in _FIFTY.rows(path=path)
    ]
    return {"faqEntries": {"nodes": nodes}}


def whole(variables: Mapping[str, Any]) -> Any:
    from django.utils import timezone

    today, faq = timezone.localdate(), {}
    sections: dict[str, list[Any]] = defaultdict(list)
    titles: dict[str, str] = {}
    for row in _WHOLE.rows(slug=variables["slug"]):
        section_title, section, title, path, anchor, verdict, first, last, updated_on, html, updates, *about = row
        titles[section] = section_title
        faq = {"title": about[0], "path": about[1]}
        entry = {
            "title": title,
            "path": path,
            "anchor": anchor,
            "verdict": verdict or None,
            "status": status(first, last, today),
            "updatedOn": updated_on,
            "answerHtml": html,
            "updates": orjson.Fragment(updates) if isinstance(updates, str) else updates or [],
        }
        sections[section].append(entry)
    parts = [{"title": titles[anchor], "anchor": anchor, "entries": entries} for anchor, entries in sections.items()]
    return {"faq": {**faq, "sections": parts}}


def _json(value: Any) -> Any:
    """A list of JSON: psycopg reads it, SQLite gives its text."""
    return orjson.loads(value) if isinstance(value, str) else value or []


def store() -> None:
    """Keep the HTML of every answer in a table of its own, as a site would that renders when it publishes."""
    from django.db import connection
    from django.utils import timezone

    from core import content
    from core.visibility import PublicScope
    from pages.answers import Answer
    from pages.selectors import public_entries

    scope = PublicScope(timezone.now())
    entries = list(public_entries(scope))
    resolve = content.references_of(entries, scope)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (entry_id integer PRIMARY KEY, html text NOT NULL)")
        cursor.execute(f"DELETE FROM {TABLE}")
        rows = [(entry.pk, Answer(entry, resolve).html) for entry in entries]
        cursor.executemany(f"INSERT INTO {TABLE} VALUES (%s, %s)", rows)
