"""Pieces of the admin that every kind of page uses."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.views.reports import PageReportView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import page_permission_policy


class DayColumn(Column):
    """A civil day, or a dash."""

    def get_value(self, instance: Any) -> str:
        day = super().get_value(instance)
        return f"{day:%d/%m/%Y}" if day else "—"


class Reason(StrEnum):
    """Why a page should be looked at; the most pressing first."""

    @property
    def label(self) -> str:
        """In French, for people."""
        raise NotImplementedError


class ReviewReportView(PageReportView):
    """A report on pages with a `review_reason`, which people read in words: on the screen and in the export."""

    reasons: type[Reason]
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    any_permission_required = ["add", "change", "publish"]
    context_object_name = "pages"
    no_results_message = "Rien à revoir."

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)

        def label(reason: str) -> str:
            return self.reasons(reason).label

        self.custom_field_preprocess: dict[str, Any] = {
            **super().custom_field_preprocess,
            "review_reason": {self.FORMAT_CSV: label, self.FORMAT_XLSX: label},
        }


class ReasonColumn(Column):
    """The reason of a review, in words."""

    def __init__(self, reasons: type[Reason], **kwargs: Any) -> None:
        super().__init__("review_reason", label="Raison", **kwargs)
        self.reasons = reasons

    def get_value(self, instance: Any) -> str:
        return self.reasons(instance.review_reason).label


class PageListMenuItem(MenuItem):
    """A list of pages, for people whom it lets in."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_any_permission(request.user, IndexView.any_permission_required)


class ReportMenuItem(MenuItem):
    """A report on pages, for people who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"])


class WordedCreateView(CreateView):
    """What is made anew, in words that agree with its name: Wagtail's own are of both genders at once."""

    new_label = ""
    success_message = "Enregistré : « %(object)s »."

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()
        return [*items[:-1], {**items[-1], "label": self.new_label}] if self.new_label and items else items


class WordedViewSet(ModelViewSet):
    """Says «Ajouter une organisation» and «Nouvelle organisation», each in its own words."""

    add_label = ""
    new_label = ""
    add_view_class = WordedCreateView

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_index_view_kwargs(**{"add_item_label": self.add_label, **kwargs})
        return found

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_add_view_kwargs(**{"new_label": self.new_label, **kwargs})
        return found
