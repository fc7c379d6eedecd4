"""Bulk actions of the profiles' listing. Publishing is Wagtail's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from directory.actions.standing import suspend
from directory.admin.actions import ReasonForm
from directory.errors import AlreadySo
from directory.models import ActivatorProfile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User


class SuspendBulkAction(PageBulkAction):
    """Take the chosen profiles off the portal, for one reason."""

    # As the list of pages asks for it, whatever their type; `check_perm` lets in profiles alone.
    models = [Page]
    display_name = "Suspendre"
    action_type = "suspend"
    aria_label = "Suspendre les fiches choisies"
    template_name = "directory/admin/bulk_suspend.html"
    action_priority = 60
    form_class = ReasonForm

    def check_perm(self, page: Any) -> bool:
        can_publish: bool = page.permissions_for_user(self.request.user).can_publish()
        return can_publish and isinstance(page.specific_deferred, ActivatorProfile)

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "reason": self.cleaned_form.cleaned_data["reason"]}

    @classmethod
    def execute_action(
        cls, objects: Iterable[Any], user: User | None = None, reason: str = "", **kwargs: Any
    ) -> tuple[int, int]:
        done = 0
        for page in objects:
            try:
                suspend(page.specific, by=user, reason=reason, now=timezone.now())
            except AlreadySo:
                continue
            done += 1
        return done, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return f"Fiches suspendues : {num_parent_objects}."
