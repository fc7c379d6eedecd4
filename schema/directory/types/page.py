"""The page under which all profiles are."""

from __future__ import annotations

from typing import Any

import graphene

from core import content
from directory import models
from schema.context import Info
from schema.loading import references
from schema.node import Node, public_pages, serves
from schema.types.media import RichText
from schema.types.page import PageInterface


@serves(models.DirectoryPage, public_pages(models.DirectoryPage))
class DirectoryPage(graphene.ObjectType):
    """The directory's own page; `activators` gives the profiles."""

    class Meta:
        interfaces = (Node, PageInterface)

    introduction = graphene.Field(RichText, description="What stands above the search.")

    @staticmethod
    def resolve_introduction(page: models.DirectoryPage, info: Info) -> Any:
        return content.text(page, "introduction", references(page, info.context)) or None
