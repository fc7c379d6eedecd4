"""Profiles for tests: the smallest that the directory publishes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

from directory.models import (
    ActivatorProfile,
    Category,
    Department,
    DirectoryPage,
    Organisation,
    Region,
    Sector,
    Theme,
)
from tests.factories.pages import home_page

_numbers = count(1)


def siret(number: int) -> str:
    """A valid SIRET: the number in front of the two check digits that Luhn's rule asks for."""
    siren = _checked(f"{10_000_000 + number:08d}")
    return _checked(f"{siren}0001")


def _checked(digits: str) -> str:
    total = sum(
        sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10)) for place, digit in enumerate(reversed(digits))
    )
    return f"{digits}{-total % 10}"


def directory_page() -> DirectoryPage:
    """The directory: the one there is, or a new one under the home page."""
    existing = DirectoryPage.objects.first()
    return existing or home_page().add_child(instance=DirectoryPage(title="Activateurs", slug="activateurs"))


def make_organisation(name: str = "Atelier Numérique", **fields: Any) -> Organisation:
    fields.setdefault("siret", siret(next(_numbers)))
    fields.setdefault("postcode", "35000")
    fields.setdefault("city", "Rennes")
    return Organisation.objects.create(name=name, **fields)


def make_profile(
    first_name: str = "Camille",
    last_name: str = "Le Goff",
    *,
    category: str = Category.PRIVATE_CONSULTANT,
    organisation: Organisation | None = None,
    themes: Iterable[str] = (),
    sectors: Iterable[str] = (),
    regions: Iterable[str] = (),
    departments: Iterable[str] = (),
    live: bool = True,
    **fields: Any,
) -> ActivatorProfile:
    """A new profile; themes and sectors by slug, regions and departments by code.

    A live one has been published through a revision, as in the admin; otherwise it is a draft that never was public.
    """
    profile = new_profile(first_name, last_name, category=category, organisation=organisation, **fields)
    profile.themes.set(Theme.objects.filter(slug__in=list(themes)))
    profile.sectors.set([sector(slug) for slug in sectors])
    profile.regions.set(Region.objects.filter(code__in=list(regions)))
    profile.departments.set(Department.objects.filter(code__in=list(departments)))
    directory_page().add_child(instance=profile)
    revision = profile.save_revision()
    if live:
        revision.publish()
    return ActivatorProfile.objects.get(pk=profile.pk)


def new_profile(first_name: str, last_name: str, **fields: Any) -> ActivatorProfile:
    """A complete profile that is not in the database yet."""
    fields.setdefault("category", Category.PRIVATE_CONSULTANT)
    fields["organisation"] = fields.get("organisation") or make_organisation()
    fields.setdefault("email", "camille@exemple.example")
    fields.setdefault("telephone", "02 00 00 00 00")
    fields.setdefault("website", "https://atelier.example/")
    fields.setdefault("presentation", "<p>Accompagnement des petites entreprises.</p>")
    return ActivatorProfile(first_name=first_name, last_name=last_name, live=False, **fields)


def sector(slug: str) -> Sector:
    return Sector.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize()})[0]
