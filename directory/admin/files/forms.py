"""What a reviewer's steps ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.widgets import AdminDateTimeInput

from core.rules import Finding, RuleKind
from directory.applications.findings import expected_slug
from directory.models import Category
from directory.rules.codes import BY_CODE, ERROR_CODES

if TYPE_CHECKING:
    from django.http import QueryDict

    from directory.models import Application

TEXT_MAX = 5_000  # characters
_MOST = 2**63 - 1  # what a database takes for a number
_READ = "Le demandeur lit ce texte."
_KEPT = "Reste dans l’historique du dossier ; le demandeur ne le lit pas."


def _text(label: str, help_text: str, **given: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=TEXT_MAX, widget=forms.Textarea(attrs={"rows": 4}), **given
    )


class StepForm(forms.Form):
    """Every step carries what the reviewer saw: the file's version, and the last line of its history."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=_MOST)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=_MOST)

    def __init__(self, *args: Any, application: Application, findings: Sequence[Finding] = (), **kwargs: Any) -> None:
        self.application = application
        self.findings = findings
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the file."""

    def now_showing(self, *, version: int, seen: int) -> None:
        """Have the form, which is shown again as it was typed, carry what the reviewer sees now."""
        typed = cast("QueryDict", self.data).copy()
        typed["version"], typed["seen"] = str(version), str(seen)
        self.data = typed


class CorrectionForm(StepForm):
    codes = forms.MultipleChoiceField(
        label="Motifs",
        required=False,
        choices=[(error.code, error.sentence) for error in ERROR_CODES],
        widget=forms.CheckboxSelectMultiple,
        help_text="Ceux que les constats proposent sont déjà cochés. Le demandeur lit chaque motif, et quoi y faire.",
    )
    text = _text("En vos mots", f"{_READ} Il complète les motifs, ou les remplace.", required=False)

    def prepare(self) -> None:
        found = {finding.code for finding in self.findings if finding.kind is not RuleKind.INFORM}
        self.fields["codes"].initial = [error.code for error in ERROR_CODES if error.code in found]

    def corrections(self) -> list[str]:
        """What the message lists."""
        return [f"{BY_CODE[code].sentence} {BY_CODE[code].remedy}" for code in self.cleaned_data["codes"]]


class RefusalForm(StepForm):
    reason = _text("Pourquoi", _READ)


class CategoryForm(StepForm):
    category = forms.ChoiceField(label="Nouvelle catégorie", choices=Category.choices, widget=forms.RadioSelect)
    reason = _text("Pourquoi", _READ)

    def prepare(self) -> None:
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type
        others = [choice for choice in Category.choices if choice[0] != self.application.category]
        field.choices = others


class AddressForm(StepForm):
    slug = forms.CharField(
        label="Adresse", max_length=100, help_text="Minuscules sans accents, chiffres et traits d’union."
    )
    reason = _text("Pourquoi", _KEPT)

    def prepare(self) -> None:
        self.fields["slug"].initial = expected_slug(self.application) or ""

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        return slug.strip()


class MomentForm(StepForm):
    at = forms.DateTimeField(label="Publier le", widget=AdminDateTimeInput, help_text="À l’heure de Paris.")
    reason = _text("Pourquoi", _KEPT)

    def prepare(self) -> None:
        self.fields["at"].initial = self.application.publish_at

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if at < timezone.now():
            raise ValidationError("Ce moment est passé. Choisissez-en un à venir, même proche.")
        return at


class NoteForm(forms.Form):
    text = _text("Nouvelle note", "Pour l’instruction seulement : le demandeur ne la lit jamais.")
