"""Addresses of media in templates: absolute, and only of the closed list of renditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html

from core.addresses import document_url, media_url
from core.images import ImagePreset, rendition

if TYPE_CHECKING:
    from core.models import PortalDocument, PortalImage

register = template.Library()


@register.simple_tag
def document_address(document: PortalDocument) -> str:
    """The absolute address of a document."""
    return document_url(document)


@register.simple_tag
def picture(image: PortalImage, alt_text: str = "", decorative: bool = False) -> str:
    """An `img` of the CONTENT size; a decorative picture has an empty alternative text."""
    shown = rendition(image, ImagePreset.CONTENT)
    if shown is None:
        return ""
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        media_url(shown.url),
        "" if decorative else (alt_text or image.description),
        shown.width,
        shown.height,
    )
