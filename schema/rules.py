"""The business rules, listed."""

from __future__ import annotations

from typing import Any

import graphene

from core.rules import RuleKind as RuleKindChoice
from directory.rules.catalogue import RULES as DIRECTORY_RULES
from pages.rules.catalogue import RULES as PAGES_RULES
from schema.context import Info
from schema.types.enums import enum_type

RuleKind = enum_type(
    RuleKindChoice,
    "RuleKind",
    "What a rule does when it is not satisfied.",
    {
        "BLOCK": "It stops the step.",
        "WARN": "It is shown and stops nothing.",
        "HUMAN": "A person has to say; no program can know.",
        "INFORM": "It describes; there is nothing to satisfy.",
    },
)


class Rule(graphene.ObjectType):
    """A numbered business rule of the portal."""

    id = graphene.ID(required=True, description="Stable: errors and findings name it.")
    kind = graphene.Field(RuleKind, required=True, description="What it does when it is not satisfied.")
    summary = graphene.String(required=True, description="What it says, in French.")
    area = graphene.String(required=True, description="What it is about, in French.")


class RulesQuery(graphene.ObjectType):
    """The rules' part of the root."""

    rules = graphene.List(graphene.NonNull(Rule), required=True, description="All business rules, area by area.")

    @staticmethod
    def resolve_rules(root: None, info: Info) -> Any:
        return (*PAGES_RULES, *DIRECTORY_RULES)
