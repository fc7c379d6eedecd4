"""What is kept of a profile beside what was entered: names to sort by, words to find, places served, the point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.text import compound_stems, fold, plain_text, stems
from directory import geography
from directory.editions import new_edition
from directory.words import words_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.models import ActivatorProfile

STEM_MAX_LENGTH = 100
_COLUMNS = (
    "title", "sort_name", "search_names", "search_offer", "search_texts", "search_all",
    "street", "postcode", "city", "latitude", "longitude", "precision", "department_id", "located_for",
)  # fmt: skip


def derive(profile: ActivatorProfile, *, vocabulary: Iterable[str] | None = None) -> None:
    """Fill the derived columns from the entered ones, in memory.

    `vocabulary` are the names of its themes and sectors, where the caller knows them.
    """
    if vocabulary is None:
        vocabulary = [word.name for words in (profile.themes, profile.sectors) for word in words.all()]
    _place(profile)
    profile.sort_name = fold(profile.title)[:255]
    organisation = profile.organisation
    names = _stems(profile.first_name, profile.last_name, organisation.name if organisation else "")
    offer = _stems(
        *vocabulary,
        plain_text(profile.services),
        profile.city or (organisation.city if organisation else ""),
    )
    texts = _stems(plain_text(profile.presentation))
    profile.search_names, profile.search_offer, profile.search_texts = map(words_value, (names, offer, texts))
    profile.search_all = words_value([*names, *offer, *texts])


def _stems(*texts: str) -> list[str]:
    found = (stem for text in texts for stem in (*stems(text), *compound_stems(text)))
    return [stem[:STEM_MAX_LENGTH] for stem in found]


def _place(profile: ActivatorProfile) -> None:
    """The profile's point: its own, or its organisation's (rule W6)."""
    if profile.address_differs or profile.organisation is None:
        profile.locate()
        return
    shared = profile.organisation
    profile.street = profile.postcode = profile.city = ""
    profile.located_for, profile.geocoding, profile.geocoding_attempts = "", "NONE", 0
    profile.latitude, profile.longitude, profile.precision = shared.latitude, shared.longitude, shared.precision
    profile.department_id = shared.department_id


def index(profile: ActivatorProfile) -> None:
    """Write what is derived into tables of its own: the departments served, and the words of a public profile."""
    from directory.models import SearchTerm, ServedArea

    wanted = served_departments(profile)
    there = set(profile.served_areas.values_list("department_id", flat=True))
    profile.served_areas.exclude(department_id__in=wanted).delete()
    ServedArea.objects.bulk_create(
        [
            ServedArea(profile_id=profile.pk, department_id=pk, region_id=geography.region_of(pk))
            for pk in sorted(wanted - there)
        ]
    )
    if profile.live:
        SearchTerm.objects.bulk_create(
            [SearchTerm(stem=stem) for stem in profile.search_all.split()], ignore_conflicts=True
        )


def served_departments(profile: ActivatorProfile) -> set[int]:
    """The ids of the departments where the activator works.

    Those chosen; all of a region that was chosen without any of its departments; and where nothing was chosen,
    that of the address.
    """
    chosen = {department.pk for department in profile.departments.all()}
    return chosen_or_whole(chosen, (region.pk for region in profile.regions.all()), profile.department_id)


def chosen_or_whole(departments: set[int], regions: Iterable[int], own: int | None) -> set[int]:
    """`served_departments` of ids."""
    detailed = {geography.region_of(pk) for pk in departments}
    whole = {pk for region in regions if region not in detailed for pk in geography.departments_of(region)}
    return (departments | whole) or ({own} if own is not None else set())


def stored_stems(profile: ActivatorProfile) -> set[str]:
    """The words by which the profile is found as it is stored now."""
    rows = type(profile).objects.filter(pk=profile.pk).values_list("search_all", flat=True)
    return set((rows.first() or "").split())


def refresh(profiles: Iterable[ActivatorProfile]) -> None:
    """Derive anew what is kept of stored profiles, after something beside them has changed."""
    for profile in profiles:
        profile.title = profile.display_name[:255] or profile.title
        derive(profile)
        columns = {name: getattr(profile, name) for name in _COLUMNS}
        type(profile).objects.filter(pk=profile.pk).update(edition=new_edition(), **columns)
        index(profile)
