"""The schema as clients see it: described, closed, and what the contract says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.template.loader import get_template
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    is_introspection_type,
)
from wagtail import blocks
from wagtail.fields import StreamField

from core.models.page import PortalPage
from schema.bindings import BLOCKS
from schema.root import schema as graphene_schema

SCHEMA: GraphQLSchema = graphene_schema.graphql_schema
CONTRACT = build_schema((Path(__file__).parent / "contract.graphql").read_text(encoding="utf-8"))


def own_types(schema: GraphQLSchema) -> dict[str, Any]:
    return {name: found for name, found in schema.type_map.items() if not is_introspection_type(found)}


def members(found: Any) -> dict[str, Any]:
    return found.fields if hasattr(found, "fields") else getattr(found, "values", {})


def elements(schema: GraphQLSchema) -> Iterator[tuple[str, Any]]:
    """Every type, field, argument, enum value and input field, by its coordinate."""
    for name, found in own_types(schema).items():
        yield name, found
        for member, definition in members(found).items():
            yield f"{name}.{member}", definition
            for argument, given in getattr(definition, "args", {}).items():
                yield f"{name}.{member}({argument}:)", given


def test_everything_is_described() -> None:
    undescribed = [where for where, found in elements(SCHEMA) if not found.description]
    assert undescribed == []


def test_no_name_or_argument_carries_an_orm_path() -> None:
    names = [where.split("(")[-1].split(".")[-1] for where, _ in elements(SCHEMA)]
    assert [name for name in names if "__" in name] == []
    suspects = {"order", "ordering", "sort", "where", "lookup", "contentType", "offset", "limit", "rawValue"}
    assert suspects & {name.rstrip(":)") for name in names} == set()
    for where, given in elements(SCHEMA):
        if where.endswith("(orderBy:)"):
            assert isinstance(given.type.of_type, GraphQLEnumType), where


def test_nothing_of_grapples_own_types_is_served() -> None:
    modules = {
        found.graphene_type.__module__.partition(".")[0]
        for found in own_types(SCHEMA).values()
        if hasattr(found, "graphene_type")
    }
    assert modules <= {"schema", "graphene"}


# --- blocks ---------------------------------------------------------------------------------------------


def stream_fields() -> Iterator[StreamField]:
    for model in apps.get_models():
        if issubclass(model, PortalPage):
            yield from (field for field in model._meta.get_fields() if isinstance(field, StreamField))


def streamed(stream: blocks.BaseStreamBlock) -> Iterator[tuple[str, blocks.Block]]:
    """The blocks that a stream, or a stream inside it, may hold."""
    for name, block in stream.child_blocks.items():
        yield name, block
        for inner in getattr(block, "child_blocks", {}).values():
            if isinstance(inner, blocks.BaseStreamBlock):
                yield from streamed(inner)


@pytest.mark.parametrize("field", stream_fields(), ids=str)
def test_every_block_has_a_type_and_a_template(field: StreamField) -> None:
    for name, block in streamed(field.stream_block):
        bound = next((BLOCKS[base] for base in type(block).__mro__ if base in BLOCKS), None)
        assert bound is not None, f"{name}: bind {type(block).__name__} in schema.bindings"
        assert bound._meta.name in SCHEMA.type_map
        get_template(f"pages/blocks/{name}.html")


def test_only_bound_types_are_blocks() -> None:
    interface = SCHEMA.type_map["StreamFieldInterface"]
    assert isinstance(interface, GraphQLInterfaceType)
    possible = {found.name for found in SCHEMA.get_possible_types(interface)}
    assert possible == {found._meta.name for found in BLOCKS.values()}


# --- the contract ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in own_types(CONTRACT) if name in SCHEMA.type_map])
def test_types_are_what_the_contract_says(name: str) -> None:
    wanted, found = CONTRACT.type_map[name], SCHEMA.type_map[name]
    assert type(found).__mro__[1] is type(wanted) or isinstance(found, type(wanted))
    if isinstance(wanted, GraphQLUnionType):
        assert isinstance(found, GraphQLUnionType)
        assert {member.name for member in wanted.types} <= {member.name for member in found.types}
    if isinstance(wanted, GraphQLObjectType):
        assert isinstance(found, GraphQLObjectType)
        assert {face.name for face in wanted.interfaces} <= {face.name for face in found.interfaces}
    for member, definition in members(wanted).items():
        assert member in members(found), f"{name}.{member}"
        given = members(found)[member]
        if isinstance(wanted, GraphQLEnumType):
            continue
        assert str(given.type) == str(definition.type), f"{name}.{member}"
        if isinstance(wanted, GraphQLInputObjectType):
            continue
        for argument, expected in definition.args.items():
            assert argument in given.args, f"{name}.{member}({argument}:)"
            assert str(given.args[argument].type) == str(expected.type), f"{name}.{member}({argument}:)"
        required = {key for key, value in given.args.items() if re.fullmatch(r".*!", str(value.type))}
        assert required <= set(definition.args), f"{name}.{member} asks for more than the contract says"


def test_every_type_of_the_contract_exists() -> None:
    assert set(own_types(CONTRACT)) <= set(SCHEMA.type_map)


def test_defaults_are_what_the_contract_says() -> None:
    fields = SCHEMA.query_type.fields  # type: ignore[union-attr]
    assert fields["faq"].args["slug"].default_value == "faq"
    default = fields["faqEntries"].args["orderBy"].default_value
    assert getattr(default, "name", default) == "TREE"
    default = fields["activators"].args["orderBy"].default_value
    assert getattr(default, "name", default) == "NAME"
    assert members(SCHEMA.type_map["Near"])["radiusKm"].default_value == 50
