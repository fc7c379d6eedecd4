"""Publishing several pages at once: what the rules refuse is listed, the rest is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction

from core.errors import PublicationRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.models import Page

    from accounts.models import User


class RuledPublishBulkAction(PublishBulkAction):
    """Wagtail’s own, page by page: it would stop at the first refusal and undo what came before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusals: list[PublicationRefused] = []

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "refusals": self.refusals}

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: User | None = None,
        refusals: list[PublicationRefused] | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """How many of the pages, and of the drafts under them, were published; the refusals go to the list."""
        counts = [0, 0]
        refused = [] if refusals is None else refusals
        for page in objects:
            counts[0] += _publish(page, user, refused)
            if include_descendants:
                for draft in page.get_descendants().not_live().defer_streamfields().specific().iterator():
                    if user is None or draft.permissions_for_user(user).can_publish():
                        counts[1] += _publish(draft, user, refused)
        return counts[0], counts[1]

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> Any:
        if self.refusals:
            messages.error(self.request, _listed(self.refusals))
        if num_parent_objects or num_child_objects:
            return super().get_success_message(num_parent_objects, num_child_objects)
        return None


def _publish(page: Page, user: User | None, refusals: list[PublicationRefused]) -> bool:
    """Publish the latest draft, or note why not and change nothing."""
    try:
        with transaction.atomic():
            revision = page.get_latest_revision() or page.specific.save_revision(user=user)
            revision.publish(user=user)
    except PublicationRefused as refusal:
        refusals.append(refusal)
        return False
    return True


def _listed(refusals: list[PublicationRefused]) -> str:
    heading = (
        "Une page n’a pas été publiée :" if len(refusals) == 1 else f"{len(refusals)} pages n’ont pas été publiées :"
    )
    items = format_html_join("", "<li>« {} ». {}</li>", ((refusal.title, str(refusal)) for refusal in refusals))
    return format_html("{}<ul>{}</ul>", heading, items)
