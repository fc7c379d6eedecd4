"""«Mots des marques» in the menu: every change shows first what it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic import DeleteView, EditView, IndexView
from wagtail.admin.widgets.button import HeaderButton

from core.admin import WordedCreateView, WordedViewSet
from directory.admin.mark_words.access import may_keep
from directory.admin.mark_words.trial import Change, change_of, is_confirmed, show_trial, wants_form
from directory.admin.mark_words.whole import WholeListView
from directory.models import MarkWord

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from directory.markcheck.words import Row


def _row(word: MarkWord) -> Row:
    return word.kind, word.expression


class _TrialMixin:
    """Of views with a form: saves what was tried, and tries what was not."""

    trial_title: str
    trial_action: str

    def change(self) -> Change:
        """What the valid form would do to the words."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        view: Any = self
        view.form = form
        if wants_form(view.request):
            response: HttpResponse = view.render_to_response(view.get_context_data(form=form))
            return response
        change = self.change()
        if not is_confirmed(view.request, change):
            return show_trial(
                view.request,
                change,
                title=self.trial_title,
                action=self.trial_action,
                back=reverse(view.index_url_name),
                form=form,
            )
        saved: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return saved


class MarkWordCreateView(_TrialMixin, WordedCreateView):
    trial_title = "Avant d’ajouter ce mot"
    trial_action = "Ajouter ce mot"

    def change(self) -> Change:
        return change_of(adding=[_row(self.form.instance)])


class MarkWordEditView(_TrialMixin, EditView):
    trial_title = "Avant de modifier ce mot"
    trial_action = "Enregistrer ce mot"

    def change(self) -> Change:
        stored = MarkWord.objects.filter(pk=self.object.pk)
        return change_of(without=map(_row, stored), adding=[_row(self.form.instance)])


class MarkWordDeleteView(DeleteView):
    """Asks whether it is meant by showing what it would do."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(request)

    def form_valid(self, form: Any) -> HttpResponse:
        if not is_confirmed(self.request, self._change()):
            return self._show(self.request)
        deleted: HttpResponse = super().form_valid(form)
        return deleted

    def _change(self) -> Change:
        return change_of(without=[_row(self.object)])

    def _show(self, request: HttpRequest) -> HttpResponse:
        title = f"Avant de supprimer « {self.object} »"
        back = reverse(self.index_url_name)
        return show_trial(request, self._change(), title=title, action="Supprimer ce mot", back=back)


class MarkWordIndexView(IndexView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_buttons
        if may_keep(self.request.user):
            url = reverse("markword:whole")
            buttons.append(HeaderButton("Modifier toute la liste", url=url, icon_name="edit"))
        return buttons


class MarkWordViewSet(WordedViewSet):
    model = MarkWord
    add_label = "Ajouter un mot"
    new_label = "Nouveau mot des marques"
    icon = "key"
    menu_label = "Mots des marques"
    list_display = ["expression", "kind"]
    list_filter = ["kind"]
    list_per_page = 50
    search_fields = ["expression"]
    form_fields = ["expression", "kind"]
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = MarkWordIndexView
    add_view_class = MarkWordCreateView
    edit_view_class = MarkWordEditView
    delete_view_class = MarkWordDeleteView

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("liste/", WholeListView.as_view(), name="whole")]
