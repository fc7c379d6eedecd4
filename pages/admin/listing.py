"""The list of all entries, whatever their theme."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from pages.admin.filters import FaqEntryFilterSet
from pages.admin.queries import attach_details
from pages.models import FaqEntry


class DayColumn(Column):
    """A civil day, or a dash."""

    def get_value(self, instance: Any) -> str:
        day = super().get_value(instance)
        return f"{day:%d/%m/%Y}" if day else "—"


ENTRY_COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label="Question", sort_key="title", classname="title"),
    Column("section_title", label="Thème", width="18%"),
    Column("keyword_names", label="Mots-clés", width="18%"),
    DayColumn("updated_on", label="Mise à jour", sort_key="updated_on", width="10%"),
    PageStatusColumn("status", label="État", sort_key="live", width="10%"),
]


class FaqEntryIndexView(IndexView):
    """Entries with their theme and keywords, at the same number of statements for 5 and for 50."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().defer("search_text", "answer")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        attach_details(context["object_list"])
        return context


class FaqEntryViewSet(PageListingViewSet):
    """«FAQ» in the menu."""

    model = FaqEntry
    index_view_class = FaqEntryIndexView
    icon = "help"
    menu_label = "FAQ"
    menu_name = "faq"
    menu_order = 150
    add_to_admin_menu = True
    name = "faq"
    columns = ENTRY_COLUMNS
    filterset_class = FaqEntryFilterSet
    default_ordering = "-latest_revision_created_at"
