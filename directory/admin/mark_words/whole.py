"""All words of rule B7 in one form: a text per kind, an expression per line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.generic import View
from wagtail.admin import messages

from core.text import words
from directory.actions.mark_words import replace_mark_words
from directory.admin.mark_words.access import may_keep
from directory.admin.mark_words.trial import Change, is_confirmed, show_trial, wants_form
from directory.markcheck.words import in_order, stored_rows
from directory.models import MarkWordKind
from directory.models.mark_words import EXPRESSION_MAX_LENGTH, matched, repeats, spelt

if TYPE_CHECKING:
    from accounts.models import User

TEXT_MAX_LENGTH = 50_000  # characters


class WholeListForm(forms.Form):
    """A field per kind. `expressions` are those of a valid form, with their kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expressions: dict[str, str] = {}
        self._matched: dict[str, str] = {}  # the expression that finds it first
        for kind, label in MarkWordKind.choices:
            self.fields[kind] = forms.CharField(
                label=label,
                required=False,
                max_length=TEXT_MAX_LENGTH,
                widget=forms.Textarea(attrs={"rows": 12}),
                help_text="Une expression par ligne.",
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for kind, _ in MarkWordKind.choices:
            for line in cleaned.get(kind, "").splitlines():
                if line.strip():
                    self._take(kind, line.strip())
        return cleaned

    def _take(self, kind: str, line: str) -> None:
        expression = spelt(line)
        if not words(expression):
            self.add_error(kind, f"« {line} » ne contient aucun mot.")
        elif len(expression) > EXPRESSION_MAX_LENGTH:
            self.add_error(kind, f"« {expression[:30]}… » dépasse {EXPRESSION_MAX_LENGTH} caractères.")
        elif self.expressions.setdefault(expression, kind) != kind:
            self.add_error(kind, f"« {expression} » est aussi dans une autre liste : gardez-le dans une seule.")
        elif (other := self._matched.setdefault(matched(expression), expression)) != expression:
            self.add_error(kind, repeats(expression, other))


class WholeListView(View):
    """Shows the form, then what it would do, then saves it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_keep(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return _show_form(request, WholeListForm(initial=_as_texts()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WholeListForm(request.POST)
        if not form.is_valid() or wants_form(request):
            return _show_form(request, form)
        wanted = form.expressions
        change = Change(stored_rows(), in_order((kind, expression) for expression, kind in wanted.items()))
        index = reverse("markword:index")
        if not is_confirmed(request, change):
            title, action = "Avant de changer la liste", "Enregistrer la liste"
            return show_trial(request, change, title=title, action=action, back=index, form=form)
        replace_mark_words(wanted, by=cast("User", request.user))
        messages.success(request, "La liste est enregistrée. Les fiches publiques sont vérifiées dans la minute.")
        return redirect(index)


def _as_texts() -> Mapping[str, str]:
    rows = stored_rows()
    return {kind: "\n".join(expression for of, expression in rows if of == kind) for kind, _ in MarkWordKind.choices}


def _show_form(request: HttpRequest, form: WholeListForm) -> HttpResponse:
    title = "Modifier toute la liste"
    context = {
        "form": form,
        "header_title": title,
        "page_title": title,
        "header_icon": "edit",
        "back": reverse("markword:index"),
    }
    return TemplateResponse(request, "directory/admin/mark_words/whole.html", context)
