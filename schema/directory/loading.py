"""What resolvers need of profiles, loaded for all the profiles shown together (see `schema.engine.batch`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property

from core.freshness import Kept
from core.text import fold
from directory import routing, selectors
from directory.counts import TOTAL, Counts
from directory.models import ActivatorProfile
from schema.engine.batch import batch_of
from schema.engine.pagination import Connection, Key, PageArguments, Select, database_id, paginate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.visibility import PublicScope
    from directory.models import Department, Located, Region, Sector, Theme
    from schema.context import Context

BY_NAME = (Key("sort_name"), Key("pk", parse=database_id))


class Vocabulary:
    """The closed lists in their order, by database id; one statement each, and again when one has changed."""

    @cached_property
    def regions(self) -> Mapping[int, Region]:
        return _REGIONS.get()

    @cached_property
    def departments(self) -> Mapping[int, Department]:
        return _DEPARTMENTS.get()

    @cached_property
    def themes(self) -> Mapping[int, Theme]:
        return _THEMES.get()

    @cached_property
    def sectors(self) -> Mapping[int, Sector]:
        return _SECTORS.get()


def _listed_by_id(find: Callable[[], list[Any]], *models: str) -> Kept[Mapping[int, Any]]:
    return Kept(tuple(f"directory.{model}" for model in models), lambda: {found.pk: found for found in find()})


_REGIONS = _listed_by_id(selectors.all_regions, "region")
_DEPARTMENTS = _listed_by_id(selectors.all_departments, "department")
_THEMES = _listed_by_id(selectors.all_themes, "theme", "themefamily")
_SECTORS = _listed_by_id(selectors.all_sectors, "sector")


def vocabulary(context: Context) -> Vocabulary:
    return context.once("vocabulary", Vocabulary)


NOWHERE = 0
"""The id of no region and no department."""


def place_named(name: str, places: Mapping[int, Region] | Mapping[int, Department]) -> int:
    """The id of a region or department by its code, its slug or its name; NOWHERE when it is none's."""
    name, folded = name.strip(), fold(name)
    return next(
        (pk for pk, place in places.items() if name in (place.code, place.slug) or fold(place.name) == folded), NOWHERE
    )


def directory_path(context: Context) -> str:
    return context.once("directory path", lambda: selectors.directory_path(context.scope))


def region_path(region: Region, context: Context) -> str:
    return routing.region_path(region, directory_path(context))


@dataclass(slots=True)
class ActivatorPage(Connection[Any]):
    """A page of profiles, and the counts of all pages."""

    counts: Counts


def activator_page(
    criteria: selectors.ActivatorCriteria, keys: Sequence[Key], context: Context, **page: Any
) -> ActivatorPage:
    """A page of the public profiles that meet the criteria."""
    select = Select(_listed, (criteria, context.scope), context.columns_of(ActivatorProfile))
    found = paginate(select, keys, PageArguments.of(**page))
    counts = Counts(criteria, context.scope, _asked(context))
    return ActivatorPage(found.edges, found.page_info, lambda: counts.total, counts)


def _asked(context: Context) -> set[str]:
    """The counts that the operation asks for, where that is known."""
    listed, facets = (context.fields.get(name, ()) for name in ("ActivatorProfileConnection", "ActivatorFacets"))
    return {*facets, TOTAL} if "totalCount" in listed else set(facets)


def _listed(wanted: tuple[selectors.ActivatorCriteria, PublicScope]) -> Any:
    return selectors.profiles(*wanted)


def regional_list(region: Region, context: Context, **page: Any) -> ActivatorPage:
    """A region's own page: its public profiles that are listed there today, by name (rule F8)."""
    criteria = selectors.ActivatorCriteria(region=region.pk, regionally_listed_on=context.today)
    return activator_page(criteria, BY_NAME, context, **page)


def department(place: Located, context: Context) -> Department | None:
    """Where an address lies."""
    return None if place.department_id is None else vocabulary(context).departments.get(place.department_id)


# --- of a profile ---------------------------------------------------------------------------------------


def themes(profile: ActivatorProfile, context: Context) -> list[Theme]:
    """Its themes, in the vocabulary's order."""
    chosen = set(batch_of(profile).once("themes", selectors.themes_of).get(profile.pk, ()))
    return [theme for pk, theme in vocabulary(context).themes.items() if pk in chosen]


def sectors(profile: ActivatorProfile, context: Context) -> list[Sector]:
    """Its sectors, in the vocabulary's order."""
    chosen = set(batch_of(profile).once("sectors", selectors.sectors_of).get(profile.pk, ()))
    return [sector for pk, sector in vocabulary(context).sectors.items() if pk in chosen]


def _areas(profile: ActivatorProfile) -> list[tuple[int, int]]:
    return batch_of(profile).once("areas", selectors.areas_of).get(profile.pk, [])


def regions(profile: ActivatorProfile, context: Context) -> list[Region]:
    """The regions it serves, in alphabetical order."""
    served = {region for region, _ in _areas(profile)}
    return [region for pk, region in vocabulary(context).regions.items() if pk in served]


def departments(profile: ActivatorProfile, context: Context) -> list[Department]:
    """The departments it serves, by code."""
    served = {department for _, department in _areas(profile)}
    return [department for pk, department in vocabulary(context).departments.items() if pk in served]
