"""A text editor that links to the web and knows of no page, picture or document of the portal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.rich_text import DraftailRichTextArea

from directory.models.profile import TEXT_FEATURES
from directory.rules.presentation import is_web_link
from directory.texts import from_rich_text

_CHOOSERS = ("pageChooser", "externalLinkChooser", "emailLinkChooser", "phoneLinkChooser", "anchorLinkChooser")


class OwnRichText(DraftailRichTextArea):
    """Wagtail's editor, whose choosers are all the one of this module."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, features=TEXT_FEATURES, **kwargs)
        # Plugins put their own settings in here, which are everybody's: not changed, replaced.
        options: dict[str, Any] = vars(self)["options"]
        self.options = {**options, "entityTypes": [_external(kind) for kind in options["entityTypes"]]}

    def format_value(self, value: Any) -> Any:
        """Without the pages that an editor may have linked to: their addresses may be nobody's to know."""
        return super().format_value(from_rich_text(value or ""))


def _external(kind: dict[str, Any]) -> dict[str, Any]:
    if kind["type"] != "LINK":
        return kind
    return {**kind, "chooserUrls": dict.fromkeys(_CHOOSERS, reverse_lazy("own_profile_link"))}


class LinkForm(forms.Form):
    """One link: to the web, to an address or to a telephone."""

    url = forms.CharField(
        label="Adresse du lien", max_length=2000, help_text="Une adresse en https://, ou une adresse courriel."
    )
    link_text = forms.CharField(label="Texte du lien", max_length=255, required=False)

    def clean_url(self) -> str:
        given: str = self.cleaned_data["url"].strip()
        for url in (given, f"https://{given}"):
            if is_web_link(url):
                return url
        if given.startswith("tel:") and given[4:].strip("+").replace(" ", "").isdigit():
            return given.replace(" ", "")
        address = given.removeprefix("mailto:")
        try:
            EmailValidator()(address)
        except ValidationError:
            raise ValidationError("Ce n’est pas une adresse complète : elle commence par https://.") from None
        return f"mailto:{address}"


def choose_link(request: HttpRequest) -> HttpResponseBase:
    """The editor's dialogue, in the shape that Wagtail's script expects."""
    initial = {"url": request.GET.get("link_url", ""), "link_text": request.GET.get("link_text", "")}
    form = LinkForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        url, text = form.cleaned_data["url"], form.cleaned_data["link_text"].strip()
        result = {
            "id": None,
            "parentId": None,
            "url": url,
            "title": text or url,
            "prefer_this_title_as_link_text": bool(text) and text != initial["link_text"],
        }
        return _step("external_link_chosen", result=result)
    answer: HttpResponseBase = render_modal_workflow(
        request, "directory/admin/own/link.html", None, {"form": form}, json_data={"step": "external_link"}
    )
    return answer


def _step(name: str, **data: Any) -> HttpResponseBase:
    answer: HttpResponseBase = render_modal_workflow(None, None, None, None, json_data={"step": name, **data})
    return answer
