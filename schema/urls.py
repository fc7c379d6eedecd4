"""The API's addresses."""

from __future__ import annotations

from django.urls import path

from schema.engine.execution import Engine
from schema.graphiql.views import GraphiQLView
from schema.root import schema
from schema.sdl import sdl_view
from schema.view import GraphQLView

urlpatterns = [
    path("graphql/", GraphQLView.as_view(engine=Engine(schema.graphql_schema)), name="graphql"),
    path("graphql/schema.graphql", sdl_view, name="graphql-sdl"),
    path("graphiql/", GraphiQLView.as_view(), name="graphiql"),
]
