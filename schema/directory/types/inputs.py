"""Inputs of the directory."""

from __future__ import annotations

import graphene

from schema.directory.types.enums import ActivatorCategory


class ActivatorFilter(graphene.InputObjectType):
    """Which profiles are wanted: those that meet every condition given; of a list, any value will do."""

    category = graphene.List(graphene.NonNull(ActivatorCategory), description="Of one of these categories.")
    themes = graphene.List(graphene.NonNull(graphene.String), description="With one of these themes, by slug.")
    sectors = graphene.List(graphene.NonNull(graphene.String), description="With one of these sectors, by slug.")
    region = graphene.String(description="Serving this region, by its slug or its official code.")
    department = graphene.String(description="Serving this department, by its official code or its slug.")
    query = graphene.String(description="That have these words; a word may be mistyped by one letter.")
    on_map = graphene.Boolean(description="That are on the map, or that are not.")
    regionally_listed_on = graphene.Date(description="That are on their regions' pages on this day (rule F8).")


class Near(graphene.InputObjectType):
    """Around a point. Profiles without a point are left out."""

    latitude = graphene.Float(required=True, description="Degrees, WGS 84.")
    longitude = graphene.Float(required=True, description="Degrees, WGS 84.")
    radius_km = graphene.Float(required=True, default_value=50, description="Kilometres, above 0 and up to 20,100.")


class SlugProposalInput(graphene.InputObjectType):
    """Whom an address is wanted for."""

    category = graphene.InputField(ActivatorCategory, required=True, description="Decides what it is made from.")
    first_name = graphene.String(required=True, description="Of the person.")
    last_name = graphene.String(required=True, description="Of the person.")
    organisation_name = graphene.String(required=True, description="Of the company.")
