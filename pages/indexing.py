"""What is stored of an entry for searching it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from modelsearch import index
from wagtail.models import Page

from core.text import compound_stems, stems
from core.tree import parent_path
from pages.answers import indexable_text

if TYPE_CHECKING:
    from pages.models import FaqEntry


def search_text(entry: FaqEntry) -> str:
    """Four lines of stems: the question's, the keywords', the answer's, the theme's (read by `pages.search`)."""
    keywords = " ".join(sorted(keyword.name for keyword in entry.keywords.all()))
    theme = Page.objects.filter(path=parent_path(entry)).values_list("title", flat=True).first() or ""
    texts = (entry.title, keywords, indexable_text(entry), theme)
    return "\n".join(" ".join(stems(text) + compound_stems(text)) for text in texts)


def reindex_under(page: Page) -> None:
    """Store anew what is searched of the entries under a theme, after it was renamed, or they were moved."""
    from pages.models import FaqEntry

    for entry in FaqEntry.objects.filter(path__startswith=page.path):
        entry.search_text = search_text(entry)
        FaqEntry.objects.filter(pk=entry.pk).update(search_text=entry.search_text)
        index.insert_or_update_object(entry)
