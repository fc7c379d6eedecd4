"""The root fields of the content. Each is one call of a selector."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import graphene
from django.db.models import DateField, F
from django.db.models.expressions import Value
from django.db.models.functions import Coalesce

from core.statements import Fixed
from pages import models, selectors
from pages.site import portal_site
from schema.arguments import checked_query
from schema.connections import page_arguments
from schema.context import Info
from schema.engine.pagination import Connection, Key, PageArguments, Select, database_id, paginate
from schema.pages.types.enums import FaqEntryOrder, FaqEntryOrderChoice
from schema.pages.types.faq import DatedUpdateConnection, FaqEntry, FaqEntryConnection, FaqPage
from schema.pages.types.inputs import FaqEntryFilter, UpdateFilter
from schema.pages.types.plain import Site

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from core.visibility import PublicScope
    from pages.querysets import FaqEntryQuerySet

_PLACE = Key("path")
_NEVER, _ALWAYS = Value(date.min, DateField()), Value(date.max, DateField())
# How each order is made: annotations that leave no null, and keys that end with a unique one.
_ENTRY_ORDERS: dict[FaqEntryOrderChoice, tuple[dict[str, Any], tuple[Key, ...]]] = {
    FaqEntryOrderChoice.TREE: ({}, (_PLACE,)),
    FaqEntryOrderChoice.TITLE: ({}, (Key("title_folded"), _PLACE)),
    FaqEntryOrderChoice.UPDATED_DESC: (
        {"updated_key": Coalesce(F("updated_on"), _NEVER)},
        (Key("updated_key", descending=True, parse=date.fromisoformat), _PLACE),
    ),
    FaqEntryOrderChoice.UPDATED_ASC: (
        {"updated_key": Coalesce(F("updated_on"), _ALWAYS)},
        (Key("updated_key", parse=date.fromisoformat), _PLACE),
    ),
}


_UPDATE_KEYS = (
    Key("date", descending=True, parse=date.fromisoformat),
    Key("pk", descending=True, parse=database_id),
)


def _conditions(given: Any, scope: PublicScope) -> dict[str, Any]:
    """A filter's conditions, with themes and words looked up."""
    conditions = dict(given or {})
    if (query := conditions.pop("query", None)) is not None:
        conditions["among"] = selectors.found_by(checked_query(query), scope)
    if (section := conditions.pop("section", None)) is not None:
        conditions["sections"] = selectors.sections_named(section, scope)
    return conditions


def _entries(wanted: tuple[Fixed, selectors.EntryCriteria, PublicScope]) -> FaqEntryQuerySet:
    (order,), criteria, scope = wanted
    return selectors.entries(criteria, scope).annotate(**_ENTRY_ORDERS[order][0])


def _updates(wanted: tuple[selectors.UpdateCriteria, PublicScope]) -> QuerySet:
    return selectors.updates(*wanted)


class PagesQuery(graphene.ObjectType):
    """The content's part of the root."""

    faq = graphene.Field(
        FaqPage,
        slug=graphene.Argument(graphene.String, required=True, default_value="faq", description="Its last path part."),
        description="A FAQ with its themes and entries; null when there is no public one.",
    )
    faq_entry = graphene.Field(
        FaqEntry,
        slug=graphene.Argument(graphene.String, required=True, description="Its last path part."),
        description="An entry of the FAQ; null when there is no public one. `route` knows former addresses.",
    )
    faq_entries = graphene.Field(
        FaqEntryConnection,
        required=True,
        filter=graphene.Argument(FaqEntryFilter, description="Which entries; all when it is not given."),
        order_by=graphene.Argument(
            FaqEntryOrder,
            required=True,
            default_value=FaqEntryOrderChoice.TREE,
            description="In which order.",
        ),
        **page_arguments(),
        description="Entries of the FAQ.",
    )
    updates = graphene.Field(
        DatedUpdateConnection,
        required=True,
        filter=graphene.Argument(UpdateFilter, description="Which updates; all when it is not given."),
        **page_arguments(),
        description="Dated updates, newest first.",
    )
    site = graphene.Field(Site, required=True, description="What stands around all pages.")

    @staticmethod
    def resolve_faq(root: None, info: Info, slug: str) -> models.FaqPage | None:
        return selectors.faq_at(slug, info.context.scope, info.context.columns_of(models.FaqPage))

    @staticmethod
    def resolve_faq_entry(root: None, info: Info, slug: str) -> models.FaqEntry | None:
        return selectors.entry_at(slug, info.context.scope, info.context.columns_of(models.FaqEntry))

    @staticmethod
    def resolve_faq_entries(
        root: None,
        info: Info,
        order_by: FaqEntryOrderChoice,
        filter: Any = None,
        **page: Any,
    ) -> Connection[models.FaqEntry]:
        context = info.context
        criteria = selectors.EntryCriteria(**_conditions(filter, context.scope))
        select = Select(_entries, (Fixed((order_by,)), criteria, context.scope), context.columns_of(models.FaqEntry))
        return paginate(select, _ENTRY_ORDERS[order_by][1], PageArguments.of(**page))

    @staticmethod
    def resolve_updates(root: None, info: Info, filter: Any = None, **page: Any) -> Any:
        criteria = selectors.UpdateCriteria(**_conditions(filter, info.context.scope))
        select = Select(_updates, (criteria, info.context.scope), info.context.columns_of(models.DatedUpdate))
        return paginate(select, _UPDATE_KEYS, PageArguments.of(**page))

    @staticmethod
    def resolve_site(root: None, info: Info) -> Any:
        return portal_site(info.context.scope)
