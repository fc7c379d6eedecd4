"""What waits for reviewers, and how long decisions take, on the admin's first screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import urlencode
from wagtail.admin.ui.components import Component

from directory.admin.files.filters import LATE, SOON
from directory.applications.selectors import Delays, counters, delays
from directory.markcheck.selectors import mark_findings
from directory.rules.states import Status

PANEL = "directory/admin/counters_panel.html"  # of counters, with a note under them


@dataclass(frozen=True, slots=True)
class Counter:
    """A number that leads to its files; `mark` is how it is coloured when it is not zero."""

    label: str
    number: int
    url: str
    mark: str = ""


class FilesPanel(Component):
    """Counters and delays; three statements."""

    template_name = PANEL
    name = "files"
    order = 90

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        now = timezone.now()
        found, doubts = counters(timezone.localdate(now)), mark_findings().count()
        return {
            "panel_id": self.name,
            "heading": "Dossiers",
            "counters": [
                Counter("à décider", found.waiting, _queue()),
                Counter("en retard", found.late, _queue(deadline=LATE), "late"),
                Counter("dans trois jours ou moins", found.due_soon, _queue(deadline=SOON), "soon"),
                Counter(
                    f"renvoyé{_s(found.sent_back)}, à corriger",
                    found.sent_back,
                    _queue(status=str(Status.NEEDS_CORRECTION)),
                ),
                Counter(
                    f"accepté{_s(found.not_activated)}, compte à activer",
                    found.not_activated,
                    _queue(status=str(Status.ACCEPTED)),
                ),
                Counter(f"constat{_s(doubts)} sur les marques", doubts, reverse("mark_findings"), "soon"),
            ],
            "note": in_words(delays(now=now)),
        }


def _s(number: int) -> str:
    """The mark of the plural, which begins at two in French."""
    return "s" if number > 1 else ""


def in_words(found: Delays | None) -> str:
    """The delays of the last 90 days, in a sentence."""
    if found is None:
        return "Aucune décision dans les 90 derniers jours."
    number = number_format(found.median_days, decimal_pos=0 if found.median_days == int(found.median_days) else 1)
    days = f"{number} jour" if found.median_days < 2 else f"{number} jours"
    decisions = "1 décision" if found.decisions == 1 else f"{found.decisions} décisions"
    late = round(100 * found.late_share)
    return f"Dans les 90 derniers jours : {decisions}, délai médian {days}, {late} % en retard."


def _queue(**filters: str) -> str:
    url = reverse("files:index")
    return f"{url}?{urlencode(filters)}" if filters else url
