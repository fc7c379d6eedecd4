"""Rule F9: what an activator may change of their own profile, and where the profile stands. Pure."""

from __future__ import annotations

from enum import StrEnum


class ProfileStatus(StrEnum):
    """Where a profile stands, for the person it is of."""

    SCHEDULED = "SCHEDULED"
    PUBLISHED = "PUBLISHED"
    PUBLISHED_WITH_DRAFT = "PUBLISHED_WITH_DRAFT"
    IN_REVIEW = "IN_REVIEW"
    SUSPENDED = "SUSPENDED"
    LEFT = "LEFT"


STATUS_LABELS = {
    ProfileStatus.SCHEDULED: "Pas encore publiée",
    ProfileStatus.PUBLISHED: "Publiée",
    ProfileStatus.PUBLISHED_WITH_DRAFT: "Publiée, avec des changements en brouillon",
    ProfileStatus.IN_REVIEW: "En relecture",
    ProfileStatus.SUSPENDED: "Suspendue",
    ProfileStatus.LEFT: "Départ noté",
}

TEXTS = (
    "first_name", "last_name", "email", "telephone", "street", "postcode", "city", "website", "pricing",
)  # fmt: skip
RICH_TEXTS = ("presentation", "services", "references")
SWITCHES = ("address_differs", "email_is_public", "telephone_is_public")
CHOICES = ("themes", "sectors", "regions", "departments")
POINT = ("latitude", "longitude")
LINKS = "social_links"
PHOTO = "photo"

OWN_FIELDS = frozenset((*TEXTS, *RICH_TEXTS, *SWITCHES, *CHOICES, *POINT, LINKS, PHOTO))
"""What is theirs to change. Slug, category, organisation, dates and whatever else there is are not."""


def profile_status(*, standing: str, is_live: bool, in_review: bool, has_draft: bool) -> ProfileStatus:
    """What counts most comes first: whether they are an activator, what they wait for, what the public sees."""
    if standing in (ProfileStatus.SUSPENDED, ProfileStatus.LEFT):
        return ProfileStatus(standing)
    if in_review:
        return ProfileStatus.IN_REVIEW
    if not is_live:
        return ProfileStatus.SCHEDULED
    return ProfileStatus.PUBLISHED_WITH_DRAFT if has_draft else ProfileStatus.PUBLISHED
