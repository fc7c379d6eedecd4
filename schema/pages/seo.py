"""What search engines are told of the content's pages, by their type."""

from __future__ import annotations

from typing import Any

from core import content
from core.text import plain_text
from pages.models import ContentPage, FaqEntry, FaqPage, FaqSection, HomePage
from pages.rendering import render_blocks
from pages.seo import faq_data
from schema.context import Context
from schema.loading import references
from schema.pages import loading
from schema.types.page import json_ld, own_words, page_url


@json_ld.register(FaqPage)
@json_ld.register(FaqSection)
@json_ld.register(FaqEntry)
def _faq_data(page: Any, context: Context) -> dict[str, Any]:
    return faq_data(page_url(page, context), page.title, loading.questions(page, context))


@own_words.register(FaqEntry)
def _answer(entry: FaqEntry, context: Context) -> str:
    return loading.answer(entry, context).text


@own_words.register(FaqPage)
@own_words.register(HomePage)
def _introduction(page: Any, context: Context) -> str:
    return content.text(page, "introduction", references(page, context)).text


@own_words.register(ContentPage)
def _body(page: ContentPage, context: Context) -> str:
    return plain_text(render_blocks(content.stream(page, "body", references(page, context))))
