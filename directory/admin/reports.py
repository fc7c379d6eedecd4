"""The report «Fiches à revoir»."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import django_filters
from django import forms
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.permissions import page_permission_policy

from core.admin import DayColumn, Reason, ReasonColumn, ReviewReportView
from core.models import Rendition
from directory.admin.listing import UNREAD, NameColumn, PlaceColumn
from directory.models import ActivatorProfile

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

OLD_AFTER = timedelta(days=365)


class ReviewReason(Reason):
    """Why a profile should be looked at; the most pressing first."""

    NO_POINT = "NO_POINT"
    NO_PICTURE = "NO_PICTURE"
    OLD = "OLD"

    @property
    def label(self) -> str:
        return {"NO_POINT": "Absente de la carte", "NO_PICTURE": "Photo illisible", "OLD": "Plus touchée depuis un an"}[
            self
        ]


def needs_review(reason: ReviewReason, today: date) -> Q:
    """Condition on a live profile."""
    if reason is ReviewReason.NO_POINT:
        return Q(latitude__isnull=True)
    if reason is ReviewReason.NO_PICTURE:
        # No size could be made of the file.
        made = Rendition.objects.filter(image_id=OuterRef("photo_id"))
        return Q(~Exists(made), photo__isnull=False)
    return Q(last_published_at__date__lte=today - OLD_AFTER)


def profiles_to_review(user: User, today: date) -> QuerySet[ActivatorProfile]:
    """Live profiles the user may see in the admin that somebody should look at, with a `review_reason`."""
    conditions = {reason: needs_review(reason, today) for reason in ReviewReason}
    wanted = Q()
    for condition in conditions.values():
        wanted |= condition
    explorable = page_permission_policy.explorable_instances(user)
    whens = (When(condition, then=Value(str(reason))) for reason, condition in conditions.items())
    return (
        ActivatorProfile.objects.filter(pk__in=explorable.values("pk"), live=True)
        .filter(wanted)
        .annotate(review_reason=Case(*whens))
        .select_related("organisation")
        .defer(*UNREAD)
        .order_by("sort_name", "pk")
    )


class ReviewFilterSet(WagtailFilterSet):
    reason = django_filters.MultipleChoiceFilter(
        label="Raison",
        choices=[(str(reason), reason.label) for reason in ReviewReason],
        method="by_reason",
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ActivatorProfile
        fields: list[str] = []

    def by_reason(
        self, queryset: QuerySet[ActivatorProfile], name: str, value: list[str]
    ) -> QuerySet[ActivatorProfile]:
        wanted = Q()
        for reason in value:
            wanted |= needs_review(ReviewReason(reason), timezone.localdate())
        return queryset.filter(wanted)


class ProfilesToReviewView(ReviewReportView):
    """Live profiles without a point, with a picture that shows nothing, or untouched for a year."""

    page_title = "Fiches à revoir"
    reasons = ReviewReason
    header_icon = "group"
    index_url_name = "profiles_to_review"
    index_results_url_name = "profiles_to_review_results"
    filterset_class = ReviewFilterSet
    columns = [
        NameColumn(),
        ReasonColumn(ReviewReason, width="20%"),
        PlaceColumn("place", label="Commune", width="20%"),
        DayColumn("last_published_at", label="Publiée la dernière fois", width="15%"),
    ]
    list_export = ["title", "review_reason", "last_published_at"]
    export_headings = {"title": "Nom", "review_reason": "Raison", "last_published_at": "Publiée la dernière fois"}

    def get_filename(self) -> str:
        return f"fiches-a-revoir-{timezone.localdate():%Y-%m-%d}"

    def get_queryset(self) -> QuerySet[ActivatorProfile]:
        return profiles_to_review(self.request.user, timezone.localdate())
