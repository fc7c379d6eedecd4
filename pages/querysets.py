"""Conditions on entries, as adjectives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from core.querysets import PublicPageQuerySet
from core.text import fold
from pages.rules.validity import ValidityStatus

if TYPE_CHECKING:
    from datetime import date


def has_status(status: ValidityStatus, day: date) -> Q:
    """Rule E5 as a condition: the same decision as `pages.rules.validity.status`, by the database."""
    if status is ValidityStatus.UPCOMING:
        return Q(valid_from__gt=day)
    closed = Q(valid_until__lt=day) & ~Q(valid_from__gt=day)
    if status is ValidityStatus.CLOSED:
        return closed
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    )


class FaqEntryQuerySet(PublicPageQuerySet):
    def with_keyword(self, keyword: str) -> Self:
        """Entries that have the keyword, whatever its case and accents (two statements)."""
        tags = self.model.keywords.through.objects.values_list("tag_id", "tag__name").distinct()
        ids = [tag_id for tag_id, name in tags if fold(name) == fold(keyword)]
        return self.filter(pk__in=self.model.keywords.through.objects.filter(tag__in=ids).values("content_object"))

    def with_status(self, statuses: Iterable[ValidityStatus], day: date) -> Self:
        """Entries that are in one of the statuses on `day`; none for an empty list."""
        condition = Q(pk__in=())
        for status in set(statuses):
            condition |= has_status(status, day)
        return self.filter(condition)
