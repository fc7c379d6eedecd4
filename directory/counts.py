"""How many profiles a list has, and how many each further choice would leave of it: its facets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from core.freshness.public import KeptPublic
from core.statements import Around, Fixed, Statement
from core.visibility import PublicScope
from directory.selectors import ActivatorCriteria, profiles

if TYPE_CHECKING:
    from django.db.models import QuerySet

TOTAL, CATEGORIES, THEMES, REGIONS = "total", "categories", "themes", "regions"

_OWN = {CATEGORIES: "category", THEMES: "themes", REGIONS: "region"}
"""The condition that each facet leaves aside: it would give the same profiles again, and no others."""

# (part, what is counted as a text, how many) of the profiles in `found`; joined, which takes half as long as IN.
_PARTS = {
    TOTAL: "SELECT 'total', '', COUNT(*) FROM found",
    CATEGORIES: "SELECT 'categories', category, COUNT(*) FROM found GROUP BY category",
    THEMES: """
        SELECT 'themes', CAST(theme_id AS varchar(20)), COUNT(*) FROM directory_activatorprofile_themes
        JOIN found ON page_ptr_id = activatorprofile_id GROUP BY theme_id
    """,
    REGIONS: """
        SELECT 'regions', CAST(region_id AS varchar(20)), COUNT(DISTINCT profile_id) FROM directory_servedarea
        JOIN found ON page_ptr_id = profile_id GROUP BY region_id
    """,
}

Wanted = tuple[Fixed, ActivatorCriteria, PublicScope]


def _found(wanted: Wanted) -> QuerySet[Any, Any]:
    return profiles(*wanted[1:]).values("page_ptr_id", "category")


def _counting(wanted: Wanted) -> str:
    return "WITH found AS ({}) " + " UNION ALL ".join(_PARTS[part] for part in wanted[0])


_COUNTS: Statement[Wanted] = Statement(_found, Around(_counting))
_KEPT: KeptPublic[Mapping[str, Mapping[str, int]]] = KeptPublic(1_000)


@dataclass(slots=True)
class Counts:
    """The counts of one list. Those that leave nothing different aside are made by one statement."""

    criteria: ActivatorCriteria
    scope: PublicScope
    asked: Collection[str] = ()
    """The parts that will be asked for, as far as that is known."""
    _made: dict[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self._part(TOTAL)[""]

    @property
    def by_category(self) -> Mapping[str, int]:
        """How many profiles each category would give, with all the other criteria as they are."""
        return self._part(CATEGORIES)

    @property
    def by_theme(self) -> Mapping[int, int]:
        """The same of each theme, by its id."""
        return {int(pk): number for pk, number in self._part(THEMES).items()}

    @property
    def by_region(self) -> Mapping[int, int]:
        """The same of each region, by its id."""
        return {int(pk): number for pk, number in self._part(REGIONS).items()}

    def _part(self, part: str) -> Mapping[str, int]:
        if part not in self._made:
            criteria = self._without_own(part)
            alike = [other for other in _PARTS if other == part or other in self.asked]
            together = tuple([other for other in alike if self._without_own(other) == criteria])
            self._made |= _counted(together, criteria, self.scope)
        return self._made[part]

    def _without_own(self, part: str) -> ActivatorCriteria:
        return replace(self.criteria, **{_OWN[part]: None}) if part in _OWN else self.criteria


def _counted(parts: tuple[str, ...], criteria: ActivatorCriteria, scope: PublicScope) -> Mapping[str, Any]:
    """Kept until a profile changes: all pages of a list have the same. Texts and places are hardly asked twice."""
    if criteria.query is not None or criteria.near is not None:
        return _count(parts, criteria, scope)
    return _KEPT.get((parts, criteria), scope, partial(_count, parts, criteria))


def _count(parts: tuple[str, ...], criteria: ActivatorCriteria, scope: PublicScope) -> Mapping[str, Any]:
    found: dict[str, dict[str, int]] = {part: {} for part in parts}
    if TOTAL in parts:
        found[TOTAL][""] = 0
    for part, key, number in _COUNTS((Fixed(parts), criteria, scope)):
        found[part][key] = number
    return found
