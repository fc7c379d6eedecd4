"""What anybody may know of each public profile, read a chunk at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.addresses import public_url
from directory import selectors
from directory.models import ActivatorProfile, Category, Department, OrganisationKind, Region
from directory.rules.location import LocationPrecision

if TYPE_CHECKING:
    from datetime import date

    from core.visibility import PublicScope

CHUNK = 500  # profiles; four statements each


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A public profile. Texts are empty where there is nothing, or nothing public; lists are in their usual order.

    Themes and sectors are (slug, name), regions and departments (code, name).
    """

    slug: str
    name: str
    category: Category
    first_name: str
    last_name: str
    organisation: str
    siret: str
    organisation_kind: OrganisationKind
    themes: list[tuple[str, str]]
    sectors: list[tuple[str, str]]
    regions: list[tuple[str, str]]
    departments: list[tuple[str, str]]
    street: str
    postcode: str
    city: str
    latitude: float | None
    longitude: float | None
    precision: LocationPrecision | None
    website: str
    social_links: list[str]
    email: str
    telephone: str
    published_on: date | None
    regionally_listed_from: date | None
    url: str


def public_records(scope: PublicScope, *, chunk: int = CHUNK) -> Iterator[Record]:
    """Every public profile, oldest page first. Each chunk is read when it is asked for: what has been hidden since
    the first is not in the next ones, and nothing comes twice."""
    words = _Vocabularies()
    found = selectors.public_profiles(scope).order_by("pk")
    after = 0
    while profiles := list(found.filter(pk__gt=after)[:chunk]):
        yield from _records(profiles, scope, words)
        after = profiles[-1].pk


class _Vocabularies:
    """The closed lists, in their order, by database id; four statements."""

    def __init__(self) -> None:
        self.themes = {theme.pk: (theme.slug, theme.name) for theme in selectors.all_themes()}
        self.sectors = {sector.pk: (sector.slug, sector.name) for sector in selectors.all_sectors()}
        self.regions = _coded(selectors.all_regions())
        self.departments = _coded(selectors.all_departments())


def _coded(places: list[Region] | list[Department]) -> dict[int, tuple[str, str]]:
    return {place.pk: (place.code, place.name) for place in places}


def _records(profiles: list[ActivatorProfile], scope: PublicScope, words: _Vocabularies) -> Iterator[Record]:
    themes, sectors = selectors.themes_of(profiles), selectors.sectors_of(profiles)
    areas = selectors.areas_of(profiles)
    for profile in profiles:
        served = areas.get(profile.pk, [])
        address, organisation = profile.postal_address, profile.organisation
        yield Record(
            slug=profile.slug,
            name=profile.title,
            category=Category(profile.category),
            first_name=profile.first_name,
            last_name=profile.last_name,
            organisation=organisation.name if organisation else "",
            siret=(organisation.siret or "") if organisation else "",
            organisation_kind=OrganisationKind(profile.organisation_kind),
            themes=_chosen(words.themes, themes.get(profile.pk, [])),
            sectors=_chosen(words.sectors, sectors.get(profile.pk, [])),
            regions=_chosen(words.regions, [region for region, _ in served]),
            departments=_chosen(words.departments, [department for _, department in served]),
            street=address.street,
            postcode=address.postcode,
            city=address.city,
            latitude=profile.latitude,
            longitude=profile.longitude,
            precision=LocationPrecision(profile.precision) if profile.precision else None,
            website=profile.website,
            social_links=list(profile.social_links),
            email=profile.email if profile.email_is_public else "",
            telephone=profile.telephone if profile.telephone_is_public else "",
            published_on=profile.published_on,
            regionally_listed_from=profile.regionally_listed_from,
            url=public_url(scope.public_path(profile.url_path)),
        )


def _chosen(known: Mapping[int, Any], ids: list[int]) -> list[tuple[str, str]]:
    wanted = set(ids)
    return [word for pk, word in known.items() if pk in wanted]
