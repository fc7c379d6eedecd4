"""Choices of the content, from the enums the models and rules use."""

from __future__ import annotations

from enum import Enum

from pages.blocks import NoticeKind as NoticeKindChoice
from pages.blocks import Verdict as VerdictChoice
from pages.models import Significance as SignificanceChoice
from pages.rules.validity import ValidityStatus as ValidityStatusChoice
from schema.types.enums import enum_type


class FaqEntryOrderChoice(Enum):
    TREE = "tree"
    UPDATED_DESC = "updated_desc"
    UPDATED_ASC = "updated_asc"
    TITLE = "title"


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
NoticeKind = enum_type(
    NoticeKindChoice,
    "NoticeKind",
    "What a remark is for.",
    {"INFO": "Information.", "WARNING": "A warning.", "TIP": "Advice.", "EXAMPLE": "An example."},
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
