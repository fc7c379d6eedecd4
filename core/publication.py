"""What Wagtail's log tells of publications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import PageLogEntry

if TYPE_CHECKING:
    from wagtail.models import Page, Revision

SCHEDULED = "wagtail.publish.scheduled"  # how Wagtail's job logs what it publishes
PUBLISH_ACTIONS = ("wagtail.publish", SCHEDULED)


def last_published_revision(page: Page) -> Revision | None:
    """The version that was public last, also when the page is not public any more; None if it never was."""
    last = (
        PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISH_ACTIONS, revision__isnull=False)
        .select_related("revision")
        .order_by("-timestamp", "-pk")
        .first()
    )
    return last.revision if last else None
