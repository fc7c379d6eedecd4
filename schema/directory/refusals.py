"""What a rule or a step refuses, as data of the answer: `userErrors`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import graphene

from accounts.creation import PasswordRefused
from core.errors import RuleViolation
from core.rules import Rule as RuleValue
from directory.errors import DirectoryError, UploadUnknown, ValuesRefused
from schema.names import input_path
from schema.rules import Rule

EXPECTED = (DirectoryError, RuleViolation, PasswordRefused)
"""What steps raise when they say no; everything else is nobody's intention."""


class UserError(graphene.ObjectType):
    """Why something that was asked for was not done, for the person who asked. Nothing of it was done."""

    code = graphene.String(required=True, description="Stable: a code of the error catalogue, or of a step.")
    message = graphene.String(required=True, description="In French.")
    field = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Path of the value in the input, the outermost name first, items of lists from 0; empty when it is "
        "about all of it.",
    )
    rule = graphene.Field(Rule, description="The business rule that says so, where one does.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason."""

    code: str
    message: str
    field: list[str]
    rule: RuleValue | None = None


def refusals(refused: Exception) -> list[Refusal]:
    """The reasons of one of EXPECTED."""
    return list(_reasons(refused))


def _reasons(refused: Any) -> Iterator[Refusal]:
    match refused:
        case RuleViolation():
            for finding in refused.findings:
                yield Refusal(finding.code, finding.message, input_path(finding.field), finding.rule)
        case PasswordRefused():
            for message in refused.messages:
                yield Refusal(refused.code, message, ["password"])
        case ValuesRefused():
            for problem in refused.problems:
                yield Refusal(problem.code, problem.message, input_path(problem.field))
        case UploadUnknown():
            yield Refusal(refused.code, str(refused), input_path([refused.field]))
        case _:
            field = getattr(refused, "field", None)
            yield Refusal(refused.code, str(refused), input_path([field]) if field else [])
