"""Giving anchors (rule E1)."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from core.text import slugify_fr

if TYPE_CHECKING:
    from wagtail.models import Page

ANCHOR_MAX_LENGTH = 100


def claim(page: Page, *, text: str, block_id: str = "", fixed: bool = False) -> str:
    """The anchor of `page`, or of one of its questions: the one it has, or a new one made from `text`.

    Until readers have seen it an anchor follows the text, or autosave would fix it on the question's first
    letters; `fixed` says that they see it from now on. Safe when two pages claim the same text at once: the
    registry's unique constraint decides, and the second gets «-2».
    """
    from pages.models import Anchor

    stem = slugify_fr(text, max_length=ANCHOR_MAX_LENGTH) or "question"
    existing = Anchor.objects.filter(page_id=page.pk, block_id=block_id).first()
    if existing and (existing.fixed or _is_made_from(existing.value, stem)):
        if fixed and not existing.fixed:
            Anchor.objects.filter(pk=existing.pk).update(fixed=True)
        return existing.value
    with transaction.atomic():
        if existing:
            existing.delete()
        return _first_free(page, stem, block_id, fixed=fixed)


def _is_made_from(value: str, stem: str) -> bool:
    return re.fullmatch(rf"{re.escape(stem)}(-\d+)?", value) is not None


def _first_free(page: Page, stem: str, block_id: str, *, fixed: bool) -> str:
    from pages.models import Anchor

    taken = set(Anchor.objects.filter(value__startswith=stem).values_list("value", flat=True))
    for number in count(1):
        value = stem if number == 1 else f"{stem}-{number}"
        if value in taken:
            continue
        try:
            with transaction.atomic():
                Anchor.objects.create(value=value, page_id=page.pk, block_id=block_id, fixed=fixed)
        except IntegrityError:
            continue
        return value
    raise AssertionError("unreachable")
