"""Reading the directory: what is public, grouped as the API shows it. One statement each unless said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from core.text import fold
from directory.addresses import slug_hash
from directory.models import (
    ActivatorProfile,
    Department,
    DirectoryPage,
    ProfileAddress,
    Region,
    Sector,
    ServedArea,
    Theme,
)
from directory.search import Understood, matching, understand

if TYPE_CHECKING:
    from datetime import date

    from core.visibility import PublicScope
    from directory.querysets import ActivatorQuerySet

DEFAULT_PATH = "/activateurs/"


@dataclass(frozen=True, kw_only=True)
class Point:
    """A point in degrees, and how far around it to look, in kilometres."""

    latitude: float
    longitude: float
    radius_km: float


@dataclass(frozen=True, kw_only=True)
class ActivatorCriteria:
    """Which profiles are wanted; what is None is not asked. An empty list asks for the impossible.

    `region` and `department` are a code or a slug; themes and sectors are slugs, any of which will do.
    """

    category: Sequence[str] | None = None
    themes: Sequence[str] | None = None
    sectors: Sequence[str] | None = None
    region: str | None = None
    department: str | None = None
    query: Understood | None = None
    on_map: bool | None = None
    regionally_listed_on: date | None = None
    near: Point | None = None


def public_profiles(scope: PublicScope) -> ActivatorQuerySet:
    """Public profiles without the columns that only the search reads."""
    hidden = ("search_names", "search_offer", "search_texts", "search_all")
    return ActivatorProfile.objects.public(scope).defer(*hidden).select_related("organisation")


def profiles(criteria: ActivatorCriteria, scope: PublicScope) -> ActivatorQuerySet:
    """Public profiles that meet all the criteria, unordered."""
    found = public_profiles(scope).order_by()
    if criteria.category is not None:
        found = found.of_categories(criteria.category)
    if criteria.themes is not None:
        found = found.with_themes(criteria.themes)
    if criteria.sectors is not None:
        found = found.with_sectors(criteria.sectors)
    if criteria.region is not None:
        region_id = _named(Region, criteria.region)
        found = found.serving(region=region_id) if region_id is not None else found.none()
    if criteria.department is not None:
        department_id = _named(Department, criteria.department)
        found = found.serving(department=department_id) if department_id is not None else found.none()
    if criteria.on_map is not None:
        found = found.on_map(criteria.on_map)
    if criteria.regionally_listed_on is not None:
        found = found.regionally_listed_on(criteria.regionally_listed_on)
    if (point := criteria.near) is not None:
        found = found.near(point.latitude, point.longitude, point.radius_km)
    if criteria.query is not None:
        found = matching(found, criteria.query)
    return found


def understood(query: str, scope: PublicScope) -> Understood:
    """What a query asks of the public profiles."""
    return understand(query, public_profiles(scope).order_by())


def _named(model: type[Region] | type[Department], name: str) -> int | None:
    """The id of a region or department by its code, its slug or its name."""
    rows = model._default_manager.values_list("pk", "code", "slug", "name")
    return next(
        (pk for pk, code, slug, label in rows if name.strip() in (code, slug) or fold(label) == fold(name)), None
    )


# --- facets ---------------------------------------------------------------------------------------------


def category_counts(criteria: ActivatorCriteria, scope: PublicScope) -> Mapping[str, int]:
    """How many profiles each category would give, with all the other criteria as they are."""
    rows = profiles(replace(criteria, category=None), scope).values_list("category").annotate(found=Count("pk"))
    return dict(rows)


def theme_counts(criteria: ActivatorCriteria, scope: PublicScope) -> Mapping[int, int]:
    """How many profiles each theme would give, by the theme's id, with all the other criteria as they are."""
    through: Any = ActivatorProfile.themes.through
    found = profiles(replace(criteria, themes=None), scope)
    rows = through.objects.filter(activatorprofile_id__in=found.values("pk")).values_list("theme_id")
    return dict(rows.annotate(found=Count("pk")).order_by())


def region_counts(criteria: ActivatorCriteria, scope: PublicScope) -> Mapping[int, int]:
    """How many profiles each region would give, by the region's id, with all the other criteria as they are."""
    found = profiles(replace(criteria, region=None), scope)
    rows = ServedArea.objects.filter(profile_id__in=found.values("pk")).values_list("region_id")
    return dict(rows.annotate(found=Count("profile_id", distinct=True)).order_by())


# --- one profile ----------------------------------------------------------------------------------------


def profile_at(slug: str, scope: PublicScope) -> ActivatorProfile | None:
    """The public profile that an address, present or former, leads to."""
    return public_profiles(scope).filter(addresses__slug_hash=slug_hash(slug.strip("/"))).first()


def address(slug: str) -> ProfileAddress | None:
    """What the registry has of a slug, public or not."""
    return ProfileAddress.objects.filter(slug_hash=slug_hash(slug)).first()


def profiles_by_id(ids: Iterable[int], scope: PublicScope) -> Mapping[int, ActivatorProfile]:
    return public_profiles(scope).in_bulk(set(ids))


# --- beside profiles ------------------------------------------------------------------------------------


def directory_path(scope: PublicScope) -> str:
    """The public path under which profiles are; the usual one while the directory is not public."""
    url_path = DirectoryPage.objects.public(scope).values_list("url_path", flat=True).first()
    return scope.public_path(url_path) if url_path else DEFAULT_PATH


def themes_of(found: Iterable[ActivatorProfile]) -> Mapping[int, list[int]]:
    """The ids of the themes of public profiles, by profile id."""
    return _linked(ActivatorProfile.themes.through, "theme_id", found)


def sectors_of(found: Iterable[ActivatorProfile]) -> Mapping[int, list[int]]:
    """The ids of the sectors of public profiles, by profile id."""
    return _linked(ActivatorProfile.sectors.through, "sector_id", found)


def _linked(through: Any, column: str, found: Iterable[ActivatorProfile]) -> Mapping[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    rows = through.objects.filter(activatorprofile_id__in=[profile.pk for profile in found])
    for profile_id, linked in rows.values_list("activatorprofile_id", column):
        groups[profile_id].append(linked)
    return groups


def areas_of(found: Iterable[ActivatorProfile]) -> Mapping[int, list[tuple[int, int]]]:
    """The (region id, department id) pairs that public profiles serve, by profile id."""
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = ServedArea.objects.filter(profile_id__in=[profile.pk for profile in found])
    for profile_id, region_id, department_id in rows.values_list("profile_id", "region_id", "department_id"):
        groups[profile_id].append((region_id, department_id))
    return groups


def all_themes() -> list[Theme]:
    """The themes in order, each with its family."""
    return list(Theme.objects.select_related("family"))


def all_sectors() -> list[Sector]:
    return list(Sector.objects.all())


def all_regions() -> list[Region]:
    """In alphabetical order, accents aside."""
    return sorted(Region.objects.all(), key=lambda region: fold(region.name))


def all_departments() -> list[Department]:
    """By code."""
    return list(Department.objects.all())
