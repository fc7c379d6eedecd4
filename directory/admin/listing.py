"""The list of all profiles."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from core.admin import DayColumn, PageListMenuItem
from directory.admin.filters import ProfileFilterSet
from directory.models import ActivatorProfile
from directory.search import Understood, matching, wanted_words

UNREAD = ("presentation", "services", "references", "search_names", "search_offer", "search_texts", "search_all")


class NameColumn(TitleColumn):
    """The name, as it stands in the latest draft, leading to its form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            "title", label="Nom", url_name="wagtailadmin_pages:edit", accessor="get_admin_display_title", **kwargs
        )


class PlaceColumn(Column):
    """Postcode and commune, of the profile or of its organisation."""

    def get_value(self, instance: Any) -> str:
        place = instance.postal_address
        return f"{place.postcode} {place.city}".strip() or "—"


PROFILE_COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    NameColumn(sort_key="sort_name"),
    Column("get_category_display", label="Catégorie", sort_key="category", width="15%"),
    Column("organisation_name", label="Organisation", width="18%"),
    PlaceColumn("place", label="Commune", width="14%"),
    DayColumn("published_on", label="Publiée le", sort_key="published_on", width="9%"),
    Column("get_standing_display", label="Situation", sort_key="standing", width="9%"),
    PageStatusColumn("status", label="État", sort_key="live", width="9%"),
]

EXPORT = [
    "title", "category", "first_name", "last_name", "organisation_name", "siret", "standing", "live",
    "published_on", "regionally_listed_from", "email", "telephone", "website", "slug",
]  # fmt: skip
EXPORT_HEADINGS = {
    "title": "Nom affiché", "category": "Catégorie", "first_name": "Prénom", "last_name": "Nom",
    "organisation_name": "Organisation", "siret": "SIRET", "standing": "Situation", "live": "En ligne",
    "published_on": "Publiée le", "regionally_listed_from": "En région depuis le", "email": "Courriel",
    "telephone": "Téléphone", "website": "Site", "slug": "Adresse",
}  # fmt: skip


class ProfileIndexView(IndexView):
    """Profiles with their organisation, at the same number of statements for 5 and for 50."""

    add_item_label = "Ajouter une fiche"
    list_export = EXPORT
    export_headings = EXPORT_HEADINGS

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().defer(*UNREAD)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # Wagtail fetches the page's rows anew by their type, and drops what was selected with them.
        prefetch_related_objects(list(context["object_list"]), "organisation")
        return context

    def search_queryset(self, queryset: Any) -> Any:
        """The portal's own search: by names, offer and texts, one letter mistyped or not."""
        if not self.search_query:
            return queryset
        words = wanted_words(self.search_query, typed_too=True)
        profiles = ActivatorProfile.objects.all()
        every = len(words) < 2 or profiles.holding(words, every=True).exists()
        return queryset.filter(pk__in=matching(profiles, Understood(words, every)).values("pk"))

    def get_filename(self) -> str:
        return "fiches-activateurs"


class ProfileViewSet(PageListingViewSet):
    """«Activateurs» in the menu."""

    model = ActivatorProfile
    index_view_class = ProfileIndexView
    icon = "group"
    menu_label = "Activateurs"
    menu_name = "activators"
    menu_order = 160
    add_to_admin_menu = True
    menu_item_class = PageListMenuItem
    name = "activators"
    columns = PROFILE_COLUMNS
    filterset_class = ProfileFilterSet
    default_ordering = "-latest_revision_created_at"
