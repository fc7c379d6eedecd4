"""What is stored of an entry for searching it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.text import compound_stems, stems
from pages.answers import indexable_text

if TYPE_CHECKING:
    from pages.models import FaqEntry


def search_text(entry: FaqEntry) -> str:
    """Three lines of stems: the question's, the keywords', the answer's (read back by `pages.search`)."""
    keywords = " ".join(sorted(keyword.name for keyword in entry.keywords.all()))
    return "\n".join(" ".join(stems(text) + compound_stems(text)) for text in (
        entry.title, keywords, indexable_text(entry),
    ))  # fmt: skip
