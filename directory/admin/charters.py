"""Versions of the charter in the admin (rule L4): what took effect stays as it was, and a change is a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, EditView, IndexView, InspectView
from wagtail.rich_text import expand_db_html

from core.admin import DayColumn, WordedViewSet
from core.html import sanitise
from directory.models import Application, Charter, CharterAcceptance
from directory.rules.standing import ACCEPTANCE_DAYS

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http.response import HttpResponseBase


def why_fixed(charter: Charter, today: date) -> str:
    """Why a version can no longer be changed or deleted; empty while it can."""
    if charter.in_force_from <= today:
        return "elle est entrée en vigueur"
    files = Application.objects.filter(charter_version=charter.version, charter_accepted_at__isnull=False)
    if files.exists() or CharterAcceptance.objects.filter(version=charter.version).exists():
        return "quelqu’un l’a acceptée"
    return ""


def refusal(charter: Charter, why: str) -> str:
    return (
        f"La version {charter.version} ne se modifie ni ne se supprime plus : {why}, et ce qui a été accepté doit "
        "rester lisible tel quel. Pour changer la charte, ajoutez une version."
    )


class CharterForm(WagtailAdminModelForm):
    """A version takes effect today or later, for nobody can have accepted it before, and alone on its day."""

    def clean_in_force_from(self) -> date:
        day: date = self.cleaned_data["in_force_from"]
        if day < timezone.localdate():
            raise ValidationError("Une version entre en vigueur aujourd’hui ou plus tard.")
        other = Charter.objects.filter(in_force_from=day).exclude(pk=self.instance.pk).first()
        if other:
            raise ValidationError(f"La version {other.version} entre en vigueur ce jour-là : choisissez-en un autre.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        # As it is stored now: it may have been accepted since the form was opened.
        stored = Charter.objects.filter(pk=self.instance.pk).first()
        if stored and (why := why_fixed(stored, timezone.localdate())):
            raise ValidationError(refusal(stored, why))
        return cleaned


class _FixedMixin:
    """Says why a fixed version is only shown."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        view = cast("Any", self)
        if not view.user_has_permission(view.permission_required):
            return cast("HttpResponseBase", super().dispatch(request, *args, **kwargs))  # type: ignore[misc]
        charter = view.get_object()
        if why := why_fixed(charter, timezone.localdate()):
            messages.warning(request, refusal(charter, why))
            return redirect("charter:inspect", charter.pk)
        return cast("HttpResponseBase", super().dispatch(request, *args, **kwargs))  # type: ignore[misc]


class CharterEditView(_FixedMixin, EditView):
    pass


class CharterDeleteView(_FixedMixin, DeleteView):
    pass


class CharterInspectView(InspectView):
    """The version as people read it, without buttons that lead nowhere."""

    def get_text_display_value(self) -> SafeString:
        return mark_safe(sanitise(expand_db_html(self.object.text)))

    def get_accept_until_display_value(self) -> str:
        return date_format(self.object.deadline, "j F Y")

    def get_edit_url(self) -> str | None:
        is_fixed = why_fixed(self.object, timezone.localdate())
        return None if is_fixed else cast("str | None", super().get_edit_url())

    def get_delete_url(self) -> str | None:
        is_fixed = why_fixed(self.object, timezone.localdate())
        return None if is_fixed else cast("str | None", super().get_delete_url())


class StateColumn(Column):
    """Whether a version is in force, was, or will be."""

    def get_value(self, instance: Any) -> str:
        if instance.in_force_from > timezone.localdate():
            return "à venir"
        return "remplacée" if instance.is_replaced else "en vigueur"


class CharterIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Charter]:
        # Of two of the same day, which older ones may be, the one that `in_force_on` takes.
        later = Charter.objects.filter(in_force_from__lte=timezone.localdate()).filter(
            Q(in_force_from__gt=OuterRef("in_force_from"))
            | Q(in_force_from=OuterRef("in_force_from"), pk__gt=OuterRef("pk"))
        )
        versions: QuerySet[Charter] = super().get_base_queryset()
        return versions.annotate(is_replaced=Exists(later))


_ACCEPT_UNTIL = (
    "Le dernier jour pour les activateurs qui ont accepté une version précédente : ensuite, ils ne sont plus en "
    f"activité tant qu’ils n’ont pas accepté celle-ci. Vide : {ACCEPTANCE_DAYS} jours après l’entrée en vigueur."
)


class CharterViewSet(WordedViewSet):
    model = Charter
    add_label = "Ajouter une version"
    new_label = "Nouvelle version"
    icon = "doc-full"
    menu_label = "Chartes"
    list_display = [
        "version",
        DayColumn("in_force_from", label="En vigueur à partir du"),
        DayColumn("deadline", label="À accepter jusqu’au"),
        StateColumn("state", label="État"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("version"),
            FieldPanel("in_force_from"),
            FieldPanel("accept_until", help_text=_ACCEPT_UNTIL),
            FieldPanel("text"),
        ],
        base_form_class=CharterForm,
    )
    inspect_view_fields = ["version", "in_force_from", "accept_until", "text"]
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = CharterIndexView
    edit_view_class = CharterEditView
    delete_view_class = CharterDeleteView
    inspect_view_class = CharterInspectView
