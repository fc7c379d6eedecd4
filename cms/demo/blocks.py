"""Constructors of the demo's stream content.

Content is written with these functions as stored stream data (`{"type", "value", "id"}`). Two things are left
open until the database knows them: a reference is written `@page:key`, `@document:key` or `@image:key` and
becomes an id in `resolve`; block ids are given by `identify`, the same ones at every load.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

Block = dict[str, Any]

_NAMESPACE = UUID("6f6d2c8e-4a0b-5f4e-9b0e-0d3f1c6a7b21")
_REFERENCE = re.compile(r"@(page|document|image):([a-z0-9-]+)")


# --- rich text -------------------------------------------------------------------------------------------


def p(html: str) -> str:
    return f"<p>{html}</p>"


def h3(html: str) -> str:
    return f"<h3>{html}</h3>"


def h4(html: str) -> str:
    return f"<h4>{html}</h4>"


def b(html: str) -> str:
    return f"<b>{html}</b>"


def bullets(*items: str) -> str:
    """A bulleted list; an item may end with a list of its own."""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def numbers(*items: str) -> str:
    """A numbered list; an item may end with a list of its own."""
    return f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>"


def link(url: str, label: str) -> str:
    """A link to an outside address."""
    return f'<a href="{url}">{label}</a>'


def page_link(key: str, label: str) -> str:
    """A link to the demo's page of that key."""
    return f'<a linktype="page" id="@page:{key}">{label}</a>'


def document_link(key: str, label: str) -> str:
    """A link to the demo's document of that key."""
    return f'<a linktype="document" id="@document:{key}">{label}</a>'


# --- blocks ----------------------------------------------------------------------------------------------


def text(*html: str) -> Block:
    return {"type": "text", "value": "".join(html)}


def steps(*items: str, title: str = "") -> Block:
    """Numbered steps, each of them rich text."""
    return {"type": "steps", "value": {"title": title, "steps": [_item(item) for item in items]}}


def notice(kind: str, title: str, *html: str) -> Block:
    """A remark; `kind` is a value of `pages.blocks.NoticeKind`."""
    return {"type": "notice", "value": {"kind": kind, "title": title, "text": "".join(html)}}


def table(caption: str, headings: tuple[str, ...], *rows: tuple[str, ...]) -> Block:
    """A table of rich text cells."""
    columns = [{"type": "text", "heading": heading} for heading in headings]
    cells = [{"values": [p(cell) for cell in row]} for row in rows]
    return {"type": "table", "value": {"columns": columns, "rows": cells, "caption": caption}}


def image(key: str, alt: str) -> Block:
    return {"type": "image", "value": {"image": f"@image:{key}", "decorative": False, "alt_text": alt}}


def document(key: str, title: str = "") -> Block:
    """A download; without a title it shows the document's own."""
    return {"type": "document", "value": {"document": f"@document:{key}", "title": title}}


def links(*items: Block, title: str = "") -> Block:
    """A list of `to_page` and `to_site`."""
    return {"type": "links", "value": {"title": title, "links": [_item(item) for item in items]}}


def to_page(key: str, label: str = "") -> Block:
    """A link of a `links` block to a page; without a label it shows the page's title."""
    return {"text": label, "page": f"@page:{key}", "url": ""}


def to_site(url: str, label: str) -> Block:
    """A link of a `links` block to an outside address."""
    return {"text": label, "page": None, "url": url}


def brand_decisions(*marks: str) -> Block:
    """Who may use which mark, read from the rules; of all marks when none is named."""
    return {"type": "brand_decisions", "value": {"only": list(marks)}}


def question(title: str, *answer: Block, verdict: str = "") -> Block:
    """One question of an entry that answers several; its anchor is given when the entry is saved."""
    value = {"question": title, "anchor": "", "verdict": verdict, "answer": list(answer)}
    return {"type": "question", "value": value}


def menu_item(key: str, *children: str, title: str = "") -> Block:
    """An entry of the portal's navigation, with the keys of the pages under it."""
    value = {"page": f"@page:{key}", "title": title}
    under = [_item({"page": f"@page:{child}", "title": ""}) for child in children]
    return {"type": "item", "value": {**value, "children": under}}


def legal_item(key: str) -> Block:
    """A legal link of the portal."""
    return {"type": "item", "value": {"page": f"@page:{key}", "title": ""}}


def _item(value: Any) -> Block:
    return {"type": "item", "value": value}


# --- what the loader fills in ----------------------------------------------------------------------------


def identify(content: Any, path: str) -> Any:
    """The content with an id on every block and list item, made from its place under `path`."""
    if isinstance(content, list):
        return [identify(item, f"{path}/{position}") for position, item in enumerate(content)]
    if not isinstance(content, dict):
        return content
    named = {key: identify(value, f"{path}/{key}") for key, value in content.items()}
    return {**named, "id": str(uuid5(_NAMESPACE, path))} if {"type", "value"} <= content.keys() else named


def resolve(content: Any, find: Callable[[str, str], int]) -> Any:
    """The content with every reference replaced by `find(kind, key)`.

    A whole value becomes a number, as a chooser stores it; inside rich text it becomes the `id` of a link.
    """
    if isinstance(content, list):
        return [resolve(item, find) for item in content]
    if isinstance(content, dict):
        return {key: resolve(value, find) for key, value in content.items()}
    if not isinstance(content, str):
        return content
    if whole := _REFERENCE.fullmatch(content):
        return find(*whole.groups())
    return _REFERENCE.sub(lambda match: str(find(*match.groups())), content)
