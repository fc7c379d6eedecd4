"""The list of all entries, whatever their theme."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from core.admin import DayColumn, PageListMenuItem
from pages.admin.filters import FaqEntryFilterSet
from pages.admin.queries import attach_details, matching
from pages.models import FaqEntry


class QuestionColumn(TitleColumn):
    """The question, as it stands in the latest draft, leading to its form.

    Wagtail's own title column asks the database what each row's menu may offer.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            "title",
            label="Question",
            url_name="wagtailadmin_pages:edit",
            accessor="get_admin_display_title",
            **kwargs,
        )


ENTRY_COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    QuestionColumn(sort_key="title"),
    Column("section_title", label="Thème", width="18%"),
    Column("keyword_names", label="Mots-clés", width="18%"),
    DayColumn("updated_on", label="Mise à jour", sort_key="updated_on", width="10%"),
    PageStatusColumn("status", label="État", sort_key="live", width="10%"),
]


class FaqEntryIndexView(IndexView):
    """Entries with their theme and keywords, at the same number of statements for 5 and for 50."""

    add_item_label = "Ajouter une entrée"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().defer("search_text", "answer")

    def search_queryset(self, queryset: Any) -> Any:
        """Wagtail would look at titles alone."""
        if not self.is_searching:
            return queryset
        found = matching(queryset, self.search_query)
        return found if found.ordered else found.order_by("path")

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
    menu_item_class = PageListMenuItem
    name = "faq"
    columns = ENTRY_COLUMNS
    filterset_class = FaqEntryFilterSet
    default_ordering = "-latest_revision_created_at"
