"""The statements of the FAQ are compiled once: whatever else they might be, they would be slow."""

from __future__ import annotations

import pytest
from django.utils import timezone

from core.visibility import PublicScope
from pages import selectors
from pages.models import FaqPage
from tests.factories.pages import make_entry, make_section

pytestmark = pytest.mark.django_db


def test_lists_under_pages_are_compiled() -> None:
    first, second = make_section(), make_section()
    entries = [make_entry("Une question ?", section=first), make_entry("Une autre ?", section=second)]
    scope = PublicScope(timezone.now())
    faqs = list(FaqPage.objects.all())
    assert len([section for group in selectors.sections_of(faqs, scope).values() for section in group]) == 2
    assert selectors.entries_of([first, second], scope)[second.path] == [entries[1]]
    for statement in (selectors._SECTIONS, selectors._ENTRIES):
        assert statement._compiled
        assert None not in statement._compiled.values()
