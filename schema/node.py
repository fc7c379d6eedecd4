"""Relay's global object identification."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import graphene

from schema.context import Info
from schema.engine.batch import gather
from schema.errors import BadUserInput

if TYPE_CHECKING:
    from schema.context import Context

MAX_NODES = 100

# Finds public objects by the second part of their global id: whatever is missing is not public.
Fetch = Callable[[Sequence[str], "Context"], Mapping[str, Any]]
_FETCHERS: dict[str, Fetch] = {}


class Node(graphene.Interface):
    """An object with a global identifier."""

    id = graphene.ID(required=True, description="Global identifier, opaque and stable.")

    @classmethod
    def resolve_type(cls, instance: Any, info: Info) -> Any:
        return type_of(instance)


_TYPES: dict[type, type[graphene.ObjectType]] = {}


def serves(model: type, fetch: Fetch) -> Callable[[type[graphene.ObjectType]], type[graphene.ObjectType]]:
    """Class decorator: instances of `model` are this object type, and `fetch` finds them for `node`."""

    def register(object_type: type[graphene.ObjectType]) -> type[graphene.ObjectType]:
        _TYPES[model] = object_type
        _FETCHERS[object_type._meta.name] = fetch
        return object_type

    return register


def type_of(instance: Any) -> type[graphene.ObjectType]:
    """The object type of a model instance."""
    return _TYPES[type(instance)]


def encode_id(type_name: str, key: object) -> str:
    return base64.b64encode(f"{type_name}:{key}".encode()).decode("ascii")


def _decode_id(global_id: str) -> tuple[str, str]:
    """Type and key in a global id; two empty texts, which are nobody's, for what is none."""
    try:
        type_name, separator, key = base64.b64decode(global_id.encode("ascii"), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return (type_name, key) if separator and "\x00" not in key else ("", "")


def fetch_node(global_id: str, context: Context) -> Any:
    """The public object with this id, or None. Raises BadUserInput for what is no id."""
    if not all(_decode_id(global_id)):
        raise BadUserInput("This is not a global id.", argument="id")
    return fetch_nodes([global_id], context)[0]


def fetch_nodes(global_ids: Sequence[str], context: Context) -> list[Any]:
    """The public objects with these ids, in this order, None for what is not public or no id at all; one batch
    per type."""
    if len(global_ids) > MAX_NODES:
        raise BadUserInput(f"At most {MAX_NODES} ids at once.", argument="ids")
    decoded = [_decode_id(global_id) for global_id in global_ids]
    found: dict[tuple[str, str], Any] = {}
    for type_name in dict.fromkeys(name for name, _ in decoded):
        fetch = _FETCHERS.get(type_name)
        if fetch is None:
            continue
        keys = list(dict.fromkeys(key for name, key in decoded if name == type_name))
        by_key = fetch(keys, context)
        gather(by_key.values())
        found.update({(type_name, key): node for key, node in by_key.items()})
    return [found.get(key) for key in decoded]


def integers(keys: Sequence[str]) -> list[int]:
    """The keys that are database ids."""
    return [int(key) for key in keys if key.isdecimal() and len(key) <= 18]


def public_pages(model: Any) -> Any:
    """Finds public pages of one type by id, for `node`."""

    def fetch(keys: Sequence[str], context: Context) -> Mapping[str, Any]:
        return {str(page.pk): page for page in model.objects.public(context.scope).filter(pk__in=integers(keys))}

    return fetch
