"""Panels of the admin's first screen: what waits for the person who reads it.

Wagtail's own panels already show what a moderator has to approve, and what one's own submissions wait for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.components import Component

from pages.admin.queries import ReviewReason, drafts_of, entries_to_review, scheduled

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from wagtail.models import Page

    from accounts.models import User

ROWS = 5


@dataclass(frozen=True, slots=True)
class Row:
    page: Page
    note: str


class WaitingPanel(Component):
    """A short list of pages; nothing at all when there are none. Two statements."""

    template_name = "pages/admin/home_panel.html"
    name: str
    heading: str
    note_label: str
    more_url_name = ""

    def pages_for(self, user: User) -> QuerySet[Page]:
        raise NotImplementedError

    def note(self, page: Any) -> str:
        raise NotImplementedError

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        pages = self.pages_for(parent_context["request"].user)
        return {
            "panel_id": self.name,
            "heading": self.heading,
            "note_label": self.note_label,
            "rows": [Row(page, self.note(page)) for page in pages[:ROWS]],
            "total": pages.count() if self.more_url_name else 0,
            "more_url": reverse(self.more_url_name) if self.more_url_name else "",
        }


class DraftsPanel(WaitingPanel):
    name = "own-drafts"
    heading = "Vos brouillons"
    note_label = "Modifié"
    order = 230

    def pages_for(self, user: User) -> QuerySet[Page]:
        return drafts_of(user)

    def note(self, page: Any) -> str:
        return f"Modifié le {moment(page.latest_revision_created_at)}"


class ScheduledPanel(WaitingPanel):
    name = "scheduled"
    heading = "Publications programmées"
    note_label = "Date de publication"
    order = 235

    def pages_for(self, user: User) -> QuerySet[Page]:
        return scheduled(user)

    def note(self, page: Any) -> str:
        return f"Le {moment(page.scheduled_for)}"


class ReviewPanel(WaitingPanel):
    name = "entries-to-review"
    heading = "Entrées à revoir"
    note_label = "Raison"
    order = 240
    more_url_name = "entries_to_review"

    def pages_for(self, user: User) -> QuerySet[Any]:
        return entries_to_review(user, timezone.localdate(), stale_months=settings.BALISE_STALE_MONTHS)

    def note(self, page: Any) -> str:
        reason = ReviewReason(page.review_reason)
        if reason is ReviewReason.STALE:
            return f"Mise à jour le {page.updated_on:%d/%m/%Y}" if page.updated_on else "Jamais mise à jour"
        verb = "Close depuis le" if reason is ReviewReason.CLOSED else "Se clôt le"
        return f"{verb} {page.valid_until:%d/%m/%Y}"


def moment(at: datetime) -> str:
    """A moment in the portal's time zone, in words."""
    return date_format(timezone.localtime(at), "j F Y à H:i")
