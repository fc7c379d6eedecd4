"""Enums from Python's own, and those that every kind of page shares."""

from __future__ import annotations

from typing import Any

import graphene

from core.images import ImageFormat as ImageFormatChoice
from core.images import ImagePreset as ImagePresetChoice
from core.routing import RouteStatus as RouteStatusChoice


def enum_type(choices: Any, name: str, description: str, values: dict[str, str]) -> graphene.Enum:
    """A GraphQL enum over a Python one; `values` describes each member."""
    members = {member.name for member in choices}
    if members != set(values):
        raise ValueError(f"{name}: describe each of {sorted(members)}")
    return graphene.Enum.from_enum(
        choices, name=name, description=lambda value: values[value.name] if value else description
    )


RouteStatus = enum_type(
    RouteStatusChoice,
    "RouteStatus",
    "What lives at a path.",
    {
        "OK": "Public content.",
        "REDIRECT": "Nothing here; it moved.",
        "GONE": "Public content was here and was deleted.",
        "NOT_FOUND": "Nothing that the public may know of.",
    },
)
ImagePreset = enum_type(
    ImagePresetChoice,
    "ImagePreset",
    "The named sizes of pictures, in pixels.",
    {
        "THUMBNAIL": "160 × 160, cut around the focal point.",
        "CARD": "480 × 320, cut around the focal point.",
        "CONTENT": "At most 960 wide, whole.",
        "SHARE": "1200 × 630, cut around the focal point, for social networks.",
    },
)
ImageFormat = enum_type(
    ImageFormatChoice,
    "ImageFormat",
    "File formats of pictures.",
    {
        "WEBP": "WebP.",
        "AVIF": "AVIF.",
        "JPEG": "JPEG; made for pictures that came without transparency.",
        "PNG": "PNG; made for pictures that came as PNG or GIF.",
    },
)
