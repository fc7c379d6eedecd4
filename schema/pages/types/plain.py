"""Pages that are not the FAQ's, and what stands around all pages."""

from __future__ import annotations

from typing import Any

import graphene

from core import content
from pages import models
from pages.rendering import render_blocks
from schema.context import Info
from schema.loading import references
from schema.node import Node, public_pages, serves
from schema.pages.types.blocks import StreamFieldInterface
from schema.scalars import HTML
from schema.types.media import RichText
from schema.types.page import PageInterface


@serves(models.HomePage, public_pages(models.HomePage))
class HomePage(graphene.ObjectType):
    """The portal's front page."""

    class Meta:
        interfaces = (Node, PageInterface)

    introduction = graphene.Field(RichText, description="What stands at the top.")

    @staticmethod
    def resolve_introduction(page: models.HomePage, info: Info) -> Any:
        return content.text(page, "introduction", references(page, info.context)) or None


@serves(models.ContentPage, public_pages(models.ContentPage))
class ContentPage(graphene.ObjectType):
    """A plain page: legal notice, accessibility, about."""

    class Meta:
        interfaces = (Node, PageInterface)

    body = graphene.List(
        graphene.NonNull(StreamFieldInterface), required=True, description="The content, block by block."
    )
    body_html = graphene.Field(HTML, required=True, description="The whole content; its headings start at h2.")

    @staticmethod
    def resolve_body(page: models.ContentPage, info: Info) -> list[Any]:
        return content.stream(page, "body", references(page, info.context))

    @staticmethod
    def resolve_body_html(page: models.ContentPage, info: Info) -> str:
        blocks = content.stream(page, "body", references(page, info.context))
        return render_blocks(blocks, first_heading=2)


class NavigationItem(graphene.ObjectType):
    """A link of a menu. Links to what is not public are left out."""

    title = graphene.String(required=True, description="How it is called in the menu.")
    path = graphene.String(required=True, description="Public path.")
    children = graphene.List(
        graphene.NonNull(lambda: NavigationItem), required=True, description="The links under it, in order."
    )


class Site(graphene.ObjectType):
    """What stands around all pages."""

    name = graphene.String(required=True, description="Name of the portal.")
    tagline = graphene.String(required=True, description="Its slogan, or an empty text.")
    navigation = graphene.List(graphene.NonNull(NavigationItem), required=True, description="The main menu.")
    legal_pages = graphene.List(
        graphene.NonNull(NavigationItem), required=True, description="The links that the law asks for."
    )
