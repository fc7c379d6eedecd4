"""Giving anchors (rule E1)."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from core.text import slugify_fr

if TYPE_CHECKING:
    from wagtail.models import Page

ANCHOR_MAX_LENGTH = 100


def claim(page: Page, *, text: str, block_id: str = "") -> str:
    """The anchor of `page`, or of one of its questions: the one it has, or a new one made from `text`.

    Safe when two pages claim the same text at once: the registry's unique constraint decides, and the
    second gets «-2».
    """
    from pages.models import Anchor

    existing = Anchor.objects.filter(page_id=page.pk, block_id=block_id).first()
    if existing:
        return existing.value
    stem = slugify_fr(text, max_length=ANCHOR_MAX_LENGTH) or "question"
    taken = set(Anchor.objects.filter(value__startswith=stem).values_list("value", flat=True))
    for number in count(1):
        value = stem if number == 1 else f"{stem}-{number}"
        if value in taken:
            continue
        try:
            with transaction.atomic():
                return Anchor.objects.create(value=value, page_id=page.pk, block_id=block_id).value
        except IntegrityError:
            continue
    raise AssertionError("unreachable")
