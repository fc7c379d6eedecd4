"""The draft of a profile as an `ActivatorProfile`: for its owner alone, and made of nothing but the draft."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from directory import geography
from directory.derived import derive, served_departments
from directory.rules.listing import civil_day, regionally_listed_from
from schema.engine.batch import batch_of, gather

if TYPE_CHECKING:
    from datetime import date

    from directory.models import ActivatorProfile


def draft_to_show(draft: ActivatorProfile, profile: ActivatorProfile, *, today: date) -> ActivatorProfile | None:
    """The draft, with what lists would load for public profiles put beside it, so that nothing else is looked up.

    What its owner does not choose is the page's where a reviewer's draft has left it out; None when that has none.
    """
    shown = copy(draft)
    shown.category = draft.category or profile.category
    shown.organisation = draft.organisation or profile.organisation
    if not shown.category or shown.organisation is None:
        return None
    derive(shown)
    shown.title = shown.display_name[:255] or shown.title
    _date(shown, today)
    gather([shown])
    batch = batch_of(shown)
    batch.know("themes", {shown.pk: [theme.pk for theme in shown.themes.all()]})
    batch.know("sectors", {shown.pk: [sector.pk for sector in shown.sectors.all()]})
    areas = [(geography.region_of(pk), pk) for pk in sorted(served_departments(shown))]
    batch.know("areas", {shown.pk: areas})
    return shown


def _date(draft: ActivatorProfile, today: date) -> None:
    """Before the first publication: the days that it is planned for."""
    if draft.published_on is None:
        application = getattr(draft, "application", None)
        planned = application.publish_at if application else None
        draft.published_on = civil_day(planned) if planned else today
        draft.regionally_listed_from = regionally_listed_from(draft.published_on)
