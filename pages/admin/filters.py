"""Filters of the entries' listing and report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from taggit.models import Tag
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from pages.admin.queries import ReviewReason, drafts_in_moderation, needs_review, scheduled_pages
from pages.models import FaqEntry, FaqEntryKeyword, FaqSection, Verdict
from pages.querysets import FaqEntryQuerySet
from pages.rules.validity import ValidityStatus

if TYPE_CHECKING:
    from django.db.models import QuerySet

PUBLICATION = [
    ("live", "En ligne"),
    ("changed", "En ligne, avec des modifications en brouillon"),
    ("draft", "Hors ligne"),
    ("moderation", "En relecture"),
    ("scheduled", "Publication programmée"),
]
VALIDITY = [
    (ValidityStatus.UPCOMING, "À venir"),
    (ValidityStatus.OPEN, "Ouverte"),
    (ValidityStatus.CLOSED, "Close"),
]


class SectionFilter(django_filters.ModelMultipleChoiceFilter):
    """Themes; an entry is in the theme it hangs under in the tree."""

    def __init__(self) -> None:
        super().__init__(
            label="Thème",
            queryset=FaqSection.objects.order_by("path"),
            widget=forms.CheckboxSelectMultiple,
        )

    def filter(self, qs: QuerySet[FaqEntry], value: list[FaqSection]) -> QuerySet[FaqEntry]:
        if not value:
            return qs
        under = Q()
        for section in value:
            under |= Q(path__startswith=section.path)
        return qs.filter(under)


class FaqEntryFilterSet(WagtailFilterSet):
    """Theme, state, validity, last update, keyword, verdict."""

    section = SectionFilter()
    publication = django_filters.ChoiceFilter(
        label="État", choices=PUBLICATION, method="by_publication", widget=forms.RadioSelect, empty_label="Tous"
    )
    validity = django_filters.MultipleChoiceFilter(
        label="Validité", choices=VALIDITY, method="by_validity", widget=forms.CheckboxSelectMultiple
    )
    updated_on = django_filters.DateFromToRangeFilter(label="Dernière mise à jour", widget=DateRangePickerWidget)
    keyword = django_filters.ModelMultipleChoiceFilter(
        label="Mot-clé",
        queryset=lambda request: Tag.objects.filter(pk__in=FaqEntryKeyword.objects.values("tag")).order_by("name"),
        field_name="keywords",
        widget=forms.CheckboxSelectMultiple,
    )
    verdict = django_filters.ChoiceFilter(
        label="Oui ou non", choices=Verdict.choices, widget=forms.RadioSelect, empty_label="Toutes"
    )

    class Meta:
        model = FaqEntry
        fields: list[str] = []

    def by_publication(self, queryset: QuerySet[FaqEntry], name: str, value: str) -> QuerySet[FaqEntry]:
        conditions = {
            "live": Q(live=True),
            "changed": Q(live=True, has_unpublished_changes=True),
            "draft": Q(live=False),
            "moderation": Q(pk__in=drafts_in_moderation()),
            "scheduled": Q(pk__in=scheduled_pages()),
        }
        return queryset.filter(conditions[value])

    def by_validity(self, queryset: FaqEntryQuerySet, name: str, value: list[str]) -> FaqEntryQuerySet:
        statuses = [ValidityStatus(status) for status in value]
        return queryset.with_status(statuses, timezone.localdate()) if statuses else queryset


class ReviewFilterSet(WagtailFilterSet):
    """Why an entry should be read again, and its theme."""

    reason = django_filters.MultipleChoiceFilter(
        label="Raison",
        choices=[(str(reason), reason.label) for reason in ReviewReason],
        method="by_reason",
        widget=forms.CheckboxSelectMultiple,
    )
    section = SectionFilter()

    class Meta:
        model = FaqEntry
        fields: list[str] = []

    def by_reason(self, queryset: QuerySet[FaqEntry], name: str, value: list[str]) -> QuerySet[FaqEntry]:
        wanted = Q()
        for reason in value:
            wanted |= needs_review(
                ReviewReason(reason), timezone.localdate(), stale_months=settings.BALISE_STALE_MONTHS
            )
        return queryset.filter(wanted)
