"""What search engines are told of a page, besides what editors wrote. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

DESCRIPTION_LENGTH = 155  # characters that search engines show


def description(text: str) -> str:
    """The beginning of a text, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: text.rfind(" ", 0, DESCRIPTION_LENGTH)].rstrip(" ,;:.") + "…"


def page_data(url: str, title: str, crumbs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """schema.org WebPage with its breadcrumb; `crumbs` are (title, address) from the home page down."""
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": title,
        "inLanguage": "fr",
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": name, "item": address}
                for position, (name, address) in enumerate(crumbs, start=1)
            ],
        },
    }
