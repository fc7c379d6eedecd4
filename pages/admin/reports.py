"""The report «Entrées à revoir»."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from wagtail.admin.ui.tables import Column

from core.admin import DayColumn, ReasonColumn, ReviewReportView
from pages.admin.filters import ReviewFilterSet
from pages.admin.listing import QuestionColumn
from pages.admin.queries import ReviewReason, attach_details, entries_to_review
from pages.models import FaqEntry

if TYPE_CHECKING:
    from django.db.models import QuerySet


class EntriesToReviewView(ReviewReportView):
    """Live entries that are old, closed or about to close."""

    page_title = "Entrées à revoir"
    reasons = ReviewReason
    header_icon = "help"
    index_url_name = "entries_to_review"
    index_results_url_name = "entries_to_review_results"
    filterset_class = ReviewFilterSet
    columns = [
        QuestionColumn(),
        Column("section_title", label="Thème", width="20%"),
        ReasonColumn(ReviewReason, width="12%"),
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

    def get_filename(self) -> str:
        return f"entrees-a-revoir-{timezone.localdate():%Y-%m-%d}"

    def get_queryset(self) -> QuerySet[FaqEntry]:
        return entries_to_review(self.request.user, timezone.localdate(), stale_months=settings.BALISE_STALE_MONTHS)

    def decorate_paginated_queryset(self, object_list: Iterable[FaqEntry]) -> Iterable[FaqEntry]:
        attach_details(object_list)
        return object_list
