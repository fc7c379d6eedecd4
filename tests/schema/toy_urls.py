"""The endpoint over the toy schema."""

from django.urls import path

from schema.engine.execution import Engine
from schema.graphiql.views import GraphiQLView
from schema.view import GraphQLView
from tests.schema import toy

engine = Engine(toy.schema.graphql_schema)

urlpatterns = [
    path("graphql/", GraphQLView.as_view(engine=engine), name="graphql"),
    path("graphiql/", GraphiQLView.as_view(), name="graphiql"),
]
