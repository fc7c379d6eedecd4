"""Absolute addresses, from the two origins in the settings.

`BALISE_PUBLIC_URL` is the frontend that visitors know; `BALISE_BASE_URL` is this platform, which serves media
and documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings

if TYPE_CHECKING:
    from core.models import PortalDocument


def public_url(path: str) -> str:
    """The address of a public path on the frontend."""
    return f"{settings.BALISE_PUBLIC_URL.rstrip('/')}{path}"


def media_url(url: str) -> str:
    """An absolute media address: storages elsewhere give one, the local one gives a path."""
    return urljoin(f"{settings.BALISE_BASE_URL.rstrip('/')}/", url)


def document_url(document: PortalDocument) -> str:
    """The absolute address of a document; the view behind it checks the collection again."""
    return media_url(document.url)
