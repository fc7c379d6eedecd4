"""Organisations and vocabularies in the admin."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from directory.models import Organisation, Sector, Theme, ThemeFamily


class ProtectingDeleteView(DeleteView):
    """Says why a word that is in use stays, instead of failing."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except ProtectedError as error:
            messages.error(request, str(error.args[0]))
            return redirect(self.index_url_name)


class _ViewSet(ModelViewSet):
    delete_view_class = ProtectingDeleteView
    copy_view_enabled = False
    inspect_view_enabled = False


class OrganisationViewSet(_ViewSet):
    model = Organisation
    icon = "home"
    menu_label = "Organisations"
    list_display = ["name", Column("siret", label="SIRET"), Column("city", label="Commune")]
    search_fields = ["name", "siret", "city"]
    panels = [
        FieldPanel("name"),
        FieldPanel("siret"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading="Adresse",
            help_text="Sans coordonnées, la carte montre la commune ou le département.",
        ),
    ]


class ThemeFamilyViewSet(_ViewSet):
    model = ThemeFamily
    icon = "folder-open-inverse"
    menu_label = "Familles de thèmes"
    list_display = ["name", "sort_order"]
    form_fields = ["name", "sort_order"]


class ThemeViewSet(_ViewSet):
    model = Theme
    icon = "tag"
    menu_label = "Thèmes"
    list_display = ["name", "family", "sort_order"]
    list_filter = ["family"]
    form_fields = ["name", "family", "sort_order"]


class SectorViewSet(_ViewSet):
    model = Sector
    icon = "tag"
    menu_label = "Secteurs"
    list_display = ["name", "sort_order"]
    form_fields = ["name", "sort_order"]


class DirectoryGroup(ModelViewSetGroup):
    """«Annuaire» in the menu: what profiles are made of."""

    menu_label = "Annuaire"
    menu_icon = "list-ul"
    menu_order = 170
    items = (OrganisationViewSet, ThemeViewSet, ThemeFamilyViewSet, SectorViewSet)


organisation_chooser = ChooserViewSet(
    "organisation_chooser",
    model=Organisation,
    icon="home",
    choose_one_text="Choisir une organisation",
    choose_another_text="Choisir une autre organisation",
    url_filter_parameters=["q"],
)
