"""Editing forms of pages.

Whatever is typed can be saved as a draft, however incomplete or odd: what is wrong with it is said when the page
is published, at the field. A page's address is made here, not by the browser, whose own slugs drop ligatures.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from taggit.forms import TagField
from taggit.models import TagBase
from taggit.utils import parse_tags
from wagtail.admin.forms import WagtailAdminPageForm

from core.text import slugify_fr

SLUG_MAX_LENGTH = 100
TAG_MAX_LENGTH = TagBase._meta.get_field("name").max_length or 100


class LenientDraftMixin:
    """A draft keeps of a value that is not valid what can be stored of it, or the value it had before."""

    is_deferred_validation: bool
    cleaned_data: dict[str, Any]
    fields: dict[str, forms.Field]
    instance: Any
    data: Any
    _errors: Any

    def _clean_fields(self) -> None:
        self._kept_odd: set[str] = set()
        super()._clean_fields()  # type: ignore[misc]
        if not self.is_deferred_validation:
            return
        model_fields = {field.name for field in self.instance._meta.get_fields() if not field.auto_created}
        for name in model_fields & set(self._errors):
            del self._errors[name]
            self.cleaned_data[name] = self.storable(name)
            self._kept_odd.add(name)

    def _get_validation_exclusions(self) -> set[str]:
        """The model would object to what was kept as much as the field did."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | self._kept_odd

    def add_error(self, field: str | None, error: Any) -> None:
        """Values that are right by themselves and contradict each other, or the clock, may wait in a draft too."""
        if not (self.is_deferred_validation and field in self.cleaned_data):
            super().add_error(field, error)  # type: ignore[misc]

    def is_leaving_draft(self) -> bool:
        """Whether readers, or moderators, are to get this version."""
        if self.is_deferred_validation or self.data.get("action-cancel-workflow"):
            return False
        return not (self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "reject")

    def storable(self, name: str) -> Any:
        """What a draft keeps of a value that its field refuses."""
        field, raw = self.fields[name], self[name].data  # type: ignore[index]
        if isinstance(field, TagField):
            return list(dict.fromkeys(tag[:TAG_MAX_LENGTH] for tag in parse_tags(raw or "")))
        if isinstance(field, forms.CharField) and isinstance(raw, str):
            return raw.replace("\x00", "").strip()[: field.max_length]
        return getattr(self.instance, name)


class PortalPageForm(LenientDraftMixin, WagtailAdminPageForm):
    """The editing form of any page."""

    untitled = "Page sans titre"  # what a draft without a title is called, until it has one

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._former_title = self.instance.title
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def defer_required_fields(self) -> None:
        super().defer_required_fields()
        self.fields["title"].required = False

    def restore_required_fields(self) -> None:
        self.fields["title"].required = True
        super().restore_required_fields()

    def clean_title(self) -> str:
        """The title on one line; one that only stands in for a title is none."""
        title = " ".join(self.cleaned_data["title"].split())
        if title in ("", self.untitled) and not self.is_deferred_validation:
            raise ValidationError("Donnez un titre à la page.", code="required")
        return title or self.untitled

    def clean_slug(self) -> str:
        """The address: made from the title until readers have seen it, unless somebody chose another."""
        slug = self.cleaned_data["slug"]
        title = self.cleaned_data.get("title") or self._former_title or self.untitled
        if self.instance.pk and (self.instance.live or self.instance.first_published_at):
            slug = slug or self.instance.slug
        elif not slug or self._is_made_from(self._former_title, slug):
            return self.instance.free_slug(title, self.parent_page)
        if self.is_deferred_validation and self.instance.rivals(self.parent_page).filter(slug=slug).exists():
            # That somebody else has the address that was chosen is pointed out when the page is published.
            return self.instance.free_slug(slug, self.parent_page)
        return slug

    def storable(self, name: str) -> Any:
        if name == "slug":
            raw = self["slug"].data or ""
            return self.instance.free_slug(raw if slugify_fr(raw) else self.untitled, self.parent_page)
        return super().storable(name)

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Show the address that was made, so that it is seen before the page is published."""
        updates = super().get_field_updates_for_resave()
        title = self.cleaned_data.get("title", "")
        if "slug" in self.fields and self._is_made_from(title, self.instance.slug):
            updates.append(("slug", self.instance.slug))
        return updates

    @staticmethod
    def _is_made_from(title: str, slug: str) -> bool:
        stem = slugify_fr(title, max_length=SLUG_MAX_LENGTH)
        return bool(stem) and re.fullmatch(rf"{re.escape(stem)}(-\d+)?", slug) is not None
