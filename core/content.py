"""The rich fields of a page as the public may see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from core.references import Kind, ReferenceIds, References, Resolver, load_references
from core.richtext import PublicRichText, rich_text
from core.streams import PublicBlock, project_stream

if TYPE_CHECKING:
    from core.visibility import PublicScope


def stream(page: Page, field_name: str, resolve: Resolver) -> list[PublicBlock]:
    """The public blocks of a StreamField."""
    return _stream(page, page._meta.get_field(field_name), resolve)


def _stream(page: Page, field: Any, resolve: Resolver) -> list[PublicBlock]:
    return project_stream(field.stream_block, getattr(page, field.name).get_prep_value(), resolve)


def text(page: Page, field_name: str, resolve: Resolver) -> PublicRichText:
    """The public value of a rich text field."""
    return rich_text(getattr(page, field_name), resolve)


def references_of(pages: Iterable[Page], scope: PublicScope) -> References:
    """All that the rich fields and pictures of the pages point at, as far as it is public."""
    wanted = ReferenceIds()
    for page in pages:
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                _stream(page, field, wanted)
            elif isinstance(field, RichTextField):
                wanted.scan(getattr(page, field.name))
        for name in getattr(page, "image_fields", ()):
            if (image_id := getattr(page, f"{name}_id")) is not None:
                wanted(Kind.IMAGE, image_id)
    return load_references(wanted, scope)
