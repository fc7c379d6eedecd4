"""Reading the directory: what is public, grouped as the API shows it. One statement each unless said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from core.lookups import Many
from core.rows import Columns, narrowed
from core.statements import COUNTED, Fixed, Statement
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
from directory.search import Understood, after, best, matching, wanted_words

if TYPE_CHECKING:
    from datetime import date

    from core.visibility import PublicScope
    from directory.querysets import ActivatorQuerySet
    from directory.rules.distance import Around

DEFAULT_PATH = "/activateurs/"


@dataclass(frozen=True, kw_only=True)
class ActivatorCriteria:
    """Which profiles are wanted; what is None is not asked. An empty list asks for the impossible.

    `region` and `department` are ids; themes and sectors are slugs, any of which will do.
    """

    category: Sequence[str] | None = None
    themes: Sequence[str] | None = None
    sectors: Sequence[str] | None = None
    region: int | None = None
    department: int | None = None
    query: Understood | None = None
    on_map: bool | None = None
    regionally_listed_on: date | None = None
    near: Around | None = None


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
        found = found.serving(region=criteria.region)
    if criteria.department is not None:
        found = found.serving(department=criteria.department)
    if criteria.on_map is not None:
        found = found.on_map(criteria.on_map)
    if criteria.regionally_listed_on is not None:
        found = found.regionally_listed_on(criteria.regionally_listed_on)
    if criteria.near is not None:
        found = found.near(criteria.near)
    if criteria.query is not None:
        found = matching(found, criteria.query)
    return found


# --- searching ------------------------------------------------------------------------------------------


def understood(query: str, scope: PublicScope) -> Understood:
    """What a query asks of the public profiles (three statements at most)."""
    asked = Understood(wanted_words(query), every=True)
    return asked if _has_all(asked, scope) else replace(asked, every=False)


@dataclass(frozen=True, slots=True)
class Best:
    """The first of the public profiles that a search finds: (score, id), best first, and how many it finds in all."""

    ranks: Sequence[tuple[int, int]]
    count: Callable[[], int]
    understood: Understood


def best_profiles(query: str, scope: PublicScope, size: int, place: tuple[int, int | None] | None = None) -> Best:
    """At most `size`; after a place (a score and an id), or from a score on when it has no id."""
    asked = Understood(wanted_words(query), every=True)
    how = Fixed((size,))
    rows = _BEST((how, asked, scope, place))
    if not rows and not (place is not None and _has_all(asked, scope)):
        asked = replace(asked, every=False)
        rows = _BEST((how, asked, scope, place))
    # Each row tells how many there are after the place; that is all of them where there is none.
    count = (lambda: int(rows[0][2])) if rows and place is None else (lambda: int(_MATCHING((asked, scope))[0][0]))
    return Best([(score, pk) for score, pk, _ in rows], count, asked)


def _has_all(asked: Understood, scope: PublicScope) -> bool:
    """Whether there is a profile with every word."""
    return len(asked.words) < 2 or bool(_HOLDING((asked, scope)))


def _best(wanted: tuple[Fixed, Understood, PublicScope, tuple[int, int | None] | None]) -> Any:
    (size,), asked, scope, place = wanted
    found = matching(public_profiles(scope).order_by(), asked)
    return best(found if place is None else after(found, score=place[0], pk=place[1]))[:size]


_BEST = Statement(_best)
_HOLDING: Statement[tuple[Understood, PublicScope]] = Statement(
    lambda wanted: public_profiles(wanted[1]).holding(wanted[0].words, every=True).order_by().values_list("pk")[:1]
)
_MATCHING: Statement[tuple[Understood, PublicScope]] = Statement(
    lambda wanted: matching(public_profiles(wanted[1]).order_by(), wanted[0]).values_list("pk"), COUNTED
)


# --- one profile ----------------------------------------------------------------------------------------


def profile_at(slug: str, scope: PublicScope, columns: Columns = None) -> ActivatorProfile | None:
    """The public profile that an address, present or former, leads to."""
    return next(iter(_AT((scope, Fixed((columns,)), slug_hash(slug.strip("/"))))), None)


def _at(wanted: tuple[PublicScope, Fixed, str]) -> ActivatorQuerySet:
    scope, (columns,), hashed = wanted
    return narrowed(public_profiles(scope), columns).filter(addresses__slug_hash=hashed).order_by()[:1]


_AT = Statement(_at)


def address(slug: str) -> ProfileAddress | None:
    """What the registry has of a slug, public or not."""
    return ProfileAddress.objects.filter(slug_hash=slug_hash(slug)).first()


def profiles_by_id(ids: Iterable[int], scope: PublicScope, columns: Columns = None) -> Mapping[int, ActivatorProfile]:
    found = _BY_ID((scope, Fixed((columns,)), Many(tuple(set(ids)))))
    return {profile.pk: profile for profile in found}


def _by_id(wanted: tuple[PublicScope, Fixed, Many]) -> ActivatorQuerySet:
    scope, (columns,), ids = wanted
    return narrowed(public_profiles(scope), columns).filter(pk__among=ids).order_by()


_BY_ID = Statement(_by_id)


# --- beside profiles ------------------------------------------------------------------------------------


def directory_path(scope: PublicScope) -> str:
    """The public path under which profiles are; the usual one while the directory is not public."""
    url_path = DirectoryPage.objects.public(scope).values_list("url_path", flat=True).first()
    return scope.public_path(url_path) if url_path else DEFAULT_PATH


def themes_of(found: Iterable[ActivatorProfile]) -> Mapping[int, list[int]]:
    """The ids of the themes of public profiles, by profile id."""
    return _grouped(_THEMES, found)


def sectors_of(found: Iterable[ActivatorProfile]) -> Mapping[int, list[int]]:
    """The ids of the sectors of public profiles, by profile id."""
    return _grouped(_SECTORS, found)


def areas_of(found: Iterable[ActivatorProfile]) -> Mapping[int, list[tuple[int, int]]]:
    """The (region id, department id) pairs that public profiles serve, by profile id."""
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for profile_id, region_id, department_id in _AREAS(_ids(found)):
        groups[profile_id].append((region_id, department_id))
    return groups


def _grouped(statement: Statement[Many], found: Iterable[ActivatorProfile]) -> Mapping[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for profile_id, linked in statement(_ids(found)):
        groups[profile_id].append(linked)
    return groups


def _ids(found: Iterable[ActivatorProfile]) -> Many:
    return Many(tuple([profile.pk for profile in found]))


def _through(field: Any, column: str) -> Statement[Many]:
    """Pairs of a profile's id and another one, in no order."""
    through: Any = field.through.objects
    return Statement(
        lambda ids: through.filter(activatorprofile_id__among=ids).values_list("activatorprofile_id", column)
    )


_THEMES, _SECTORS = _through(ActivatorProfile.themes, "theme_id"), _through(ActivatorProfile.sectors, "sector_id")
_AREAS: Statement[Many] = Statement(
    lambda ids: ServedArea.objects.filter(profile__among=ids).values_list("profile_id", "region_id", "department_id")
)


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
