"""The draft of a profile as an `ActivatorProfile`: for its owner alone, and made of nothing but the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from directory import geography
from directory.derived import derive, served_departments
from directory.rules.listing import civil_day, regionally_listed_from
from schema.engine.batch import batch_of, gather

if TYPE_CHECKING:
    from directory.models import ActivatorProfile


def draft_to_show(draft: ActivatorProfile) -> ActivatorProfile:
    """The draft, with what lists would load for public profiles put beside it, so that nothing else is looked up."""
    derive(draft)
    draft.title = draft.display_name[:255] or draft.title
    _date(draft)
    gather([draft])
    batch = batch_of(draft)
    batch.know("themes", {draft.pk: [theme.pk for theme in draft.themes.all()]})
    batch.know("sectors", {draft.pk: [sector.pk for sector in draft.sectors.all()]})
    areas = [(geography.region_of(pk), pk) for pk in sorted(served_departments(draft))]
    batch.know("areas", {draft.pk: areas})
    return draft


def _date(draft: ActivatorProfile) -> None:
    """Before the first publication: the days that it is planned for."""
    if draft.published_on is None:
        application = getattr(draft, "application", None)
        planned = application.publish_at if application else None
        draft.published_on = civil_day(planned or timezone.now())
        draft.regionally_listed_from = regionally_listed_from(draft.published_on)
