"""The API's addresses."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from schema.engine.execution import Engine
from schema.engine.limits import Limits
from schema.graphiql.views import GraphiQLView
from schema.root import schema
from schema.sdl import sdl_view
from schema.view import GraphQLView


def contract(request: HttpRequest) -> HttpResponse:
    """The schema as text, for whom introspection answers too: it tells the same."""
    if not Limits.from_settings().introspection:
        raise Http404
    return sdl_view(request)


endpoint = GraphQLView.as_view(engine=Engine(schema.graphql_schema))

urlpatterns = [
    path("graphql/", endpoint, name="graphql"),
    # Not by a redirect, which many clients follow with a GET.
    path("graphql", endpoint),
    path("graphql/schema.graphql", contract, name="graphql-sdl"),
    path("graphiql/", GraphiQLView.as_view(), name="graphiql"),
]
