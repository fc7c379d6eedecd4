"""The form by which a file of a mark comes in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from directory.markfiles.checking import MAX_BYTES, CheckedMarkFile, check_mark_file
from directory.models import MarkFile
from directory.uploads import antivirus
from directory.uploads.errors import NotAvailable, UploadError

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

ACCEPTED = ".png,.jpg,.jpeg,.webp,.svg,.pdf"
AGAIN = "Rien n’est enregistré : choisissez de nouveau le fichier."
_UNAVAILABLE = (
    "Le fichier ne peut pas être vérifié en ce moment. Il n’est pas en cause : réessayez dans quelques minutes."
)


# What turns the direction of what is read, in names that spreadsheets, mails and lists show: nobody sees it typed.
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def _without_direction(text: str) -> str:
    """Raises ValidationError when nothing else was typed."""
    kept = _DIRECTION.sub("", text).strip()
    if not kept:
        raise ValidationError("Ce champ est obligatoire.", code="required")
    return kept


class MarkFileForm(WagtailAdminModelForm):
    """A new file. `checked` is what is kept of it, once the form is valid."""

    checked: CheckedMarkFile

    file = forms.FileField(
        label="Fichier",
        help_text=f"PNG, JPEG, WebP, SVG ou PDF, {MAX_BYTES // 1_000_000} Mo au plus. Il est remis tel quel : il ne se "
        "remplace pas, un nouveau fichier s’ajoute à côté.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    class Meta:
        model = MarkFile
        fields = ("mark", "title", "version")

    def clean_title(self) -> str:
        return _without_direction(self.cleaned_data["title"])

    def clean_version(self) -> str:
        return _without_direction(self.cleaned_data["version"])

    def clean_file(self) -> UploadedFile:
        sent: UploadedFile = self.cleaned_data["file"]
        # One byte more than is taken: what is larger is not read into the memory.
        data = sent.read(MAX_BYTES + 1)
        try:
            self.checked = check_mark_file(data)
            antivirus.scan(data)
        except NotAvailable as refused:
            raise ValidationError(_UNAVAILABLE) from refused
        except UploadError as refused:
            raise ValidationError(str(refused)) from refused
        return sent

    def _post_clean(self) -> None:
        """The format is known by the content, and the version is checked with it."""
        if checked := getattr(self, "checked", None):
            self.instance.format = checked.format
        super()._post_clean()

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"format"}

    def save(self, commit: bool = True) -> Any:
        raise NotImplementedError("`directory.actions.mark_files.add_file` keeps the file")
