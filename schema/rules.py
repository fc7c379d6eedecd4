"""The business rules, listed."""

from __future__ import annotations

from typing import Any

import graphene

from core.rules import Finding
from core.rules import RuleKind as RuleKindChoice
from directory.rules.catalogue import RULES as DIRECTORY_RULES
from pages.rules.catalogue import RULES as PAGES_RULES
from schema.context import Info
from schema.names import input_path
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


class RuleFinding(graphene.ObjectType):
    """What a rule says of one value."""

    rule = graphene.Field(Rule, required=True, description="The rule.")
    code = graphene.String(required=True, description="Stable: a code of the error catalogue.")
    kind = graphene.Field(RuleKind, required=True, description="What it does to the step; a rule may only warn here.")
    message = graphene.String(required=True, description="In French, beginning with the rule's number.")
    field = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Path of the value in the input, the outermost name first, items of lists from 0; empty when it is "
        "about all of it.",
    )
    excerpt = graphene.String(description="The passage in question, where there is one.")

    @staticmethod
    def resolve_field(finding: Finding, info: Info) -> list[str]:
        return input_path(finding.field)


class RulesQuery(graphene.ObjectType):
    """The rules' part of the root."""

    rules = graphene.List(graphene.NonNull(Rule), required=True, description="All business rules, area by area.")

    @staticmethod
    def resolve_rules(root: None, info: Info) -> Any:
        return (*PAGES_RULES, *DIRECTORY_RULES)
