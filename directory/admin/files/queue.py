"""The queue «Dossiers»: what is late or due first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets import Button

from core.admin import DayColumn
from directory.admin.files.access import reviewer
from directory.admin.files.deadline import deadline_of
from directory.admin.files.filters import FileFilterSet
from directory.admin.spreadsheets import FrenchCsvMixin
from directory.applications.selectors import handed_in, in_order, matching, with_readers
from directory.exports.tables import cell
from directory.models import Application
from directory.rules.states import Status

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from accounts.models import User

# What no list shows; content is long.
UNREAD = ("content", "search_text", "person_folded")
_PRIMARY = (Status.SUBMITTED, Status.PUBLISHED)


class TagColumn(Column):
    """A status tag."""

    cell_template_name = "directory/admin/files/tag_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        context["tag_class"] = self.tag_class(instance)
        return cast("dict[str, Any]", context)

    def tag_class(self, instance: Any) -> str:
        raise NotImplementedError


class StatusColumn(TagColumn):
    def tag_class(self, instance: Application) -> str:
        return "w-status--primary" if instance.state in _PRIMARY else ""


class DeadlineColumn(TagColumn):
    """The days that are left, marked when they are few or over."""

    def get_value(self, instance: Any) -> str:
        deadline = deadline_of(instance, today=timezone.localdate())
        return deadline.text if deadline else ""

    def tag_class(self, instance: Any) -> str:
        deadline = deadline_of(instance, today=timezone.localdate())
        return f"file-deadline file-deadline--{deadline.urgency}" if deadline else ""


class ReadersColumn(Column):
    """Who has the file open."""

    def get_value(self, instance: Any) -> str:
        return ", ".join(name_of(reader.user) for reader in instance.open_by)


class ReceivedColumn(DayColumn):
    """The civil day on which a file came in, or came back complete."""

    def get_value(self, instance: Any) -> str:
        return f"{timezone.localtime(instance.complete_since):%d/%m/%Y}"


def name_of(user: User | None) -> str:
    """How reviewers call each other."""
    return (user.get_full_name() or user.get_username()) if user else ""


QUEUE_COLUMNS = [
    TitleColumn("reference", label="Référence", url_name="files:file", classname="file-reference"),
    Column("display_name", label="Nom"),
    Column("get_category_display", label="Catégorie", classname="file-wide"),
    StatusColumn("get_status_display", label="État", classname="file-wide"),
    ReceivedColumn("complete_since", label="Reçu le", classname="file-wide"),
    DeadlineColumn("deadline", label="Reste"),
    ReadersColumn("readers", label="Ouvert par", classname="file-wide"),
]

# In French, and without what reviewers write to each other.
EXPORT_HEADINGS = {
    "reference": "Référence", "display_name": "Nom", "get_category_display": "Catégorie",
    "get_status_display": "État", "siret": "SIRET", "email": "Courriel", "submitted_at": "Déposé le",
    "complete_since": "Complet depuis le", "decision_due_on": "À décider avant le", "decided_at": "Décidé le",
    "activated_at": "Compte activé le", "published_at": "Publié le",
}  # fmt: skip


class QueueView(FrenchCsvMixin, IndexView):
    """Files at the same number of statements for 5 and for 50."""

    model = Application
    page_title = "Dossiers"
    header_icon = "tasks"
    index_url_name = "files:index"
    index_results_url_name = "files:index_results"
    results_template_name = "directory/admin/files/queue_results.html"
    filterset_class = FileFilterSet
    columns = QUEUE_COLUMNS
    paginate_by = 50
    is_searchable = True
    list_export = list(EXPORT_HEADINGS)
    export_headings = EXPORT_HEADINGS
    any_permission_required = None  # `dispatch` asks

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reviewer(request)
        return cast("HttpResponseBase", super().dispatch(request, *args, **kwargs))

    def get_base_queryset(self) -> QuerySet[Application]:
        files = handed_in().defer(*UNREAD)
        return files if self.is_export else with_readers(files, now=timezone.now())

    def order_queryset(self, queryset: QuerySet[Application]) -> QuerySet[Application]:
        return in_order(queryset)

    def search_queryset(self, queryset: QuerySet[Application]) -> QuerySet[Application]:
        return matching(queryset, self.search_query) if self.is_searching else queryset

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        mails = Button("Courriels envoyés", url=reverse("files:mails"), icon_name="mail", priority=110)
        return [*super().header_more_buttons, mails]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["is_default"] = not (self.is_searching or self.is_filtering)
        context["no_results_message"] = "Aucun dossier à montrer."
        return cast("dict[str, Any]", context)

    # --- export -----------------------------------------------------------------------------------------

    def get_filename(self) -> str:
        return f"dossiers-{timezone.localdate():%Y-%m-%d}"

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Moments as civil days; texts that a spreadsheet would run defused."""
        if hasattr(value, "utcoffset") and value.utcoffset() is not None:
            value = _day(value)
        return cell(value) if export_format == self.FORMAT_CSV else super().preprocess_field_value(
            field, value, export_format
        )  # fmt: skip


def _day(moment: datetime) -> Any:
    return timezone.localtime(moment).date()
