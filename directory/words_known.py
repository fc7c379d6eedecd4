"""The words that searches may be corrected to: those of published profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory import derived

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.models import ActivatorProfile


def of_all_versions(profile: ActivatorProfile) -> set[str]:
    """Every stem of the profile and of the versions it had."""
    stems: set[str] = set(profile.search_all.split())
    for revision in profile.revisions.iterator(chunk_size=20):
        version = revision.as_object()
        derived.derive(version)
        stems.update(version.search_all.split())
    return stems


def forget(stems: Iterable[str]) -> None:
    """Drop those of the stems that no published profile has any more."""
    from directory.models import ActivatorProfile, SearchTerm

    profiles = ActivatorProfile.objects.filter(live=True)
    known = SearchTerm.objects.filter(stem__in=set(stems)).values_list("stem", flat=True)
    orphans = [stem for stem in known if not profiles.filter(search_all__holds=[stem]).exists()]
    SearchTerm.objects.filter(stem__in=orphans).delete()
