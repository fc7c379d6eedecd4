"""Forms of the media library."""

from typing import Any

from wagtail.images.forms import BaseImageForm


class PortalImageForm(BaseImageForm):
    """A picture is not taken without its alternative text: who cannot see it reads that instead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            field = self.fields["description"]
            field.required = True
            field.label = "Texte alternatif"
            field.help_text = (
                "Ce que l’image apporte, en une phrase, pour qui ne la voit pas. N’écrivez pas « image de » ; "
                "reprenez le texte que l’image contient."
            )
