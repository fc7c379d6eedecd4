"""The report «Marques dans les fiches»: what rule B7 finds in public profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from core.admin import DayColumn
from directory.admin.mark_words.access import may_read_findings
from directory.admin.mark_words.labels import field_label
from directory.admin.mark_words.links import opener
from directory.admin.spreadsheets import FrenchCsvMixin
from directory.exports.tables import cell
from directory.markcheck.selectors import is_all_checked, mark_findings
from directory.models import FindingKind, MarkFinding

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class MarkFindingFilterSet(WagtailFilterSet):
    name = django_filters.CharFilter(label="Fiche", field_name="profile__title", lookup_expr="icontains")
    kind = django_filters.MultipleChoiceFilter(
        label="Suite", choices=FindingKind.choices, widget=forms.CheckboxSelectMultiple
    )
    code = django_filters.AllValuesMultipleFilter(label="Code", widget=forms.CheckboxSelectMultiple)
    excerpt = django_filters.CharFilter(label="Passage", lookup_expr="icontains")

    class Meta:
        model = MarkFinding
        fields: list[str] = []


class FieldColumn(Column):
    def get_value(self, instance: Any) -> str:
        return field_label(instance.field.split("."))


class MarkFindingsView(FrenchCsvMixin, ReportView):
    page_title = "Marques dans les fiches"
    header_icon = "key"
    model = MarkFinding
    index_url_name = "mark_findings"
    index_results_url_name = "mark_findings_results"
    results_template_name = "directory/admin/mark_words/findings.html"
    no_results_message = "Aucun constat."
    filterset_class = MarkFindingFilterSet
    is_searchable = False
    list_export = ["profile.title", "kind", "rule", "code", "field", "excerpt", "message", "found_at"]
    export_headings = {
        "profile.title": "Fiche", "kind": "Suite", "rule": "Règle", "code": "Code", "field": "Champ",
        "excerpt": "Passage", "message": "Constat", "found_at": "Relevé le",
    }  # fmt: skip

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        written = {"kind": _kind_label, "field": _field_label}
        typed = ("profile.title", "excerpt", "message")  # by anybody: no spreadsheet runs it
        self.custom_field_preprocess: dict[str, Any] = {
            **super().custom_field_preprocess,
            **{name: {self.FORMAT_CSV: label, self.FORMAT_XLSX: label} for name, label in written.items()},
            **{name: {self.FORMAT_CSV: cell} for name in typed},
            "found_at": {self.FORMAT_CSV: _moment},  # a workbook has moments of its own
        }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_read_findings(request.user):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    @property
    def columns(self) -> list[Column]:
        open_profile = opener(self.request.user)
        return [
            TitleColumn(
                "profile",
                label="Fiche",
                accessor="profile.title",
                get_url=lambda found: open_profile(found.profile_id, found.profile.url_path),
                width="20%",
            ),
            Column("get_kind_display", label="Suite", width="10%"),
            FieldColumn("field", label="Champ", width="15%"),
            Column("excerpt", label="Passage", width="20%"),
            Column("message", label="Constat"),
            DayColumn("found_at", label="Relevé le", width="10%"),
        ]

    def get_queryset(self) -> QuerySet[MarkFinding]:
        return mark_findings()

    def get_filename(self) -> str:
        return f"marques-dans-les-fiches-{timezone.localdate():%Y-%m-%d}"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "is_being_checked": not is_all_checked()}


def _kind_label(kind: str) -> str:
    return str(FindingKind(kind).label)


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M:%S}"


def _field_label(field: str) -> str:
    return field_label(field.split("."))


class MarkFindingsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_findings(request.user)


def report_menu_item() -> MenuItem:
    return MarkFindingsMenuItem(
        "Marques dans les fiches", reverse("mark_findings"), name="mark-findings", icon_name="key", order=120
    )
