"""Regions, departments, and the vocabularies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import graphene

from directory import models
from schema.connections import page_arguments
from schema.context import Info
from schema.directory import loading
from schema.engine.cost import declare
from schema.node import Node, encode_id, serves

if TYPE_CHECKING:
    from schema.context import Context


def by_code(name: str) -> Any:
    """Finds regions or departments by code, for `node`."""

    def fetch(keys: Sequence[str], context: Context) -> Mapping[str, Any]:
        known = getattr(loading.vocabulary(context), name)
        return {found.code: found for found in known.values() if found.code in keys}

    return fetch


def by_slug(name: str) -> Any:
    """Finds themes or sectors by slug, for `node`."""

    def fetch(keys: Sequence[str], context: Context) -> Mapping[str, Any]:
        known = getattr(loading.vocabulary(context), name)
        return {found.slug: found for found in known.values() if found.slug in keys}

    return fetch


@serves(models.Region, by_code("regions"))
class Region(graphene.ObjectType):
    """One of the 18 regions of the official code."""

    class Meta:
        interfaces = (Node,)

    code = graphene.String(required=True, description="Official code.")
    name = graphene.String(required=True, description="In French.")
    slug = graphene.String(required=True, description="Last part of its path.")
    path = graphene.String(required=True, description="Public path of its list of activators.")
    departments = graphene.List(
        graphene.NonNull(lambda: Department), required=True, description="Its departments, by code."
    )
    activators = graphene.Field(
        "schema.directory.types.profile.ActivatorProfileConnection",
        required=True,
        **page_arguments(backward=False),
        description="Those on its page: listed from the first Wednesday after publication (rule F8), by name.",
    )

    @staticmethod
    def resolve_id(region: models.Region, info: Info) -> str:
        return encode_id("Region", region.code)

    @staticmethod
    def resolve_path(region: models.Region, info: Info) -> str:
        return loading.region_path(region, info.context)

    @staticmethod
    def resolve_departments(region: models.Region, info: Info) -> list[models.Department]:
        known = loading.vocabulary(info.context).departments.values()
        return [department for department in known if department.region_id == region.pk]

    @staticmethod
    def resolve_activators(region: models.Region, info: Info, **page: Any) -> Any:
        return loading.regional_list(region, info.context, **page)


@serves(models.Department, by_code("departments"))
class Department(graphene.ObjectType):
    """One of the 101 departments of the official code."""

    class Meta:
        interfaces = (Node,)

    code = graphene.String(required=True, description="Official code, such as `2A` or `974`.")
    name = graphene.String(required=True, description="In French.")
    region = graphene.Field(Region, required=True, description="The region it is in.")

    @staticmethod
    def resolve_id(department: models.Department, info: Info) -> str:
        return encode_id("Department", department.code)

    @staticmethod
    def resolve_region(department: models.Department, info: Info) -> models.Region:
        return loading.vocabulary(info.context).regions[department.region_id]


class ThemeFamily(graphene.ObjectType):
    """A family of themes (rule A1)."""

    name = graphene.String(required=True, description="In French.")
    slug = graphene.String(required=True, description="Stable name.")
    themes = graphene.List(graphene.NonNull(lambda: Theme), required=True, description="Its themes, in order.")

    @staticmethod
    def resolve_themes(family: models.ThemeFamily, info: Info) -> list[models.Theme]:
        return [theme for theme in loading.vocabulary(info.context).themes.values() if theme.family_id == family.pk]


@serves(models.Theme, by_slug("themes"))
class Theme(graphene.ObjectType):
    """A theme of intervention (rule A1)."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String(required=True, description="In French.")
    slug = graphene.String(required=True, description="Stable name, for filters.")
    family = graphene.Field(ThemeFamily, required=True, description="Its family.")

    @staticmethod
    def resolve_id(theme: models.Theme, info: Info) -> str:
        return encode_id("Theme", theme.slug)


@serves(models.Sector, by_slug("sectors"))
class Sector(graphene.ObjectType):
    """A sector of activity."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String(required=True, description="In French.")
    slug = graphene.String(required=True, description="Stable name, for filters.")

    @staticmethod
    def resolve_id(sector: models.Sector, info: Info) -> str:
        return encode_id("Sector", sector.slug)


# What lists usually hold: for the static cost of an operation.
declare("Query.regions", size=18)
declare("Query.themes", size=11)
declare("Region.departments", size=6)
declare("ThemeFamily.themes", size=4)
