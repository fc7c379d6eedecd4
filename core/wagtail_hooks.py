"""What the media library adds to Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks

from core.media_views import private_rendition


@hooks.register("register_admin_urls")
def rendition_urls() -> list[URLPattern]:
    """Wagtail lets in only people who may use the admin, and has browsers keep nothing."""
    return [path("apercus/<path:name>", private_rendition, name="private_rendition")]
