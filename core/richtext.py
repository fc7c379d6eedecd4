"""Wagtail's stored rich text as HTML that is safe to insert, with public addresses only."""

from __future__ import annotations

from html import escape

from django.utils.functional import cached_property
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from core.addresses import document_url, media_url
from core.html import sanitise
from core.images import ImagePreset, rendition
from core.references import Kind, ReferenceIds, Resolver
from core.text import plain_text


class PublicRichText:
    """A rich text as the public may see it, rendered when first asked for."""

    def __init__(self, source: str, resolve: Resolver) -> None:
        self._source = source
        self._resolve = resolve

    @cached_property
    def html(self) -> str:
        return render_rich_text(self._source, self._resolve)

    @cached_property
    def text(self) -> str:
        return plain_text(self.html)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.html


def rich_text(source: str, resolve: Resolver) -> PublicRichText:
    """The public value of a stored rich text."""
    if isinstance(resolve, ReferenceIds):
        resolve.scan(source)
    return PublicRichText(source or "", resolve)


def _reference(attrs: dict[str, str]) -> int | None:
    value = attrs.get("id", "")
    return int(value) if value.isdecimal() else None


def render_rich_text(source: str, resolve: Resolver) -> str:
    """HTML of a rich text. A link to something that is not public loses its address, not its text."""

    def page_link(attrs: dict[str, str]) -> str:
        pk = _reference(attrs)
        link = resolve(Kind.PAGE, pk) if pk is not None else None
        return f'<a href="{escape(link.path)}">' if link else "<a>"

    def document_link(attrs: dict[str, str]) -> str:
        pk = _reference(attrs)
        document = resolve(Kind.DOCUMENT, pk) if pk is not None else None
        return f'<a href="{escape(document_url(document))}">' if document else "<a>"

    def image(attrs: dict[str, str]) -> str:
        pk = _reference(attrs)
        found = resolve(Kind.IMAGE, pk) if pk is not None else None
        if found is None or (shown := rendition(found, ImagePreset.CONTENT)) is None:
            return ""
        alt = attrs.get("alt") or found.description
        return (
            f'<img src="{escape(media_url(shown.url))}" alt="{escape(alt)}" '
            f'width="{shown.width}" height="{shown.height}">'
        )

    rewrite = MultiRuleRewriter(
        [
            LinkRewriter(rules={"page": page_link, "document": document_link}),
            EmbedRewriter(rules={"image": image}),
        ]
    )
    return sanitise(rewrite(source or ""))
