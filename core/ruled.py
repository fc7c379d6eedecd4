"""Pages that rules have to let through before they are public."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from wagtail.log_actions import log

from core.errors import PublicationRefused
from core.publication import SCHEDULED

if TYPE_CHECKING:
    from wagtail.models import Revision

    from core.rules import Finding

logger = logging.getLogger(__name__)

REFUSED = "balise.publish.refused"


class RuledPage:
    """Mixin of page models: whatever way a version is published, the rules are asked."""

    def findings(self) -> list[Finding]:
        """What the rules say of publishing this version, warnings included."""
        raise NotImplementedError

    def ensure_publishable(self) -> None:
        """Raise PublicationRefused unless this version may be published as it is."""
        raise NotImplementedError

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish the revision if the rules allow it; otherwise raise PublicationRefused and change nothing.

        The scheduled job is the exception: nobody is there to be told, and other pages wait behind this one.
        The refusal goes to the page's history and the schedule is dropped.
        """
        try:
            revision.as_object().ensure_publishable()
        except PublicationRefused as refusal:
            if kwargs.get("log_action") != SCHEDULED:
                raise
            drop_schedule(revision, refusal)
        else:
            super().publish(revision, *args, **kwargs)  # type: ignore[misc]


def drop_schedule(revision: Revision, refusal: PublicationRefused) -> None:
    """Take the revision off the schedule, and leave the reasons in the page's history."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(revision.content_object, REFUSED, revision=revision, data={"reasons": str(refusal)})
    logger.warning("scheduled publication of page %s refused", refusal.page_id)
