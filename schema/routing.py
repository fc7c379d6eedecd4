"""Addresses: what lives at a public path."""

from __future__ import annotations

import graphene

from core.routing import Route as RouteResult
from core.routing import resolve_path
from schema.context import Info
from schema.node import Node
from schema.types.enums import RouteStatus


class Redirect(graphene.ObjectType):
    """Where something moved to."""

    path = graphene.String(required=True, description="A path of the portal, or an absolute address elsewhere.")
    permanent = graphene.Boolean(required=True, description="Whether the old address should be forgotten.")


class Route(graphene.ObjectType):
    """What lives at a public path."""

    status = graphene.Field(RouteStatus, required=True, description="Content, a redirect, or nothing.")
    http_status = graphene.Int(required=True, description="The HTTP status a frontend should answer with.")
    node = graphene.Field(Node, description="The content, when there is.")
    redirect = graphene.Field(Redirect, description="Where to go instead, when it moved.")


class RoutingQuery(graphene.ObjectType):
    """The addresses' part of the root."""

    route = graphene.Field(
        Route,
        required=True,
        path=graphene.Argument(graphene.String, required=True, description="Public path, such as `/faq/`."),
        description="What lives at a public path: content, a redirect, nothing any more, or nothing.",
    )

    @staticmethod
    def resolve_route(root: None, info: Info, path: str) -> RouteResult:
        return resolve_path(path, info.context.scope)
