"""`graphql_fields` of the models, for what the benchmark's queries ask; a site would write them on the models."""

from __future__ import annotations

from typing import Any

import graphene
from grapple.helpers import register_graphql_schema, register_query_field
from grapple.models import (
    GraphQLCollection,
    GraphQLForeignKey,
    GraphQLRichText,
    GraphQLStreamfield,
    GraphQLString,
    GraphQLTag,
)
from grapple.registry import registry
from grapple.types.structures import PaginatedQuerySet
from grapple.utils import resolve_paginated_queryset
from wagtail.query import PageQuerySet

from core.querysets import PublicPageQuerySet
from directory.models import ActivatorProfile, Organisation, ServedArea, Theme
from pages.models import DatedUpdate, FaqEntry, FaqPage, FaqSection


def bind(model: Any, *fields: Any) -> None:
    """Say which fields of a model are in the API."""
    model.graphql_fields = list(fields)


# Pages of a site that knows nothing of Balise: Wagtail's own condition, which looks at view restrictions alone.
PublicPageQuerySet.public = PageQuerySet.public  # type: ignore[method-assign]

bind(Theme, GraphQLString("name"), GraphQLString("slug"))
bind(Organisation, GraphQLString("name"))
bind(
    ActivatorProfile,
    GraphQLString("category"),
    GraphQLString("first_name"),
    GraphQLString("last_name"),
    GraphQLForeignKey("organisation", "directory.Organisation"),
    GraphQLString("website"),
    GraphQLString("telephone"),
    GraphQLString("published_on"),
    GraphQLCollection(GraphQLForeignKey, "themes", "directory.Theme"),
)
bind(DatedUpdate, GraphQLString("date"), GraphQLString("summary"), GraphQLString("significance"))
bind(
    FaqEntry,
    GraphQLString("anchor"),
    GraphQLString("verdict"),
    GraphQLString("valid_from"),
    GraphQLString("valid_until"),
    GraphQLString("updated_on"),
    GraphQLStreamfield("answer"),
    GraphQLTag("keywords"),
    GraphQLCollection(GraphQLForeignKey, "updates", "pages.DatedUpdate"),
)
bind(FaqPage, GraphQLRichText("introduction"))

bind(FaqSection, GraphQLString("anchor"))

register_query_field("activator", "activators")(ActivatorProfile)
register_query_field("faqEntry", "faqEntries")(FaqEntry)
register_query_field("faq", "faqs")(FaqPage)


class ServingQuery:
    """A filtered list is a query of one's own, for the lists that grapple makes have no conditions."""

    activators_serving = PaginatedQuerySet(
        lambda: registry.models[ActivatorProfile],
        ActivatorProfile,
        region=graphene.String(required=True),
        category=graphene.String(required=True),
    )

    def resolve_activators_serving(self, info: Any, region: str, category: str, **page: Any) -> Any:
        found = ActivatorProfile.objects.live().public().filter(category=category)
        served = ServedArea.objects.filter(region__slug=region).values("profile")
        return resolve_paginated_queryset(found.filter(pk__in=served), info, **page)


register_graphql_schema(ServingQuery)
