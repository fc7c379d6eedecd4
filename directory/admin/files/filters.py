"""Filters of the queue of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet

from directory.applications.selectors import due_soon_on, in_regions, late_on
from directory.models import Application, Category, Region
from directory.rules.states import STATUS_LABELS, Status

if TYPE_CHECKING:
    from django.db.models import QuerySet

ALL = "all"
LATE, SOON = "late", "soon"
STATUSES = [
    (ALL, "Tous les états"),
    *((str(status), label) for status, label in STATUS_LABELS.items() if status is not Status.DRAFT),
]
DEADLINES = [(LATE, "En retard"), (SOON, "Dans trois jours ou moins")]


class FileFilterSet(WagtailFilterSet):
    """Status, deadline, category, region. Files that wait for a decision unless something else is asked for."""

    status = django_filters.ChoiceFilter(
        label="État", choices=STATUSES, method="by_status", widget=forms.RadioSelect, empty_label="À décider"
    )
    deadline = django_filters.ChoiceFilter(
        label="Échéance", choices=DEADLINES, method="by_deadline", widget=forms.RadioSelect, empty_label="Toutes"
    )
    category = django_filters.MultipleChoiceFilter(
        label="Catégorie", choices=Category.choices, widget=forms.CheckboxSelectMultiple
    )
    region = django_filters.ModelMultipleChoiceFilter(
        label="Région", queryset=Region.objects.all(), method="by_region", widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Application
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Application]) -> QuerySet[Application]:
        """Whoever searches for a file wants it wherever it stands."""
        chosen: dict[str, Any] = self.form.cleaned_data
        is_searching = bool(self.data.get("q", "").strip())
        if not (chosen["status"] or is_searching):
            queryset = queryset.filter(status=Status.SUBMITTED)
        found: QuerySet[Application] = super().filter_queryset(queryset)
        return found

    def by_status(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        return queryset if value == ALL else queryset.filter(status=value)

    def by_deadline(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        today = timezone.localdate()
        condition: Q = late_on(today) if value == LATE else due_soon_on(today)
        return queryset.filter(condition)

    def by_region(self, queryset: QuerySet[Application], name: str, value: Any) -> QuerySet[Application]:
        return in_regions(queryset, value)
