"""What is kept of the last check of public profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.markcheck.words import fingerprint, stored_rows
from directory.models import MarkCheck, MarkFinding

if TYPE_CHECKING:
    from django.db.models import QuerySet


def mark_findings() -> QuerySet[MarkFinding]:
    """Of public profiles, what refuses a publication first, with what is shown of each."""
    return (
        MarkFinding.objects.filter(profile__live=True)
        .select_related("profile")
        .only("rule", "code", "kind", "field", "message", "excerpt", "found_at", "profile__title", "profile__url_path")
        .order_by("kind", "profile__sort_name", "profile", "pk")
    )


def is_all_checked() -> bool:
    """Whether every public profile was checked by the rules and words there are. Two statements."""
    return MarkCheck.objects.filter(completed=fingerprint(stored_rows())).exists()
