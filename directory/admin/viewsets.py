"""Organisations and vocabularies in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import ProtectedError, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSetGroup

from core.admin import WordedViewSet
from core.text import fold
from directory.admin.charters import CharterViewSet
from directory.admin.forms import OrganisationForm
from directory.admin.mark_words.viewset import MarkWordViewSet
from directory.models import Organisation, Sector, StyleWord, Theme, ThemeFamily
from directory.rules.identity import normalise_siret


class ProtectingDeleteView(DeleteView):
    """Says why a word that is in use stays, instead of failing."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except ProtectedError:
            messages.error(request, f"« {self.object} » sert encore : rien n’est supprimé.")
            return redirect(self.index_url_name)


class _ViewSet(WordedViewSet):
    delete_view_class = ProtectingDeleteView
    copy_view_enabled = False
    inspect_view_enabled = False


class OrganisationViewSet(_ViewSet):
    model = Organisation
    add_label = "Ajouter une organisation"
    new_label = "Nouvelle organisation"
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
    add_label = "Ajouter une famille de thèmes"
    new_label = "Nouvelle famille de thèmes"
    icon = "folder-open-inverse"
    menu_label = "Familles de thèmes"
    list_display = ["name", "sort_order"]
    form_fields = ["name", "sort_order"]


class ThemeViewSet(_ViewSet):
    model = Theme
    add_label = "Ajouter un thème"
    new_label = "Nouveau thème"
    icon = "tag"
    menu_label = "Thèmes"
    list_display = ["name", "family", "sort_order"]
    list_filter = ["family"]
    form_fields = ["name", "family", "sort_order"]


class SectorViewSet(_ViewSet):
    model = Sector
    add_label = "Ajouter un secteur"
    new_label = "Nouveau secteur"
    icon = "tag"
    menu_label = "Secteurs"
    list_display = ["name", "sort_order"]
    form_fields = ["name", "sort_order"]


class StyleWordViewSet(_ViewSet):
    model = StyleWord
    add_label = "Ajouter un mot à éviter"
    new_label = "Nouveau mot à éviter"
    icon = "edit"
    menu_label = "Mots à éviter"
    list_display = ["expression", "kind", "suggestion"]
    list_filter = ["kind"]
    search_fields = ["expression", "suggestion"]
    form_fields = ["expression", "kind", "suggestion"]


class DirectoryGroup(ModelViewSetGroup):
    """«Annuaire» in the menu: what profiles are made of."""

    menu_label = "Annuaire"
    menu_icon = "list-ul"
    menu_order = 170
    items = (
        OrganisationViewSet, ThemeViewSet, ThemeFamilyViewSet, SectorViewSet, StyleWordViewSet, MarkWordViewSet,
        CharterViewSet,
    )  # fmt: skip


class OrganisationCreationForm(OrganisationForm):
    """A new organisation, from where it is chosen: rule W5 is searched first, in the tab beside."""

    class Meta:
        model = Organisation
        fields = ("name", "siret", "street", "postcode", "city", "latitude", "longitude")


class OrganisationFilterForm(BaseFilterForm):
    """By part of the name, accents aside, or by the beginning of the SIRET."""

    q = forms.CharField(label="Nom ou SIRET", required=False)

    def filter(self, objects: Any) -> Any:
        query = self.cleaned_data.get("q", "").strip()
        if not query:
            return super().filter(objects)
        self.is_searching, self.search_query = True, query
        by_siret = Q(siret__startswith=digits) if (digits := normalise_siret(query)).isdigit() else Q()
        return objects.filter(Q(name_folded__contains=fold(query)) | by_siret)


class ChooseOrganisationView(ChooseView):
    filter_form_class = OrganisationFilterForm


class ChooseOrganisationResultsView(ChooseResultsView):
    filter_form_class = OrganisationFilterForm


class OrganisationChooserViewSet(ChooserViewSet):
    model = Organisation
    icon = "home"
    choose_one_text = "Choisir une organisation"
    choose_another_text = "Choisir une autre organisation"
    create_action_label = "Créer l’organisation"
    creation_form_class = OrganisationCreationForm
    choose_view_class = ChooseOrganisationView
    choose_results_view_class = ChooseOrganisationResultsView


organisation_chooser = OrganisationChooserViewSet("organisation_chooser")
