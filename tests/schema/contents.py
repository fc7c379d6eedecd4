"""Contents that point at whatever they are given, by every kind of edge."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from PIL import Image as Picture
from wagtail.models import Page

from core.models import PortalDocument, PortalImage
from pages.models import FaqEntry


def png() -> bytes:
    """A small picture."""
    buffer = io.BytesIO()
    Picture.new("RGB", (48, 32), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def rich_text(pages: Iterable[Page], pictures: Iterable[PortalImage], documents: Iterable[PortalDocument]) -> str:
    """A stored rich text that links to, or shows, each of these."""
    parts = [f'<a linktype="page" id="{page.pk}">un lien</a>' for page in pages]
    parts += [f'<a linktype="document" id="{document.pk}">un fichier</a>' for document in documents]
    embeds = [f'<embed embedtype="image" id="{picture.pk}" format="left" alt=""/>' for picture in pictures]
    return f"<p>{' '.join(parts)}</p>{''.join(embeds)}"


def blocks(
    pages: list[Page], pictures: list[PortalImage], documents: list[PortalDocument], *, live: bool = False
) -> list[tuple[str, Any]]:
    """Every block that an answer can hold, pointing at each of these wherever it can; `live`: the tables too."""
    body = stored_blocks(pages, pictures, documents)
    if live:
        body.append({"type": "brand_decisions", "value": {"only": []}})
    question = {"question": "Une question du groupe ?", "verdict": "NO", "answer": body}
    stream = FaqEntry._meta.get_field("answer").stream_block.to_python([*body, {"type": "question", "value": question}])
    return [(child.block_type, child.value) for child in stream]


def stored_blocks(
    pages: list[Page], pictures: list[PortalImage], documents: list[PortalDocument]
) -> list[dict[str, Any]]:
    """The blocks of a body, as the database holds them."""
    text = rich_text(pages, pictures, documents)
    table = {
        "caption": "Un tableau",
        "columns": [{"type": "text", "heading": "Colonne"}],
        "rows": [{"values": [text]}],
    }
    links = [{"text": text, "page": page.pk, "url": ""} for page in pages for text in ("", "un lien")]
    links.append({"text": "Dehors", "page": None, "url": "https://exemple.example/"})
    values = [
        ("text", f"<h3>Un intertitre</h3>{text}"),
        ("steps", {"title": "Démarche", "steps": [text, "<p>Puis fin.</p>"]}),
        ("notice", {"kind": "TIP", "title": "Conseil", "text": text}),
        ("table", table),
        *(("image", {"image": picture.pk, "alt_text": "Une vue", "decorative": False}) for picture in pictures),
        *(
            ("document", {"document": document.pk, "title": title})
            for document in documents
            for title in ("", "Fichier")
        ),
        ("links", {"title": "Voir aussi", "links": links}),
    ]
    return [{"type": name, "value": value} for name, value in values]
