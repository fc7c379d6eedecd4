"""What every page has in the API."""

from __future__ import annotations

from typing import Any

import graphene

from core.addresses import public_url
from core.references import Kind
from pages import seo
from pages.models import FaqEntry, FaqPage, FaqSection
from schema.context import Info
from schema.node import encode_id, type_of
from schema.pages import loading
from schema.pages.types.media import Image
from schema.scalars import JSON


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
    json_ld = graphene.Field(JSON, required=True, description="schema.org data, to put in the page as it is.")

    @staticmethod
    def resolve_title(page: Any, info: Info) -> str:
        return page.seo_title or page.title

    @staticmethod
    def resolve_description(page: Any, info: Info) -> str:
        return page.search_description or seo.description(loading.text(page, info.context))

    @staticmethod
    def resolve_canonical_url(page: Any, info: Info) -> str:
        return address(page, info)

    @staticmethod
    def resolve_image(page: Any, info: Info) -> Any:
        if page.share_image_id is None:
            return None
        return loading.references(page, info.context)(Kind.IMAGE, page.share_image_id)

    @staticmethod
    def resolve_json_ld(page: Any, info: Info) -> Any:
        if isinstance(page, FaqPage | FaqSection | FaqEntry):
            return seo.faq_data(address(page, info), page.title, loading.questions(page, info.context))
        crumbs = [(link.title, public_url(link.path)) for link in loading.breadcrumb(page, info.context)]
        return seo.page_data(address(page, info), page.title, crumbs)


def address(page: Any, info: Info) -> str:
    """The page's address on the public frontend."""
    return public_url(info.context.scope.public_path(page.url_path))


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
        return address(page, info)

    @staticmethod
    def resolve_seo(page: Any, info: Info) -> Any:
        return page

    @staticmethod
    def resolve_breadcrumb(page: Any, info: Info) -> Any:
        return loading.breadcrumb(page, info.context)
