"""Forms of the media library."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.pictures import PictureRefused, examine


class PictureField(WagtailImageField):
    """Wagtail's field, with the file looked at before: Wagtail reads sizes from headers, which may say anything."""

    def to_python(self, data: Any) -> Any:
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        self.check_image_file_size(upload)
        upload.seek(0)
        try:
            examine(upload.read())
        except PictureRefused as refused:
            raise ValidationError(str(refused), code="invalid_image") from refused
        upload.seek(0)
        return super().to_python(data)


class PortalImageForm(BaseImageForm):
    """A picture is not taken without its alternative text: who cannot see it reads that instead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = PictureField(label=given.label, required=given.required, widget=given.widget)
        if "description" in self.fields:
            field = self.fields["description"]
            field.required = True
            field.label = "Texte alternatif"
            field.help_text = (
                "Ce que l’image apporte, en une phrase, pour qui ne la voit pas. N’écrivez pas « image de » ; "
                "reprenez le texte que l’image contient."
            )
