"""The report «Entrées à revoir»."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import PageReportView

from core.admin import DayColumn
from pages.admin.filters import ReviewFilterSet
from pages.admin.listing import QuestionColumn
from pages.admin.queries import ReviewReason, attach_details, entries_to_review
from pages.models import FaqEntry

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ReasonColumn(Column):
    def get_value(self, instance: Any) -> str:
        return ReviewReason(instance.review_reason).label


class EntriesToReviewView(PageReportView):
    """Live entries that are old, closed or about to close."""

    page_title = "Entrées à revoir"
    header_icon = "help"
    index_url_name = "entries_to_review"
    index_results_url_name = "entries_to_review_results"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    filterset_class = ReviewFilterSet
    any_permission_required = ["add", "change", "publish"]
    context_object_name = "pages"
    no_results_message = "Rien à revoir."
    columns = [
        QuestionColumn(),
        Column("section_title", label="Thème", width="20%"),
        ReasonColumn("review_reason", label="Raison", width="12%"),
        DayColumn("updated_on", label="Mise à jour", width="12%"),
        DayColumn("valid_until", label="Valable jusqu’au", width="12%"),
    ]
    list_export = ["title", "section_title", "review_reason", "updated_on", "valid_until"]
    export_headings = {
        "title": "Question",
        "section_title": "Thème",
        "review_reason": "Raison",
        "updated_on": "Mise à jour",
        "valid_until": "Valable jusqu’au",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)

        def label(reason: str) -> str:
            return ReviewReason(reason).label

        self.custom_field_preprocess: dict[str, Any] = {
            **super().custom_field_preprocess,
            "review_reason": {self.FORMAT_CSV: label, self.FORMAT_XLSX: label},
        }

    def get_filename(self) -> str:
        return f"entrees-a-revoir-{timezone.localdate():%Y-%m-%d}"

    def get_queryset(self) -> QuerySet[FaqEntry]:
        return entries_to_review(self.request.user, timezone.localdate(), stale_months=settings.BALISE_STALE_MONTHS)

    def decorate_paginated_queryset(self, object_list: Iterable[FaqEntry]) -> Iterable[FaqEntry]:
        attach_details(object_list)
        return object_list
