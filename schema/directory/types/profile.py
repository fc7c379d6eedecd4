"""Profiles of activators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import graphene

from core import content
from core.references import Kind
from directory import models, selectors
from schema.connections import connection_type
from schema.context import Info
from schema.directory import loading
from schema.directory.types.enums import ActivatorCategory, LocationPrecision, OrganisationKind
from schema.directory.types.places import Department, Region, Sector, Theme
from schema.engine.cost import declare
from schema.engine.plan.columns import made_of
from schema.loading import references
from schema.node import Node, integers, serves
from schema.types.media import Image, RichText
from schema.types.page import PageInterface

if TYPE_CHECKING:
    from directory.counts import Counts
    from schema.context import Context


def public_profiles(keys: Sequence[str], context: Context) -> Mapping[str, Any]:
    """Finds public profiles by id, for `node`."""
    return {str(pk): profile for pk, profile in selectors.profiles_by_id(integers(keys), context.scope).items()}


class Organisation(graphene.ObjectType):
    """What an activator works for (rule W4)."""

    name = graphene.String(required=True, description="Its name.")
    siret = graphene.String(required=True, description="Fourteen digits.")
    kind = graphene.Field(OrganisationKind, required=True, description="What it is to the activator.")

    @staticmethod
    def resolve_name(profile: models.ActivatorProfile, info: Info) -> str:
        return profile.public_organisation.name

    @staticmethod
    def resolve_siret(profile: models.ActivatorProfile, info: Info) -> str:
        return profile.public_organisation.siret or ""

    @staticmethod
    def resolve_kind(profile: models.ActivatorProfile, info: Info) -> str:
        return profile.organisation_kind


class Address(graphene.ObjectType):
    """A postal address."""

    street = graphene.String(description="Number and street.")
    postcode = graphene.String(required=True, description="Five digits.")
    city = graphene.String(required=True, description="Commune.")
    department = graphene.Field(Department, description="Where the postcode lies.")
    region = graphene.Field(Region, description="Where the postcode lies.")

    @staticmethod
    def resolve_street(place: models.Located, info: Info) -> str | None:
        return place.street or None

    @staticmethod
    def resolve_department(place: models.Located, info: Info) -> Any:
        return loading.department(place, info.context)

    @staticmethod
    def resolve_region(place: models.Located, info: Info) -> Any:
        department = loading.department(place, info.context)
        return loading.vocabulary(info.context).regions[department.region_id] if department else None


class Location(graphene.ObjectType):
    """A point on the map, and what it stands for (rule W6)."""

    latitude = graphene.Float(required=True, description="Degrees, WGS 84.")
    longitude = graphene.Float(required=True, description="Degrees, WGS 84.")
    precision = graphene.Field(LocationPrecision, required=True, description="What the point stands for.")


@serves(models.ActivatorProfile, public_profiles)
class ActivatorProfile(graphene.ObjectType):
    """An activator's page."""

    class Meta:
        interfaces = (Node, PageInterface)

    category = graphene.Field(ActivatorCategory, required=True, description="Exactly one (rule W1).")
    first_name = graphene.String(required=True, description="Of the person (rule W3).")
    last_name = graphene.String(required=True, description="Of the person (rule W3).")
    display_name = graphene.String(
        required=True, description="The person's name; the company's, of a solution provider (rule W2)."
    )
    organisation = graphene.Field(Organisation, required=True, description="What the activator works for.")
    presentation = graphene.Field(RichText, description="Who the activator is.")
    services = graphene.Field(RichText, description="What the activator offers.")
    references = graphene.Field(RichText, description="For whom the activator has worked.")
    pricing = graphene.String(description="What it costs; the first diagnosis is always free (rule W14).")
    themes = graphene.List(graphene.NonNull(Theme), required=True, description="Themes of intervention, in order.")
    sectors = graphene.List(graphene.NonNull(Sector), required=True, description="Sectors of activity, in order.")
    regions = graphene.List(graphene.NonNull(Region), required=True, description="Regions served.")
    departments = graphene.List(
        graphene.NonNull(Department),
        required=True,
        description="Departments served: those chosen, or all of a region that was chosen as a whole.",
    )
    address = graphene.Field(Address, description="Where to write; null when it is not known.")
    location = graphene.Field(Location, description="Where it is on the map; null when it is not on it.")
    website = graphene.String(description="Address of a site.")
    social_links = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Addresses of pages on social networks."
    )
    email = graphene.String(description="Null unless its owner made it public.")
    telephone = graphene.String(description="Null unless its owner made it public.")
    photo = graphene.Field(Image, description="Of the person, or the company's logo.")
    published_on = graphene.Date(required=True, description="The day it was first published, in Paris.")
    regionally_listed_from = graphene.Date(
        required=True, description="First Wednesday strictly after publication (rule F8)."
    )
    distance = graphene.Float(description="Kilometres from the point given as `near`; null without one.")

    @staticmethod
    def resolve_organisation(profile: models.ActivatorProfile, info: Info) -> Any:
        return profile

    @staticmethod
    def resolve_presentation(profile: models.ActivatorProfile, info: Info) -> Any:
        return content.text(profile, "presentation", references(profile, info.context)) or None

    @staticmethod
    def resolve_services(profile: models.ActivatorProfile, info: Info) -> Any:
        return content.text(profile, "services", references(profile, info.context)) or None

    @staticmethod
    def resolve_references(profile: models.ActivatorProfile, info: Info) -> Any:
        return content.text(profile, "references", references(profile, info.context)) or None

    @staticmethod
    def resolve_pricing(profile: models.ActivatorProfile, info: Info) -> str | None:
        return profile.pricing or None

    @staticmethod
    def resolve_themes(profile: models.ActivatorProfile, info: Info) -> list[models.Theme]:
        return loading.themes(profile, info.context)

    @staticmethod
    def resolve_sectors(profile: models.ActivatorProfile, info: Info) -> list[models.Sector]:
        return loading.sectors(profile, info.context)

    @staticmethod
    def resolve_regions(profile: models.ActivatorProfile, info: Info) -> list[models.Region]:
        return loading.regions(profile, info.context)

    @staticmethod
    def resolve_departments(profile: models.ActivatorProfile, info: Info) -> list[models.Department]:
        return loading.departments(profile, info.context)

    @staticmethod
    def resolve_address(profile: models.ActivatorProfile, info: Info) -> Any:
        place = profile.postal_address
        return place if place.postcode and place.city else None

    @staticmethod
    def resolve_location(profile: models.ActivatorProfile, info: Info) -> Any:
        return profile if profile.latitude is not None else None

    @staticmethod
    def resolve_website(profile: models.ActivatorProfile, info: Info) -> str | None:
        return profile.website or None

    @staticmethod
    def resolve_email(profile: models.ActivatorProfile, info: Info) -> str | None:
        return (profile.email or None) if profile.email_is_public else None

    @staticmethod
    def resolve_telephone(profile: models.ActivatorProfile, info: Info) -> str | None:
        return (profile.telephone or None) if profile.telephone_is_public else None

    @staticmethod
    def resolve_photo(profile: models.ActivatorProfile, info: Info) -> Any:
        if profile.photo_id is None:
            return None
        return references(profile, info.context)(Kind.IMAGE, profile.photo_id)

    @staticmethod
    def resolve_distance(profile: models.ActivatorProfile, info: Info) -> float | None:
        metres = getattr(profile, "distance_m", None)
        return None if metres is None else metres / 1000


class CategoryCount(graphene.ObjectType):
    """How many profiles a category would give."""

    category = graphene.Field(ActivatorCategory, required=True, description="The category.")
    count = graphene.Int(required=True, description="Profiles, with the other conditions as they are.")


class ThemeCount(graphene.ObjectType):
    """How many profiles a theme would give."""

    theme = graphene.Field(Theme, required=True, description="The theme.")
    count = graphene.Int(required=True, description="Profiles, with the other conditions as they are.")


class RegionCount(graphene.ObjectType):
    """How many profiles a region would give."""

    region = graphene.Field(Region, required=True, description="The region.")
    count = graphene.Int(required=True, description="Profiles, with the other conditions as they are.")


def _counts(count_type: Any, noun: str) -> Any:
    return graphene.List(
        graphene.NonNull(count_type),
        required=True,
        description=f"Each {noun}, with how many profiles it would give; those that would give none are left out.",
    )


class ActivatorFacets(graphene.ObjectType):
    """What each further choice would give: for each list, its own condition is left aside and all others hold."""

    categories = _counts(CategoryCount, "category")
    themes = _counts(ThemeCount, "theme")
    regions = _counts(RegionCount, "region")

    @staticmethod
    def resolve_categories(counted: Counts, info: Info) -> list[Any]:
        counts = counted.by_category
        return [{"category": value, "count": counts[value]} for value in models.Category.values if value in counts]

    @staticmethod
    def resolve_themes(counted: Counts, info: Info) -> list[Any]:
        counts, known = counted.by_theme, loading.vocabulary(info.context).themes
        return [{"theme": theme, "count": counts[pk]} for pk, theme in known.items() if pk in counts]

    @staticmethod
    def resolve_regions(counted: Counts, info: Info) -> list[Any]:
        counts, known = counted.by_region, loading.vocabulary(info.context).regions
        return [{"region": region, "count": counts[pk]} for pk, region in known.items() if pk in counts]


ActivatorProfileConnection = connection_type(
    ActivatorProfile,
    "ActivatorProfile",
    "profiles",
    connection_members={
        "facets": graphene.Field(ActivatorFacets, required=True, description="What each further choice would give."),
        "resolve_facets": staticmethod(lambda page, info: page.counts),
    },
)

# What is read for which field, besides those that are columns.
_ORGANISATION = "organisation__name organisation__siret organisation_kind"
_OWN_ADDRESS = "address_differs street postcode city department"
made_of(
    "ActivatorProfile",
    models.ActivatorProfile,
    id="",
    path="url_path",
    url="url_path",
    breadcrumb="path",
    display_name="category first_name last_name organisation__name",
    organisation=_ORGANISATION,
    themes="",
    sectors="",
    regions="",
    departments="",
    address=f"{_OWN_ADDRESS} " + " ".join(f"organisation__{name}" for name in _OWN_ADDRESS.split()[1:]),
    location="latitude longitude precision",
    email="email email_is_public",
    telephone="telephone telephone_is_public",
    photo="photo",
    distance="",
)

# What lists usually hold, and what is dear to make: for the static cost of an operation.
declare("ActivatorProfile.themes", size=3)
declare("ActivatorProfile.sectors", size=3)
declare("ActivatorProfile.regions", size=2)
declare("ActivatorProfile.departments", size=6)
declare("ActivatorProfileConnection.facets", weight=50)
