"""The rich fields of a page as the public may see them."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from core.references import Kind, ReferenceIds, References, Resolver, load_references, points_at_something
from core.remembered import Remembered
from core.richtext import PublicRichText, rich_text
from core.rows import stored_text
from core.streams import PublicBlock, project_stream

if TYPE_CHECKING:
    from core.visibility import PublicScope


@dataclass(frozen=True, slots=True)
class _Known:
    """What a stored stream is known to hold."""

    wanted: tuple[tuple[Kind, Any], ...]
    """What it points at, always in the same order."""
    is_live: bool
    """Whether it shows what is not stored in it."""


_STREAMS: Remembered[_Known] = Remembered(16_000_000)
_TEXTS: Remembered[PublicRichText] = Remembered(32_000_000)
_RENDERED = 4  # what a text and its HTML take, by the length of the text


def stream(page: Page, field_name: str, resolve: Resolver) -> list[PublicBlock]:
    """The public blocks of a StreamField."""
    field: Any = page._meta.get_field(field_name)
    stored = stored_text(page, field_name)
    raw = getattr(page, field_name).get_prep_value() if stored is None else json.loads(stored)
    return project_stream(field.stream_block, raw, resolve)


def stream_key(page: Page, field_name: str, found: References) -> Hashable | None:
    """All that the public blocks of a StreamField depend on; None when that is more than what is stored."""
    stored = stored_text(page, field_name)
    if stored is None or (known := _known(page, field_name, stored)).is_live:
        return None
    return stored, found.used(known.wanted)


def text(page: Page, field_name: str, resolve: Resolver) -> PublicRichText:
    """The public value of a rich text field."""
    source = getattr(page, field_name)
    if points_at_something(source):
        return rich_text(source, resolve)
    return _TEXTS(source, lambda: rich_text(source, ReferenceIds()), _RENDERED * len(source))


def references_of(pages: Iterable[Page], scope: PublicScope) -> References:
    """All that the rich fields and pictures of the pages point at, as far as it is public.

    Fields that were not read for the answer are not shown in it, and point at nothing here.
    """
    wanted = ReferenceIds()
    for page in pages:
        for name, is_stream in _rich_fields(cast(Any, type(page))):
            if (stored := stored_text(page, name)) is not None:
                wanted.add(_known(page, name, stored).wanted)
            elif name in page.__dict__:
                if is_stream:
                    stream(page, name, wanted)
                else:
                    wanted.scan(getattr(page, name))
        for name in getattr(page, "image_fields", ()):
            if (image_id := page.__dict__.get(f"{name}_id")) is not None:
                wanted(Kind.IMAGE, image_id)
    return load_references(wanted, scope)


def _known(page: Page, name: str, stored: str) -> _Known:
    def look() -> _Known:
        wanted = ReferenceIds()
        stream(page, name, wanted)
        is_live = any(block in stored for block in _live_blocks(cast(Any, type(page)), name))
        return _Known(wanted.all(), is_live)

    return _STREAMS((type(page), name, stored), look, len(stored))


@cache
def _live_blocks(model: type[Page], field_name: str) -> tuple[str, ...]:
    """Names of the blocks, quoted as JSON has them, that show what is not stored in them (`is_live` of their class)."""
    field: Any = model._meta.get_field(field_name)
    found, looked_at = [], [field.stream_block]
    while looked_at:
        block = looked_at.pop()
        children = {**getattr(block, "child_blocks", {})}
        if hasattr(block, "child_block"):
            children["item"] = block.child_block
        found += [json.dumps(name) for name, child in children.items() if getattr(child, "is_live", False)]
        looked_at += children.values()
    return tuple(found)


@cache
def _rich_fields(model: type[Page]) -> tuple[tuple[str, bool], ...]:
    """The rich fields of a model by name, and whether each is a stream."""
    kinds = (StreamField, RichTextField)
    fields: list[Any] = [field for field in model._meta.get_fields() if isinstance(field, kinds)]
    return tuple((field.name, isinstance(field, StreamField)) for field in fields)
