"""The marks and their files in the admin: what was handed out is never replaced, only withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets import Button

from core.admin import DayColumn, WordedCreateView, WordedViewSet
from directory.actions.mark_files import add_file, withdraw_file
from directory.admin.files.queue import name_of
from directory.admin.mark_files.access import WITHDRAW, OnlyPolicy
from directory.admin.mark_files.forms import AGAIN, MarkFileForm
from directory.admin.mark_files.preview import IS_PICTURE, preview
from directory.errors import DirectoryError
from directory.models import BrandMark, MarkFile

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from accounts.models import User

_NOTHING_INVENTED = (
    "<p>Qui peut utiliser cette marque, ce sont les règles B1 à B5 qui le disent : cela ne se change pas ici. "
    "Écrivez ce qu’elles ne disent pas.</p>"
)


class BrandMarkViewSet(ModelViewSet):
    """The conditions of use of each mark; the marks are those of the rules."""

    model = BrandMark
    icon = "key"
    menu_label = "Conditions d’utilisation"
    list_display = [
        TitleColumn("name", label="Marque", url_name="brandmark:edit"),
        Column("whom_to_ask", label="À qui demander"),
    ]
    edit_handler = ObjectList([HelpPanel(_NOTHING_INVENTED), FieldPanel("guidance"), FieldPanel("contact")])
    copy_view_enabled = False
    permission_policy = OnlyPolicy(BrandMark, "change", "view")


class MarkFileFilterSet(WagtailFilterSet):
    withdrawn = django_filters.ChoiceFilter(
        label="État",
        choices=[("no", "distribué"), ("yes", "retiré")],
        method="by_withdrawal",
        empty_label="Tous",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = MarkFile
        fields = ["mark", "format"]

    def by_withdrawal(self, queryset: QuerySet[MarkFile], name: str, value: str) -> QuerySet[MarkFile]:
        return queryset.filter(withdrawn_at__isnull=value == "no")


class StateColumn(Column):
    """Whether a file is still handed out."""

    def get_value(self, instance: Any) -> str:
        return (
            f"retiré le {timezone.localtime(instance.withdrawn_at):%d/%m/%Y}" if instance.withdrawn_at else "distribué"
        )


class SizeColumn(Column):
    def get_value(self, instance: Any) -> str:
        return filesizeformat(instance.size)


class MarkFileIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[MarkFile]:
        files: QuerySet[MarkFile] = super().get_base_queryset().select_related("mark")
        return files.order_by("mark_id", "title", "-uploaded_at")


class MarkFileCreateView(WordedCreateView):
    """A file is checked by its content, kept byte for byte, and shown as it was kept."""

    def form_valid(self, form: MarkFileForm) -> HttpResponse:
        user, given = cast("User", self.request.user), form.cleaned_data
        try:
            added = add_file(
                given["mark"], title=given["title"], version=given["version"], checked=form.checked, by=user,
                now=timezone.now(),
            )  # fmt: skip
        except DirectoryError as refused:
            form.add_error(None, f"{refused} {AGAIN}")
            return cast("HttpResponse", self.form_invalid(form))
        messages.success(self.request, f"« {added} » est distribué à ceux qui peuvent utiliser la marque.")
        return redirect("markfile:inspect", added.pk)


class MarkFileInspectView(InspectView):
    page_title = "Fichier"

    def get_file_display_value(self) -> SafeString:
        url = reverse("markfile:file", args=[self.object.pk])
        shown = ""
        if self.object.format in IS_PICTURE:
            # A chequered ground would be a style of ours; grey lets white and black be seen.
            style = "max-width:24rem;max-height:24rem;background:#999;padding:1rem"
            shown = format_html('<p><img src="{}" alt="Aperçu du fichier" style="{}"></p>', url, style)
        return format_html('{}<p><a href="{}?garder=1">Télécharger le fichier</a></p>', shown, url)

    def get_size_display_value(self) -> str:
        return filesizeformat(self.object.size)

    def get_uploaded_at_display_value(self) -> str:
        return f"{timezone.localtime(self.object.uploaded_at):%d/%m/%Y à %H:%M}"

    def get_uploaded_by_display_value(self) -> str:
        return name_of(self.object.uploaded_by) or "—"

    def get_withdrawn_at_display_value(self) -> str:
        at = self.object.withdrawn_at
        return f"{timezone.localtime(at):%d/%m/%Y à %H:%M}" if at else "Non, il est distribué."

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if self.object.withdrawn_at is None and self.request.user.has_perm(WITHDRAW):
            url = reverse("markfile:withdraw", args=[self.object.pk])
            return [*buttons, Button("Ne plus distribuer", url=url, icon_name="cross", priority=30)]
        return buttons


class MarkFileHistoryView(HistoryView):
    """Leads to what the file is: nobody edits it."""

    header_buttons: ClassVar[list[Button]] = []

    def get_edit_url(self, instance: MarkFile) -> str:
        return reverse("markfile:inspect", args=[instance.pk])


def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then hand the file out no more."""
    if not request.user.has_perm(WITHDRAW):
        raise PermissionDenied
    file = get_object_or_404(MarkFile.objects.select_related("mark"), pk=pk)
    back = reverse("markfile:inspect", args=[pk])
    if file.withdrawn_at is not None:
        messages.info(request, f"« {file} » n’est déjà plus distribué.")
        return redirect(back)
    if request.method == "POST":
        withdraw_file(file, by=cast("User", request.user), now=timezone.now())
        messages.success(request, f"« {file} » n’est plus distribué, même par une adresse déjà donnée.")
        return redirect(back)
    context = {"file": file, "back": back, "downloads": file.downloads.count()}
    return TemplateResponse(request, "directory/admin/mark_files/withdraw.html", context)


class MarkFileViewSet(WordedViewSet):
    """Files come in and are withdrawn; none is changed or deleted."""

    model = MarkFile
    add_label = "Ajouter un fichier de marque"
    new_label = "Nouveau fichier de marque"
    icon = "download"
    menu_label = "Fichiers"
    list_display = [
        "title",
        "mark",
        "version",
        "format",
        SizeColumn("size", label="Taille"),
        DayColumn("uploaded_at", label="Ajouté le"),
        StateColumn("state", label="État"),
    ]
    filterset_class = MarkFileFilterSet
    edit_handler = ObjectList(
        [FieldPanel("mark"), FieldPanel("title"), FieldPanel("version"), FieldPanel("file")],
        base_form_class=MarkFileForm,
    )
    inspect_view_enabled = True
    inspect_view_fields = [
        "mark", "title", "version", "format", "file", "size", "sha256", "uploaded_at", "uploaded_by", "withdrawn_at",
    ]  # fmt: skip
    copy_view_enabled = False
    index_view_class = MarkFileIndexView
    add_view_class = MarkFileCreateView
    inspect_view_class = MarkFileInspectView
    history_view_class = MarkFileHistoryView
    permission_policy = OnlyPolicy(MarkFile, "add", "view")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<uuid:pk>/fichier/", preview, name="file"),
            path("<uuid:pk>/retirer/", withdraw, name="withdraw"),
        ]


class MarksGroup(ModelViewSetGroup):
    """«Marques» in the menu."""

    menu_label = "Marques"
    menu_icon = "key"
    menu_order = 175
    items = (BrandMarkViewSet, MarkFileViewSet)
