"""Conditions on profiles, as adjectives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self

from django.db.models import BigIntegerField, Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import ASin, Cast, Cos, Least, Power, Radians, Round, Sin, Sqrt

from core.querysets import PublicPageQuerySet
from directory.rules.distance import EARTH_RADIUS_KM

if TYPE_CHECKING:
    from datetime import date

    from directory.rules.distance import Around

# Of a word of a search, where it stands: the name, the offer, the presentation. One that stands anywhere counts
# a hundred besides, so that more of the words always comes before better places.
WEIGHTS = {"search_names": 10, "search_offer": 6, "search_texts": 1}
PER_WORD = 100


class ActivatorQuerySet(PublicPageQuerySet):
    def of_categories(self, categories: Iterable[str]) -> Self:
        return self.filter(category__in=list(categories))

    def with_themes(self, slugs: Iterable[str]) -> Self:
        """Profiles that name at least one of the themes."""
        return self._through("themes", "theme__slug__in", slugs)

    def with_sectors(self, slugs: Iterable[str]) -> Self:
        """Profiles that name at least one of the sectors."""
        return self._through("sectors", "sector__slug__in", slugs)

    def _through(self, field: str, lookup: str, slugs: Iterable[str]) -> Self:
        through: Any = self.model._meta.get_field(field).remote_field.through
        return self.filter(Exists(through.objects.filter(activatorprofile_id=OuterRef("pk"), **{lookup: list(slugs)})))

    def serving(self, *, region: int | None = None, department: int | None = None) -> Self:
        """Profiles that work in the region, or in the department (ids)."""
        wanted = {"region_id": region, "department_id": department}
        given = {name: pk for name, pk in wanted.items() if pk is not None}
        areas = self.model.served_areas.rel.related_model.objects
        return self.filter(Exists(areas.filter(profile_id=OuterRef("pk"), **given)))

    def on_map(self, shown: bool = True) -> Self:
        """Profiles that have a point, or those that have none (rule W6)."""
        return self.filter(latitude__isnull=not shown)

    def regionally_listed_on(self, day: date) -> Self:
        """Profiles that are on their regions' pages on that day (rule F8)."""
        return self.filter(regionally_listed_from__lte=day)

    def holding(self, words: Sequence[Sequence[str]], *, every: bool) -> Self:
        """Profiles with every word of a search, or any; each word is a list of spellings that count as it."""
        found = [Q(search_all__holds=list(spellings)) for spellings in words]
        condition = Q()
        for one in found:
            condition = condition & one if every else condition | one
        return self.filter(condition)

    def scored(self, words: Sequence[Sequence[str]], *, every: bool) -> Self:
        """Annotates `score`: higher for a better match. `every` says that each of the words is there anyway."""
        score: Any = Value(PER_WORD * len(words) if every else 0)
        for spellings in words:
            if not every:
                score = score + _when("search_all", spellings, PER_WORD)
            for column, weight in WEIGHTS.items():
                score = score + _when(column, spellings, weight)
        return self.annotate(score=score)

    def near(self, place: Around) -> Self:
        """Profiles within a radius of a point, with their `distance_m`: the great circle's length, in metres.

        The box on indexed columns leaves few for the exact formula (haversine).
        """
        latitude, longitude, box = place.centre.latitude, place.centre.longitude, place.box
        condition = Q()
        for west, east in box.longitudes:
            condition |= Q(longitude__gte=west, longitude__lte=east)
        condition &= Q(latitude__gte=box.south, latitude__lte=box.north)
        half_chord = Power(Sin(Radians(F("latitude") - latitude) / 2), 2) + Cos(Radians(F("latitude"))) * Cos(
            Radians(Value(latitude))
        ) * Power(Sin(Radians(F("longitude") - longitude) / 2), 2)
        metres = Round(2000 * EARTH_RADIUS_KM * ASin(Sqrt(Least(half_chord, Value(1.0)))))
        located = self.filter(condition).annotate(distance_m=Cast(metres, BigIntegerField()))
        return located.filter(distance_m__lte=place.metres)


def _when(column: str, spellings: Sequence[str], points: int) -> Case:
    return Case(
        When(**{f"{column}__mentions": list(spellings)}, then=Value(points)),
        default=Value(0),
        output_field=IntegerField(),
    )
