"""The root fields of the directory. Each is one call of a selector."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

import graphene

from directory import models, selectors
from directory.rules.distance import Around, Point, around
from schema.arguments import checked_query
from schema.connections import page_arguments
from schema.context import Info
from schema.directory import loading
from schema.directory.types.enums import ActivatorOrder, ActivatorOrderChoice
from schema.directory.types.inputs import ActivatorFilter, Near, SlugProposalInput
from schema.directory.types.places import Region, Sector, Theme
from schema.directory.types.profile import ActivatorProfile, ActivatorProfileConnection
from schema.directory.types.slugs import SlugProposal, propose
from schema.engine.pagination import Key, database_id, whole_number
from schema.errors import BadUserInput

if TYPE_CHECKING:
    from schema.context import Context

RADIUS_MAX_KM = 20_100  # half of the Earth's circumference, and a little
LIST_MAX_LENGTH = 50  # values of one condition
_PK = Key("pk", parse=database_id)
_ORDERS: dict[ActivatorOrderChoice, tuple[Key, ...]] = {
    ActivatorOrderChoice.NAME: loading.BY_NAME,
    ActivatorOrderChoice.DISTANCE: (Key("distance_m", parse=whole_number), _PK),
    ActivatorOrderChoice.RECENT: (Key("published_on", descending=True, parse=date.fromisoformat), _PK),
    ActivatorOrderChoice.RELEVANCE: (Key("score", descending=True, parse=whole_number), _PK),
}


def _around(near: Any) -> Around | None:
    """The place and the radius, checked."""
    if near is None:
        return None
    latitude, longitude, radius_km = near["latitude"], near["longitude"], near["radius_km"]
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise BadUserInput("A latitude is from -90 to 90 and a longitude from -180 to 180 degrees.", argument="near")
    if not 0 < radius_km <= RADIUS_MAX_KM or not math.isfinite(radius_km):
        raise BadUserInput(f"`radiusKm` must be above 0, and at most {RADIUS_MAX_KM}.", argument="near")
    return around(Point(latitude, longitude), radius_km)


def _criteria(given: Any, near: Any, context: Context) -> selectors.ActivatorCriteria:
    """The conditions, checked."""
    conditions = dict(given or {})
    for name in ("category", "themes", "sectors"):
        if len(conditions.get(name) or ()) > LIST_MAX_LENGTH:
            raise BadUserInput(f"A condition has at most {LIST_MAX_LENGTH} values.", argument="filter")
    if (query := conditions.get("query")) is not None:
        conditions["query"] = selectors.understood(checked_query(query), context.scope)
    if (categories := conditions.get("category")) is not None:
        conditions["category"] = tuple(sorted(set(categories)))
    known = loading.vocabulary(context)
    # In their own order and without what is no slug: counts are kept by the conditions they were made with.
    for name in ("themes", "sectors"):
        if (slugs := conditions.get(name)) is not None:
            conditions[name] = tuple(term.slug for term in getattr(known, name).values() if term.slug in slugs)
    for name in ("region", "department"):
        if (place := conditions.get(name)) is not None:
            conditions[name] = loading.place_named(place, getattr(known, f"{name}s"))
    return selectors.ActivatorCriteria(**conditions, near=_around(near))


class DirectoryQuery(graphene.ObjectType):
    """The directory's part of the root."""

    activator = graphene.Field(
        ActivatorProfile,
        slug=graphene.Argument(graphene.String, required=True, description="Last part of its path, or a former one."),
        description="A profile by its address, or by one it had before; null when there is no public one.",
    )
    activators = graphene.Field(
        ActivatorProfileConnection,
        required=True,
        filter=graphene.Argument(ActivatorFilter, description="Which profiles; all when it is not given."),
        near=graphene.Argument(Near, description="Only profiles around a point, with their distance."),
        order_by=graphene.Argument(
            ActivatorOrder, required=True, default_value=ActivatorOrderChoice.NAME, description="In which order."
        ),
        **page_arguments(),
        description="Profiles of activators.",
    )
    regions = graphene.List(graphene.NonNull(Region), required=True, description="All regions, in alphabetical order.")
    region = graphene.Field(
        Region,
        slug=graphene.Argument(graphene.String, required=True, description="Last part of its path."),
        description="A region; null when there is none of that slug.",
    )
    themes = graphene.List(
        graphene.NonNull(Theme), required=True, description="All themes of intervention, by family, in order."
    )
    sectors = graphene.List(graphene.NonNull(Sector), required=True, description="All sectors of activity, in order.")
    slug_proposal = graphene.Field(
        SlugProposal,
        required=True,
        input=graphene.Argument(SlugProposalInput, required=True, description="Whom it is for."),
        description="The address that a profile would get (rules S1 to S8). Tells nothing of drafts.",
    )

    @staticmethod
    def resolve_activator(root: None, info: Info, slug: str) -> models.ActivatorProfile | None:
        return selectors.profile_at(slug, info.context.scope, info.context.columns_of(models.ActivatorProfile))

    @staticmethod
    def resolve_activators(
        root: None, info: Info, order_by: ActivatorOrderChoice, filter: Any = None, near: Any = None, **page: Any
    ) -> loading.ActivatorPage:
        criteria = _criteria(filter, near, info.context)
        if order_by is ActivatorOrderChoice.DISTANCE and criteria.near is None:
            raise BadUserInput("DISTANCE needs `near`.", argument="orderBy")
        if order_by is ActivatorOrderChoice.RELEVANCE and criteria.query is None:
            raise BadUserInput("RELEVANCE needs `filter.query`.", argument="orderBy")
        return loading.activator_page(criteria, _ORDERS[order_by], info.context, **page)

    @staticmethod
    def resolve_regions(root: None, info: Info) -> list[models.Region]:
        return list(loading.vocabulary(info.context).regions.values())

    @staticmethod
    def resolve_region(root: None, info: Info, slug: str) -> models.Region | None:
        known = loading.vocabulary(info.context).regions.values()
        return next((region for region in known if region.slug == slug), None)

    @staticmethod
    def resolve_themes(root: None, info: Info) -> list[models.Theme]:
        return list(loading.vocabulary(info.context).themes.values())

    @staticmethod
    def resolve_sectors(root: None, info: Info) -> list[models.Sector]:
        return list(loading.vocabulary(info.context).sectors.values())

    @staticmethod
    def resolve_slug_proposal(root: None, info: Info, input: Any) -> Any:
        return propose(input, loading.directory_path(info.context))
