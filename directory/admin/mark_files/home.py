"""What the brand's owner finds on the admin's first screen: what was found in profiles, and who took which files."""

from __future__ import annotations

from collections import Counter as Tally
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.admin.ui.components import Component

from directory.admin.files.home import PANEL, Counter
from directory.admin.mark_files.access import READ_DOWNLOADS
from directory.markcheck.selectors import is_all_checked, mark_findings
from directory.models import FindingKind, MarkDownload

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

LATELY = timedelta(days=30)
BEING_CHECKED = "Les mots ou les règles ont changé : les fiches publiques sont en cours de vérification."
_LABELS = {FindingKind.BLOCK: ("constats qui refusent", "late"), FindingKind.WARN: ("constats à vérifier", "soon")}


def may_see_panel(user: User | AnonymousUser) -> bool:
    """Whoever answers for the marks: they may read the log, as reviewers may not."""
    return user.has_perm(READ_DOWNLOADS)


class BrandPanel(Component):
    """Counts that lead to their lists; four statements."""

    template_name = PANEL
    name = "brand"
    order = 96

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        found = Tally(mark_findings().order_by().values_list("kind", flat=True))
        since = timezone.localdate() - LATELY
        return {
            "panel_id": self.name,
            "heading": "Marques",
            "counters": [
                *(
                    Counter(label, found[kind], f"{reverse('mark_findings')}?{urlencode({'kind': kind})}", mark)
                    for kind, (label, mark) in _LABELS.items()
                ),
                Counter("téléchargements en 30 jours", _downloads(since), _downloads_url(since)),
            ],
            "note": "" if is_all_checked() else BEING_CHECKED,
        }


def _downloads(since: date) -> int:
    return MarkDownload.objects.filter(at__date__gte=since).count()


def _downloads_url(since: date) -> str:
    return f"{reverse('mark_downloads')}?{urlencode({'at_from': since.isoformat()})}"
