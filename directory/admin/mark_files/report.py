"""The report «Téléchargements des marques»: who was given which file, and when (rule B6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from directory.admin.mark_files.access import READ_DOWNLOADS
from directory.admin.spreadsheets import FrenchCsvMixin
from directory.exports.tables import cell
from directory.models import BrandMark, MarkDownload, MarkFormat

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

ERASED = "personne effacée"


def who(download: MarkDownload) -> str:
    """The name of the person's page, or of their account."""
    account = download.account
    if account is None:
        return ERASED
    profile = getattr(account, "profile", None)
    return (profile.title if profile else "") or account.get_full_name() or account.get_username()


class DownloadFilterSet(WagtailFilterSet):
    mark = django_filters.ModelChoiceFilter(
        label="Marque", field_name="file__mark", queryset=BrandMark.objects.all(), empty_label="Toutes"
    )
    at = django_filters.DateFromToRangeFilter(label="Quand", widget=DateRangePickerWidget)
    who = django_filters.CharFilter(label="Qui", method="by_person")

    class Meta:
        model = MarkDownload
        fields: list[str] = []

    def by_person(self, queryset: QuerySet[MarkDownload], name: str, value: str) -> QuerySet[MarkDownload]:
        """By part of the name or of the address."""
        return queryset.filter(
            Q(account__profile__title__icontains=value)
            | Q(account__email__icontains=value)
            | Q(account__last_name__icontains=value)
        )


class WhoColumn(Column):
    def get_value(self, instance: Any) -> str:
        return who(instance)


class MomentColumn(Column):
    def get_value(self, instance: Any) -> str:
        return f"{timezone.localtime(instance.at):%d/%m/%Y %H:%M}"


class DownloadsView(FrenchCsvMixin, ReportView):
    page_title = "Téléchargements des marques"
    header_icon = "download"
    model = MarkDownload
    index_url_name = "mark_downloads"
    index_results_url_name = "mark_downloads_results"
    no_results_message = "Aucun téléchargement."
    filterset_class = DownloadFilterSet
    is_searchable = False
    columns = [
        MomentColumn("at", label="Quand", width="15%"),
        WhoColumn("who", label="Qui", width="20%"),
        Column("account.email", label="Compte", width="20%"),
        Column("file.mark", label="Marque", width="15%"),
        Column("file.title", label="Fichier"),
        Column("file.version", label="Version", width="8%"),
        Column("file.get_format_display", label="Format", width="7%"),
    ]
    list_export = [
        "at",
        "who",
        "account.email",
        "file.mark",
        "file.title",
        "file.version",
        "file.format",
        "file.sha256",
    ]
    export_headings = {
        "at": "Quand", "who": "Qui", "account.email": "Compte", "file.mark": "Marque", "file.title": "Fichier",
        "file.version": "Version", "file.format": "Format", "file.sha256": "SHA-256",
    }  # fmt: skip

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(READ_DOWNLOADS):
            raise PermissionDenied
        return cast("HttpResponseBase", super().dispatch(request, *args, **kwargs))

    def get_queryset(self) -> QuerySet[MarkDownload]:
        return MarkDownload.objects.select_related("file__mark", "account__profile")

    # --- export -----------------------------------------------------------------------------------------

    def get_filename(self) -> str:
        return f"telechargements-des-marques-{timezone.localdate():%Y-%m-%d}"

    def to_row_dict(self, item: MarkDownload) -> dict[str, Any]:
        file = item.file
        return {
            "at": f"{timezone.localtime(item.at):%d/%m/%Y %H:%M:%S}",
            "who": who(item),
            "account.email": item.account.email if item.account else "",
            "file.mark": file.mark.name,
            "file.title": file.title,
            "file.version": file.version,
            "file.format": MarkFormat(file.format).label,
            "file.sha256": file.sha256,
        }

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> str:
        """Texts that a spreadsheet would run defused; all of them are texts."""
        return cell(value)


class DownloadsMenuItem(MenuItem):
    """For whoever may read the log."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(READ_DOWNLOADS)


def report_menu_item() -> MenuItem:
    return DownloadsMenuItem(
        "Téléchargements des marques", reverse("mark_downloads"), name="mark-downloads", icon_name="download", order=130
    )
