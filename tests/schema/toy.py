"""A small schema with everything that can go wrong, for tests of how requests are answered."""

import math

import graphene
from django.db import InterfaceError, OperationalError

from accounts.throttle import TooMany
from schema.engine.pagination import PageArguments
from schema.errors import BadUserInput, Forbidden

EXECUTED: list[str] = []
"""Names of the fields that ran since a test cleared it."""


class Even(graphene.Scalar):
    """An even number."""

    @staticmethod
    def serialize(value):
        return value

    @staticmethod
    def parse_value(value):
        if value % 2:
            raise ValueError("internal: odd at 10.0.0.7")
        return value

    @staticmethod
    def parse_literal(node, variables=None):
        return Even.parse_value(int(node.value))


class Anything(graphene.Scalar):
    """Whatever the resolver returned."""

    @staticmethod
    def serialize(value):
        return value


class Named(graphene.Interface):
    name = graphene.String()


class Thing(graphene.ObjectType):
    class Meta:
        interfaces = (Named,)

    thing = graphene.Field(lambda: Thing)
    other = graphene.Field(lambda: Thing)
    parts = graphene.List(lambda: Thing)
    things = graphene.Field(lambda: Things, first=graphene.Int(), last=graphene.Int())
    tags = graphene.List(graphene.String)


class Edge(graphene.ObjectType):
    cursor = graphene.String()
    node = graphene.Field(Thing)


class Things(graphene.ObjectType):
    edges = graphene.List(Edge)
    nodes = graphene.List(Thing)
    total = graphene.Int()


class Query(graphene.ObjectType):
    hello = graphene.String(name=graphene.String(default_value="toi"))
    echo = graphene.Int(n=graphene.Int(required=True, default_value=1))
    even = graphene.Int(n=Even())
    thing = graphene.Field(Thing)
    named = graphene.Field(Named)
    things = graphene.Field(Things, first=graphene.Int(), last=graphene.Int())
    listed = graphene.List(Thing)
    nodes = graphene.List(Thing, ids=graphene.List(graphene.ID))
    broken = graphene.String()
    surely_broken = graphene.String(required=True)
    many_broken = graphene.List(graphene.String)
    null_for_some = graphene.String(required=True)
    bad_int = graphene.Int()
    recursive = graphene.String()
    refused = graphene.String()
    wrong = graphene.String()
    unreachable = graphene.String()
    connection_lost = graphene.String()
    not_a_number = graphene.Field(Anything)
    not_json = graphene.Field(Anything)
    bottomless = graphene.Field(Anything)
    whoami = graphene.String()
    too_often = graphene.String()

    @staticmethod
    def resolve_whoami(root, info):
        return info.context.user.get_username()

    @staticmethod
    def resolve_too_often(root, info):
        raise TooMany(90)

    @staticmethod
    def resolve_hello(root, info, name):
        EXECUTED.append("hello")
        return f"Bonjour {name}"

    @staticmethod
    def resolve_echo(root, info, n):
        return n

    @staticmethod
    def resolve_even(root, info, n=0):
        return n

    @staticmethod
    def resolve_things(root, info, first=None, last=None):
        PageArguments.of(first=first, last=last)
        EXECUTED.append("things")
        return {"nodes": [], "edges": [], "total": 0}

    @staticmethod
    def resolve_broken(root, info):
        raise RuntimeError("secret of 10.0.0.7")

    resolve_surely_broken = resolve_broken

    @staticmethod
    def resolve_bad_int(root, info):
        return "secret of 10.0.0.7"

    @staticmethod
    def resolve_recursive(root, info):
        return Query.resolve_recursive(root, info)

    @staticmethod
    def resolve_refused(root, info):
        raise Forbidden("Not for you.")

    @staticmethod
    def resolve_wrong(root, info):
        raise BadUserInput("No such thing.", argument="name")

    @staticmethod
    def resolve_unreachable(root, info):
        raise OperationalError('connection to server at "10.0.0.7", port 5432 failed')

    @staticmethod
    def resolve_connection_lost(root, info):
        raise InterfaceError("connection already closed at 10.0.0.7")

    @staticmethod
    def resolve_not_a_number(root, info):
        return math.nan

    @staticmethod
    def resolve_not_json(root, info):
        return {1, 2}

    @staticmethod
    def resolve_bottomless(root, info):
        deep: list = []
        for _ in range(100_000):
            deep = [deep]
        return deep


class Bump(graphene.Mutation):
    done = graphene.Boolean()

    @staticmethod
    def mutate(root, info):
        EXECUTED.append("bump")
        return Bump(done=True)


class Sign(graphene.Mutation):
    by = graphene.String()

    @staticmethod
    def mutate(root, info):
        EXECUTED.append("sign")
        return Sign(by=info.context.user.get_username())


class Mutation(graphene.ObjectType):
    sign = Sign.Field()
    bump = Bump.Field()


schema = graphene.Schema(query=Query, mutation=Mutation)
