"""The editing form of entries: any draft can be saved, and the rules speak when it is published."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.blocks import StreamBlockValidationError

from core.rules import Finding, blocking
from core.text import slugify_fr
from pages.publication import findings_for
from pages.rules.versions import UNTITLED

if TYPE_CHECKING:
    pass


class DatedUpdateForm(WagtailAdminModelForm):
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


class FaqEntryForm(WagtailAdminPageForm):
    """An entry of the FAQ.

    Saved as a draft, it asks for nothing. Published, scheduled, submitted or approved, it asks the rules, and
    says at the field what they object to.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ruled_on = False
        for form in self._update_forms():
            form.entry_id = self.instance.pk

    def defer_required_fields(self) -> None:
        super().defer_required_fields()
        for name in ("title", "slug"):
            self.fields[name].required = False

    def restore_required_fields(self) -> None:
        for name in ("title", "slug"):
            self.fields[name].required = True
        super().restore_required_fields()

    def clean_title(self) -> str:
        return self.cleaned_data["title"] or UNTITLED

    def clean_slug(self) -> str:
        """The address follows the question until somebody chooses another, or readers have seen it."""
        slug = self.cleaned_data["slug"]
        title = self.cleaned_data.get("title", UNTITLED)
        provisional = slugify_fr(UNTITLED)
        if title != UNTITLED and not self.instance.first_published_at and slug.startswith(provisional):
            return self.instance.free_slug(title)
        return slug

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if valid and self._is_leaving_draft() and not self._ruled_on:
            self._ruled_on = True
            updates = [form.instance for form in self._update_forms() if not self._is_deleted(form)]
            self._add_findings(blocking(findings_for(self.instance, updates=updates)))
            return super().is_valid()
        return valid

    def _is_leaving_draft(self) -> bool:
        """Whether readers, or moderators, are to get this version."""
        if self.is_deferred_validation or self.data.get("action-cancel-workflow"):
            return False
        return not (self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "reject")

    def _add_findings(self, findings: list[Finding]) -> None:
        for finding in findings:
            field = finding.field[0]
            if field in self.formsets:
                self.formsets[field].non_form_errors().append(finding.message)
            elif field != "answer":
                self.add_error(field if field in self.fields else None, finding.message)
        if in_answer := [finding for finding in findings if finding.field[0] == "answer"]:
            self.add_error("answer", self._answer_error(in_answer))

    def _answer_error(self, findings: list[Finding]) -> StreamBlockValidationError:
        """One error for the whole answer: a finding on one question of the group is shown at its block."""
        blocks = enumerate(self.instance.answer)
        questions = [index for index, block in blocks if block.block_type == "question"]
        at_block: dict[int, ValidationError] = {}
        for finding in findings[::-1]:
            if len(finding.field) > 1:
                at_block[questions[int(finding.field[1]) - 1]] = ValidationError(finding.message)
        whole = [finding.message for finding in findings if len(finding.field) == 1]
        return StreamBlockValidationError(block_errors=at_block, non_block_errors=ErrorList(whole))

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

    def clean_new_slug(self) -> str:
        slug = self.cleaned_data["new_slug"]
        if self.page.specific_class.objects.filter(slug=slug).exists():
            raise ValidationError("Une autre page de la FAQ porte déjà cette adresse. Choisissez-en une autre.")
        return slug
