"""Choices of the content, from the enums the models and rules use."""

from __future__ import annotations

from enum import Enum
from typing import Any

import graphene

from core.images import ImageFormat as ImageFormatChoice
from core.images import ImagePreset as ImagePresetChoice
from core.routing import RouteStatus as RouteStatusChoice
from pages.blocks import NoticeKind as NoticeKindChoice
from pages.blocks import Verdict as VerdictChoice
from pages.models import Significance as SignificanceChoice
from pages.rules.validity import ValidityStatus as ValidityStatusChoice


def enum_type(choices: Any, name: str, description: str, values: dict[str, str]) -> graphene.Enum:
    """A GraphQL enum over a Python one; `values` describes each member."""
    members = {member.name for member in choices}
    if members != set(values):
        raise ValueError(f"{name}: describe each of {sorted(members)}")
    return graphene.Enum.from_enum(
        choices, name=name, description=lambda value: values[value.name] if value else description
    )


class FaqEntryOrderChoice(Enum):
    TREE = "tree"
    UPDATED_DESC = "updated_desc"
    UPDATED_ASC = "updated_asc"
    TITLE = "title"


class SearchTypeChoice(Enum):
    FAQ_ENTRY = "faq_entry"


Verdict = enum_type(
    VerdictChoice,
    "Verdict",
    "The answer of a question that is answered by yes or no (rule E4).",
    {"YES": "Yes.", "NO": "No."},
)
ValidityStatus = enum_type(
    ValidityStatusChoice,
    "ValidityStatus",
    "Where a day stands with regard to an entry's validity (rule E5).",
    {
        "UPCOMING": "The entry's first day is still to come.",
        "OPEN": "The entry is valid on that day.",
        "CLOSED": "The entry's last day is past; it stays online, marked.",
    },
)
Significance = enum_type(
    SignificanceChoice,
    "Significance",
    "How much a dated update matters (rule E2).",
    {"MAJOR": "Somebody who read the answer before should read it again.", "MINOR": "A detail."},
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
NoticeKind = enum_type(
    NoticeKindChoice,
    "NoticeKind",
    "What a remark is for.",
    {"INFO": "Information.", "WARNING": "A warning.", "TIP": "Advice.", "EXAMPLE": "An example."},
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
FaqEntryOrder = enum_type(
    FaqEntryOrderChoice,
    "FaqEntryOrder",
    "How entries are ordered.",
    {
        "TREE": "As editors arranged them: by theme, then by place.",
        "UPDATED_DESC": "Latest dated update first; entries without one last.",
        "UPDATED_ASC": "Oldest dated update first; entries without one last.",
        "TITLE": "Alphabetically, accents aside.",
    },
)
SearchType = enum_type(
    SearchTypeChoice, "SearchType", "Kinds of things the search finds.", {"FAQ_ENTRY": "Entries of the FAQ."}
)
