"""What every page has in the API."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import graphene
from wagtail.models import Page

from core import seo
from core.addresses import public_url
from core.references import Kind
from schema import loading
from schema.context import Context, Info
from schema.node import encode_id, type_of
from schema.scalars import JSON
from schema.types.media import Image


class Breadcrumb(graphene.ObjectType):
    """A step from the home page down to a page."""

    title = graphene.String(required=True, description="The page's title.")
    path = graphene.String(required=True, description="Its public path.")


class Seo(graphene.ObjectType):
    """What search engines and social networks are told of a page."""

    title = graphene.String(required=True, description="Title for search engines.")
    description = graphene.String(required=True, description="A sentence or two; from the content when none is given.")
    canonical_url = graphene.String(required=True, description="The one address of the page.")
    noindex = graphene.Boolean(required=True, description="Whether search engines should leave it out.")
    image = graphene.Field(Image, description="Picture for shares.")
    json_ld = graphene.Field(
        JSON, required=True, description="schema.org data. Escape `<` when writing it into a `script` element."
    )

    @staticmethod
    def resolve_title(page: Any, info: Info) -> str:
        return page.seo_title or page.title

    @staticmethod
    def resolve_description(page: Any, info: Info) -> str:
        return page.search_description or seo.description(own_words(page, info.context))

    @staticmethod
    def resolve_canonical_url(page: Any, info: Info) -> str:
        return page_url(page, info.context)

    @staticmethod
    def resolve_image(page: Any, info: Info) -> Any:
        if page.share_image_id is None:
            return None
        return loading.references(page, info.context)(Kind.IMAGE, page.share_image_id)

    @staticmethod
    def resolve_json_ld(page: Any, info: Info) -> Any:
        return json_ld(page, info.context)


@singledispatch
def own_words(page: Page, context: Context) -> str:
    """The page's own words as plain text; each type of page registers its own."""
    return ""


@singledispatch
def json_ld(page: Page, context: Context) -> dict[str, Any]:
    """schema.org data of a page; types that are more than a page register their own."""
    crumbs = [(link.title, public_url(link.path)) for link in loading.breadcrumb(page, context)]
    return seo.page_data(page_url(page, context), page.title, crumbs)


def page_url(page: Any, context: Context) -> str:
    """The page's address on the public frontend."""
    return public_url(context.scope.public_path(page.url_path))


class PageInterface(graphene.Interface):
    """A page of the portal, of whatever type."""

    id = graphene.ID(required=True, description="Global identifier, opaque and stable.")
    title = graphene.String(required=True, description="Its title; of an entry, the question.")
    slug = graphene.String(required=True, description="Last part of its path.")
    path = graphene.String(required=True, description="Public path, with a slash at both ends.")
    url = graphene.String(required=True, description="Address on the public frontend.")
    seo = graphene.Field(Seo, required=True, description="For search engines and shares.")
    breadcrumb = graphene.List(
        graphene.NonNull(Breadcrumb), required=True, description="From the home page down to the page itself."
    )
    first_published_at = graphene.DateTime(description="When it was first published.")
    last_published_at = graphene.DateTime(description="When it was last published, typing fixes included.")

    @classmethod
    def resolve_type(cls, instance: Any, info: Info) -> Any:
        return type_of(instance)

    @staticmethod
    def resolve_id(page: Any, info: Info) -> str:
        return encode_id(type_of(page)._meta.name, page.pk)

    @staticmethod
    def resolve_path(page: Any, info: Info) -> str:
        return info.context.scope.public_path(page.url_path)

    @staticmethod
    def resolve_url(page: Any, info: Info) -> str:
        return page_url(page, info.context)

    @staticmethod
    def resolve_seo(page: Any, info: Info) -> Any:
        return page

    @staticmethod
    def resolve_breadcrumb(page: Any, info: Info) -> Any:
        return loading.breadcrumb(page, info.context)
