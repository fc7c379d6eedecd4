"""The editing form of entries: any draft can be saved, and the rules speak when it is published."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.pages import CopyForm

from core.page_forms import LenientDraftMixin, PortalPageForm
from core.rules import Finding, blocking
from pages.admin.errors import answer_error
from pages.admin.ticks import KeptTicks
from pages.publication import findings_for
from pages.rules.versions import UNTITLED

if TYPE_CHECKING:
    from pages.models import DatedUpdate


class DatedUpdateForm(LenientDraftMixin, WagtailAdminModelForm):
    """One dated update. Its key travels with it, because its row is written anew when a draft is published."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    entry_id: int | None = None  # set by the entry's form: an update that is new does not know its entry

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            return
        if self.instance.date is None:
            self.initial["date"] = timezone.localdate()
        # The empty form has no key: the browser copies it for each update that is added.
        if "__prefix__" not in self.prefix:
            self.initial["key"] = self.instance.key

    def defer_required_fields(self) -> None:
        """A draft may leave the date open too, which Wagtail would insist on for a column that is not null."""
        super().defer_required_fields()
        self.fields["date"].required = False

    def restore_required_fields(self) -> None:
        self.fields["date"].required = True
        super().restore_required_fields()

    def storable(self, name: str) -> Any:
        return super().storable(name) or (timezone.localdate() if name == "date" else "")

    def clean_date(self) -> date:
        return self.cleaned_data["date"] or self.instance.date or timezone.localdate()

    def clean_key(self) -> UUID:
        """The update's key. One that belongs to another entry's update is not believed."""
        key = self.cleaned_data["key"]
        if self.instance.pk or not key:
            return self.instance.key
        elsewhere = type(self.instance).objects.filter(key=key).exclude(entry_id=self.entry_id)
        return self.instance.key if elsewhere.exists() else key

    def _post_clean(self) -> None:
        self.instance.key = self.cleaned_data.get("key", self.instance.key)
        super()._post_clean()

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Tell the browser the key of a new update, so that its next save is of the same one."""
        return [*super().get_field_updates_for_resave(), (f"{self.prefix}-key", str(self.instance.key))]


class FaqEntryForm(PortalPageForm):
    """An entry of the FAQ.

    Saved as a draft, it asks for nothing. Published, scheduled, submitted or approved, it asks the rules, and
    says at the field what they object to, together with what the fields themselves do.
    """

    untitled = UNTITLED

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ruled_on = False
        self._ticks = KeptTicks(self)
        for form in self._update_forms():
            form.entry_id = self.instance.pk

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self._ruled_on:
            return valid
        self._ruled_on = True
        self._ticks.drop_worn(self._updates())
        if not self.is_leaving_draft():
            return valid
        if "answer" in self.errors:
            self.instance.answer = self["answer"].data  # for the rules: it does not come to be saved
        self._add_findings(blocking(findings_for(self.instance, updates=self._updates())))
        return super().is_valid()

    def _updates(self) -> list[DatedUpdate]:
        """The dated updates as they stand in the form; one whose date is yet to be given counts as of today."""
        updates = [form.instance for form in self._update_forms() if not self._is_deleted(form)]
        for update in updates:
            update.date = update.date or timezone.localdate()
        return updates

    def _add_findings(self, findings: list[Finding]) -> None:
        known = set(self.errors) - {"answer"}
        for finding in findings:
            field = finding.field[0]
            if field in self.formsets:
                self.formsets[field].non_form_errors().append(finding.message)
            elif field != "answer" and field not in known:
                self.add_error(field if field in self.fields else None, finding.message)
        if in_answer := [finding for finding in findings if finding.field[0] == "answer"]:
            own = self._errors.pop("answer", None)
            self.add_error("answer", answer_error(self.instance, in_answer, own.as_data()[0] if own else None))

    def _update_forms(self) -> list[DatedUpdateForm]:
        return self.formsets["updates"].forms if "updates" in self.formsets else []

    def _is_deleted(self, form: DatedUpdateForm) -> bool:
        return self.formsets["updates"]._should_delete_form(form)


class FaqCopyForm(CopyForm):
    """Copying in the FAQ: one page at a time, and never as an alias.

    An alias would give one answer two addresses and two anchors, and a theme copied with its entries would do
    the same to each of them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("alias", "copy_subpages"):
            self.fields.pop(name, None)
        if self.page.get_children_count():
            # What is under the page stays where it is, and a public page with nothing in it serves nobody.
            self.fields.pop("publish_copies", None)
            self.fields[
                "new_title"
            ].help_text = "Seule cette page est copiée, sans celles qu’elle contient. La copie est un brouillon."

    def clean_new_slug(self) -> str:
        slug = self.cleaned_data["new_slug"]
        if self.page.specific_class.objects.filter(slug=slug).exists():
            raise ValidationError("Une autre page de la FAQ porte déjà cette adresse. Choisissez-en une autre.")
        return slug
