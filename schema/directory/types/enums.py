"""Choices of the directory, from the enums the models and rules use."""

from __future__ import annotations

from enum import Enum

from directory.models import Category
from directory.models import OrganisationKind as OrganisationKindChoice
from directory.rules.location import LocationPrecision as LocationPrecisionChoice
from directory.rules.slugs import SlugSource as SlugSourceChoice
from schema.types.enums import enum_type


class ActivatorOrderChoice(Enum):
    NAME = "name"
    DISTANCE = "distance"
    RECENT = "recent"
    RELEVANCE = "relevance"


ActivatorCategory = enum_type(
    Category,
    "ActivatorCategory",
    "Who an activator is (rule W1).",
    {
        "PUBLIC_ADVISER": "An adviser of a public body, such as a chamber of commerce.",
        "FINANCIAL_ADVISER": "An adviser of a bank or a public investor.",
        "PRIVATE_CONSULTANT": "An independent or a small firm that advises.",
        "SOLUTION_PROVIDER": "A company that sells solutions; its profile goes by the company's name.",
    },
)
OrganisationKind = enum_type(
    OrganisationKindChoice,
    "OrganisationKind",
    "What the organisation is to the activator (rule W4).",
    {
        "OWN": "Their own business.",
        "COOPERATIVE": "A cooperative they are a member of.",
        "WAGE_PORTAGE": "A wage-portage company.",
        "EMPLOYER": "Their employer.",
    },
)
LocationPrecision = enum_type(
    LocationPrecisionChoice,
    "LocationPrecision",
    "What a point on the map stands for (rule W6).",
    {"ADDRESS": "The address.", "COMMUNE": "The commune.", "DEPARTMENT": "The middle of the department."},
)
ActivatorOrder = enum_type(
    ActivatorOrderChoice,
    "ActivatorOrder",
    "How profiles are ordered; ties always in the same way.",
    {
        "NAME": "By displayed name, accents aside.",
        "DISTANCE": "The nearest first; only together with `near`.",
        "RECENT": "The latest published first.",
        "RELEVANCE": "The best match first; only together with `filter.query`.",
    },
)
SlugSource = enum_type(
    SlugSourceChoice,
    "SlugSource",
    "What an address is made from (rule W2).",
    {"PERSON": "First name, then last name.", "ORGANISATION": "The company's name, of a solution provider."},
)
