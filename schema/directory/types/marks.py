"""The marks, and who may use which (rules B1 to B5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import graphene

from core.richtext import PublicRichText, rich_text
from directory import models
from directory.marks import OwnDecision, decision, owners_texts
from directory.rules.marks import MARK_NAMES, Decision, Holder, Mark, Verdict
from schema.context import Info
from schema.engine.cost import declare
from schema.rules import Rule
from schema.types.enums import enum_type
from schema.types.media import RichText

BrandMarkCode = enum_type(
    Mark,
    "BrandMarkCode",
    "A registered mark: its name and its logo.",
    {
        "FRANCE_NUM": "«France Num», reserved to the State and the Regions (rule B1).",
        "ENTREPRISE_FRANCE_NUM": "«Entreprise France Num», which is not for activators (rule B2).",
        "ACTIVATEUR_FRANCE_NUM": "«Activateur France Num», the activators' own (rule B3).",
    },
)
BrandHolder = enum_type(
    Holder,
    "BrandHolder",
    "Who would use a mark.",
    {
        "STATE": "The State.",
        "REGION": "A Region.",
        "ACTIVATOR": "An activator in activity (rule B4).",
        "FORMER_ACTIVATOR": "One who is suspended, has left, or has not accepted a newer charter in time.",
        "APPLICANT": "Somebody whose file or account is not there yet.",
        "OTHER": "Anybody else.",
    },
)
BrandVerdict = enum_type(
    Verdict,
    "BrandVerdict",
    "What the rules say of a use.",
    {
        "ALLOWED": "It is allowed.",
        "FORBIDDEN": "It is not.",
        "UNDETERMINED": "The rules do not say: the reason tells whom to ask (rule B5).",
    },
)


class BrandDecision(graphene.ObjectType):
    """Whether a holder may use a mark."""

    mark = graphene.Field(BrandMarkCode, required=True, description="Which mark.")
    holder = graphene.Field(BrandHolder, required=True, description="Who would use it.")
    verdict = graphene.Field(BrandVerdict, required=True, description="What the rules say.")
    rule = graphene.Field(Rule, description="The rule that says so.")
    reason = graphene.String(required=True, description="Why, or whom to ask: a sentence in French.")


class OwnBrandDecision(graphene.ObjectType):
    """Whether whoever is signed in may use a mark, as they stand now."""

    mark = graphene.Field(BrandMarkCode, required=True, description="Which mark.")
    holder = graphene.Field(BrandHolder, required=True, description="Who they are to the rules (rule B4).")
    verdict = graphene.Field(BrandVerdict, required=True, description="What the rules say.")
    rule = graphene.Field(Rule, description="The rule that says so.")
    reason = graphene.String(
        required=True, description="Why, or whom to ask, then where the person stands: sentences in French."
    )
    since = graphene.Date(description="The first day of this standing, in Paris; null when it is not known.")
    until = graphene.Date(
        description="Of what is allowed, the last day: a newer charter ends it unless it is accepted. Null when "
        "nothing is known to end it, and of what is not allowed."
    )

    resolve_mark = staticmethod(lambda own, info: own.decision.mark)
    resolve_holder = staticmethod(lambda own, info: own.decision.holder)
    resolve_verdict = staticmethod(lambda own, info: own.decision.verdict)
    resolve_rule = staticmethod(lambda own, info: own.decision.rule)

    @staticmethod
    def resolve_reason(own: OwnDecision, info: Info) -> str:
        return own.reason

    @staticmethod
    def resolve_since(own: OwnDecision, info: Info) -> date | None:
        return own.standing.since

    @staticmethod
    def resolve_until(own: OwnDecision, info: Info) -> date | None:
        return own.until


class BrandMark(graphene.ObjectType):
    """A registered mark, and who may use it."""

    code = graphene.Field(BrandMarkCode, required=True, description="Stable.")
    name = graphene.String(required=True, description="As it is written.")
    guidance = graphene.Field(
        RichText, description="How its owner wants it used; null when they have written nothing (rule B5)."
    )
    decisions = graphene.List(
        graphene.NonNull(BrandDecision), required=True, description="Of every holder, from the rules."
    )

    resolve_code = staticmethod(lambda mark, info: mark)
    resolve_name = staticmethod(lambda mark, info: MARK_NAMES[mark])

    @staticmethod
    def resolve_guidance(mark: Mark, info: Info) -> PublicRichText | None:
        text = texts_of(info).get(mark)
        # Its links lead outside: of pages and documents only the words are left.
        return (rich_text(text.guidance, lambda kind, pk: None) or None) if text else None

    @staticmethod
    def resolve_decisions(mark: Mark, info: Info) -> list[Decision]:
        return [decision(mark, holder, texts_of(info)) for holder in Holder]


def texts_of(info: Info) -> dict[Mark, models.BrandMark]:
    """What the brand's owner has written, read once for a request."""
    return info.context.once("owner's texts of marks", owners_texts)


class MarksQuery(graphene.ObjectType):
    """The marks' part of the root."""

    brand_marks = graphene.List(
        graphene.NonNull(BrandMark), required=True, description="The registered marks, and who may use which."
    )
    brand_decision = graphene.Field(
        BrandDecision,
        required=True,
        mark=graphene.Argument(BrandMarkCode, required=True, description="Which mark."),
        holder=graphene.Argument(BrandHolder, required=True, description="Who would use it."),
        description="Whether a holder may use a mark. What the rules do not say is never allowed (rule B5).",
    )

    @staticmethod
    def resolve_brand_marks(root: None, info: Info) -> list[Mark]:
        return list(Mark)

    @staticmethod
    def resolve_brand_decision(root: None, info: Info, mark: Any, holder: Any) -> Decision:
        return decision(Mark(mark), Holder(holder), texts_of(info))


declare("Query.brandMarks", size=3)
declare("BrandMark.decisions", size=6)
