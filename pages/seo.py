"""What search engines are told of the FAQ. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pages.answers import Question


def faq_data(url: str, title: str, questions: Iterable[Question]) -> dict[str, Any]:
    """schema.org FAQPage: one question per anchor."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "@id": url,
        "url": url,
        "name": title,
        "inLanguage": "fr",
        "mainEntity": [
            {
                "@type": "Question",
                "@id": f"{url}#{question.anchor}",
                "url": f"{url}#{question.anchor}",
                "name": question.question,
                "acceptedAnswer": {"@type": "Answer", "text": question.answer_html},
            }
            for question in questions
        ],
    }
