"""The publishing rules, applied to profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import PublicationRefused
from core.rules import Finding, blocking
from directory import addresses
from directory.rules.distance import Point
from directory.rules.identity import contact_complete, natural_person_named, siret_valid
from directory.rules.location import Location, LocationPrecision, address_located
from directory.rules.membership import (
    address_writable,
    category_chosen,
    chosen_address_free,
    is_active,
    organisation_chosen,
)
from directory.rules.presentation import offer_linked, themes_chosen

if TYPE_CHECKING:
    from directory.models import ActivatorProfile, Located


def findings_for(profile: ActivatorProfile) -> list[Finding]:
    """What the rules say of publishing this version of the profile."""
    from directory.models import Category, Standing, Theme

    organisation = profile.organisation
    own = profile if profile.address_differs else None
    return [
        *is_active(profile.standing, Standing.ACTIVE),
        *category_chosen(profile.category, Category.values),
        *natural_person_named(profile.first_name, profile.last_name),
        *contact_complete(
            first_name=profile.first_name,
            last_name=profile.last_name,
            email=profile.email,
            telephone=profile.telephone,
        ),
        *address_writable(addresses.decision_for(profile), chosen=_has_address(profile)),
        *chosen_address_free(profile.chosen_slug, taken=_is_taken(profile)),
        *organisation_chosen(organisation),
        *(siret_valid(organisation.siret or "") if organisation else ()),
        *offer_linked(profile.website, profile.social_links),
        *themes_chosen(len(profile.themes.all()), Theme.objects.count()),
        *address_located(
            _location(own), _location(organisation), address_differs=profile.address_differs, organisation_is_new=False
        ),
    ]


def ensure_publishable(profile: ActivatorProfile) -> None:
    """Raise PublicationRefused unless the version may be published."""
    if findings := blocking(findings_for(profile)):
        raise PublicationRefused(findings, page_id=profile.pk, title=profile.title)


def _is_taken(profile: ActivatorProfile) -> bool:
    chosen = profile.chosen_slug
    return bool(chosen) and addresses.slug_of(profile) is None and bool(addresses.taken([chosen]))


def _has_address(profile: ActivatorProfile) -> bool:
    return bool(profile.chosen_slug) or addresses.slug_of(profile) is not None


def _location(place: Located | None) -> Location | None:
    """The point that the place has, or would have once it is saved."""
    if place is None:
        return None
    located = place.located()
    if located.latitude is None or located.longitude is None:
        return None
    return Location(Point(located.latitude, located.longitude), LocationPrecision(located.precision))
