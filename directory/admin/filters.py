"""Filters of the profiles' listing and report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from wagtail.admin.filters import WagtailFilterSet

from directory.models import ActivatorProfile, Category, Region, Sector, ServedArea, Standing, Theme

if TYPE_CHECKING:
    from django.db.models import QuerySet

PUBLICATION = [
    ("live", "En ligne"),
    ("changed", "En ligne, avec des modifications en brouillon"),
    ("draft", "Hors ligne"),
]
YES_NO = [("yes", "Oui"), ("no", "Non")]


def _choices(label: str, choices: Any, **given: Any) -> django_filters.MultipleChoiceFilter:
    return django_filters.MultipleChoiceFilter(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **given
    )


def _words(label: str, model: type[Theme] | type[Sector], field: str) -> django_filters.ModelMultipleChoiceFilter:
    return django_filters.ModelMultipleChoiceFilter(
        label=label, queryset=model._default_manager.all(), field_name=field, widget=forms.CheckboxSelectMultiple
    )


class ProfileFilterSet(WagtailFilterSet):
    """Category, standing, state, themes, sectors, region, map."""

    category = _choices("Catégorie", Category.choices)
    standing = _choices("Situation", Standing.choices)
    publication = django_filters.ChoiceFilter(
        label="État", choices=PUBLICATION, method="by_publication", widget=forms.RadioSelect, empty_label="Tous"
    )
    themes = _words("Thème", Theme, "themes")
    sectors = _words("Secteur", Sector, "sectors")
    region = django_filters.ModelMultipleChoiceFilter(
        label="Région", queryset=Region.objects.all(), method="by_region", widget=forms.CheckboxSelectMultiple
    )
    on_map = django_filters.ChoiceFilter(
        label="Sur la carte", choices=YES_NO, method="by_map", widget=forms.RadioSelect, empty_label="Toutes"
    )

    class Meta:
        model = ActivatorProfile
        fields: list[str] = []

    def by_publication(self, queryset: QuerySet[ActivatorProfile], name: str, value: str) -> QuerySet[ActivatorProfile]:
        conditions: dict[str, dict[str, bool]] = {
            "live": {"live": True},
            "changed": {"live": True, "has_unpublished_changes": True},
            "draft": {"live": False},
        }
        return queryset.filter(**conditions[value])

    def by_region(
        self, queryset: QuerySet[ActivatorProfile], name: str, value: list[Region]
    ) -> QuerySet[ActivatorProfile]:
        if not value:
            return queryset
        areas = ServedArea.objects.filter(profile_id=OuterRef("pk"), region__in=value)
        return queryset.filter(Exists(areas))

    def by_map(self, queryset: QuerySet[ActivatorProfile], name: str, value: str) -> QuerySet[ActivatorProfile]:
        return queryset.filter(latitude__isnull=value == "no")
