"""Who lost their right to the mark lately, and whose charter runs out soon, on the admin's first screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from directory.losses import ending_soon, lost_lately
from directory.rules.standing import Ground
from directory.standing import charter_versions, standings_of

if TYPE_CHECKING:
    from directory.models import ActivatorProfile
    from directory.querysets import ActivatorQuerySet
    from directory.rules.standing import Standing

SHOWN = 10  # of each list
_WHY: Mapping[Ground | None, str] = {
    Ground.SUSPENDED: "fiche suspendue",
    Ground.LEFT: "départ noté",
    Ground.CHARTER_LAPSED: "charte non acceptée à temps",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A profile, why it is here, and the day that counts: since when, or until when."""

    title: str
    url: str
    why: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Lines:
    """The number of all, and the first of them."""

    number: int
    shown: list[Line]

    @property
    def more(self) -> int:
        return self.number - len(self.shown)


class LossesPanel(Component):
    """Two counts with links to profiles; eight statements."""

    template_name = "directory/admin/files/losses_panel.html"
    name = "losses"
    order = 95

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        now = timezone.now()
        charters = charter_versions()
        lost = lost_lately(charters, now=now).order_by(F("standing_since").desc(nulls_last=True), "sort_name", "pk")
        soon = ending_soon(charters, now=now).order_by("sort_name", "pk")
        some_lost, some_soon = _some(lost), _some(soon)
        standings = standings_of([*some_lost, *some_soon], now=now)
        return {
            "lost": Lines(lost.count(), [_lost(each, standings[each.pk]) for each in some_lost]),
            "soon": Lines(soon.count(), [_soon(each, standings[each.pk]) for each in some_soon]),
        }


def _some(profiles: ActivatorQuerySet) -> list[ActivatorProfile]:
    return list(profiles.only("pk", "title", "account_id", "standing", "standing_since")[:SHOWN])


def _lost(profile: ActivatorProfile, standing: Standing) -> Line:
    return Line(profile.title, _url(profile), _WHY.get(standing.ground, ""), standing.since)


def _soon(profile: ActivatorProfile, standing: Standing) -> Line:
    return Line(profile.title, _url(profile), "", standing.until)


def _url(profile: ActivatorProfile) -> str:
    return reverse("wagtailadmin_pages:edit", args=[profile.pk])
