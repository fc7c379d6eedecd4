"""Before words are changed: what that would do to the profiles that are public, and whether it is meant."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.template.response import TemplateResponse

from directory.admin.mark_words.labels import field_label
from directory.admin.mark_words.links import opener
from directory.markcheck.trial import Hit, Hits, try_words
from directory.markcheck.words import Row, fingerprint, in_order, stored_rows, words_of
from directory.models import FindingKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

SEEN = "seen"  # what was shown, as `Change.key`
AGAIN = "again"  # the button that leads back to the form


@dataclass(frozen=True, slots=True)
class Change:
    """The words there are, and those that somebody wants."""

    before: tuple[Row, ...]
    after: tuple[Row, ...]

    @property
    def checks_nothing(self) -> bool:
        """Whether no reserved mark would be left to look for."""
        return not words_of(self.after).marks

    @property
    def may_be_saved(self) -> bool:
        """Not if it takes the last reserved mark away: nobody means to switch the rule off."""
        return not self.checks_nothing or not words_of(self.before).marks

    @property
    def key(self) -> str:
        """Of this change of these words: what was shown of another stands for nothing."""
        return hashlib.sha256(f"{fingerprint(self.before)} {fingerprint(self.after)}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as it is shown."""

    name: str
    url: str
    field: str
    excerpt: str
    message: str
    kind: str


def change_of(*, without: Iterable[Row] = (), adding: Iterable[Row] = ()) -> Change:
    """The words there are, without some and with others."""
    before, gone = stored_rows(), set(without)
    return Change(before, in_order({*(row for row in before if row not in gone), *adding}))


def is_confirmed(request: HttpRequest, change: Change) -> bool:
    """Whether the person has seen what this very change does, and it may be done."""
    return change.may_be_saved and request.POST.get(SEEN) == change.key


def wants_form(request: HttpRequest) -> bool:
    """Whether the person, having seen it, goes back to what was typed."""
    return AGAIN in request.POST


def show_trial(
    request: HttpRequest, change: Change, *, title: str, action: str, back: str, form: forms.BaseForm | None = None
) -> HttpResponse:
    """What the change would do, with what was typed, to be sent once more. Saves nothing.

    `action` is what the button says. A form leads back to itself, without one `back` does.
    """
    trial = try_words(words_of(change.before), words_of(change.after))
    open_profile = opener(request.user)
    context = {
        "header_title": title,
        "page_title": title,
        "header_icon": "view",
        "trial": trial,
        "lists": [
            ("Nouveaux constats", trial.appearing, _lines(trial.appearing, open_profile)),
            ("Constats qui disparaîtraient", trial.disappearing, _lines(trial.disappearing, open_profile)),
        ],
        "typed": _typed(form),
        "seen": change.key,
        "has_changed_meanwhile": SEEN in request.POST and change.may_be_saved,
        "changes_nothing": change.before == change.after,
        "checks_nothing": change.checks_nothing,
        "may_be_saved": change.may_be_saved,
        "is_form": form is not None,
        "action": action,
        "back": back,
    }
    return TemplateResponse(request, "directory/admin/mark_words/trial.html", context)


def _lines(hits: Hits, open_profile: Callable[[int, str], str]) -> list[Line]:
    return [_line(hit, open_profile) for hit in hits.first]


def _line(hit: Hit, open_profile: Callable[[int, str], str]) -> Line:
    profile, found = hit.profile, hit.finding
    return Line(
        name=profile.title,
        url=open_profile(profile.pk, profile.url_path),
        field=field_label(found.field),
        excerpt=found.excerpt or "",
        message=found.message,
        kind=str(FindingKind(found.kind.value).label),
    )


def _typed(form: Any) -> list[tuple[str, str]]:
    """What the browser sent of the form's fields."""
    if form is None:
        return []
    names = (form.add_prefix(name) for name in form.fields)
    return [(name, value) for name in names for value in form.data.getlist(name)]
