"""Files of applicants, for whoever holds their key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import graphene

from directory import addresses, models
from directory.applications.content import candidate_of, content_of
from directory.applications.findings import address_decision, expected_slug, findings_for
from directory.models import Category
from directory.models import OrganisationKind as OrganisationKindChoice
from directory.rules.completeness import completeness
from directory.rules.states import Status
from schema.context import Info
from schema.directory import loading
from schema.directory.refusals import UserError
from schema.directory.types.enums import ActivatorCategory, OrganisationKind
from schema.directory.types.slugs import SlugProposal
from schema.engine.cost import declare
from schema.rules import RuleFinding
from schema.scalars import HTML
from schema.types.enums import enum_type

if TYPE_CHECKING:
    from schema.directory.refusals import Refusal

ApplicationStatus = enum_type(
    Status,
    "ApplicationStatus",
    "Where a file stands.",
    {
        "DRAFT": "It is being filled in.",
        "SUBMITTED": "It waits for a decision.",
        "NEEDS_CORRECTION": "It came back, with what is to be corrected.",
        "ACCEPTED": "Its account waits to be activated.",
        "ACTIVATED": "Its profile will be published (rule F7).",
        "PUBLISHED": "Its profile is public.",
        "REFUSED": "It was refused, for a reason that its history says.",
        "WITHDRAWN": "Its author has taken it back.",
    },
)


class UploadedFile(graphene.ObjectType):
    """A file that was sent, for whoever sent it. It has no address here."""

    id = graphene.ID(required=True, description="What mutations name it by.")
    name = graphene.String(required=True, description="What it was called.")
    size = graphene.Int(required=True, description="Bytes.")
    mime_type = graphene.String(required=True, description="What it is, by its content.")

    @staticmethod
    def resolve_mime_type(upload: models.Upload, info: Info) -> str:
        return upload.content_type


def _text(what: str) -> Any:
    return graphene.String(required=True, description=f"{what} Empty when it was not given.")


def _words(what: str) -> Any:
    return graphene.List(graphene.NonNull(graphene.String), required=True, description=what)


class ApplicationContent(graphene.ObjectType):
    """What was typed, as it was typed: what a form is filled in with again."""

    category = graphene.Field(ActivatorCategory, description="Null when it was not chosen.")
    first_name = _text("Of the person.")
    last_name = _text("Of the person.")
    email = _text("Where businesses write.")
    telephone = _text("Of the person.")
    email_is_public = graphene.Boolean(required=True, description="Whether the profile shows the address.")
    telephone_is_public = graphene.Boolean(required=True, description="Whether the profile shows the number.")
    siret = _text("Of the organisation.")
    organisation_name = _text("Of the organisation.")
    organisation_kind = graphene.Field(OrganisationKind, description="Null when it was not chosen.")
    address_differs = graphene.Boolean(required=True, description="Whether it is another than the organisation's.")
    street = _text("Number and street.")
    postcode = _text("Five digits.")
    city = _text("Commune.")
    latitude = graphene.Float(description="Degrees, WGS 84.")
    longitude = graphene.Float(description="Degrees, WGS 84.")
    website = _text("Where the offer is.")
    social_links = _words("Pages on social networks.")
    presentation = _text("Plain text or simple HTML, not sanitised.")
    services = _text("Plain text or simple HTML, not sanitised.")
    references = _text("Plain text or simple HTML, not sanitised.")
    pricing = _text("What it costs.")
    themes = _words("Themes of intervention, as they were given.")
    sectors = _words("Sectors of activity, as they were given.")
    regions = _words("Regions, as they were given.")
    departments = _words("Departments, as they were given.")
    signatory_name = _text("Who signed the letter.")
    signatory_role = _text("What they are there.")
    activator_is_head = graphene.Boolean(required=True, description="Whether the person signs for themselves.")

    @staticmethod
    def resolve_category(content: Any, info: Info) -> str | None:
        return content.category if content.category in Category.values else None

    @staticmethod
    def resolve_organisation_kind(content: Any, info: Info) -> str | None:
        return content.organisation_kind if content.organisation_kind in OrganisationKindChoice.values else None


class ApplicationEvent(graphene.ObjectType):
    """A line of a file's history (rule F3)."""

    at = graphene.DateTime(required=True, description="When.")
    event = graphene.String(required=True, description="The step, by a stable name.")
    message = graphene.String(required=True, description="What happened, in French.")
    codes = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="What is to be corrected (rule F5)."
    )


class Application(graphene.ObjectType):
    """A file: what it says, where it stands, what the rules say of it."""

    key = graphene.String(
        description="Opens the file. Shown once, when it is started; afterwards only the emailed link carries it."
    )
    reference = graphene.String(required=True, description="To quote when writing or calling; it never changes.")
    status = graphene.Field(ApplicationStatus, required=True, description="Where it stands.")
    version = graphene.Int(required=True, description="Counts its changes; see `expectedVersion`.")
    submitted_at = graphene.DateTime(description="When it was submitted first.")
    decision_due_on = graphene.Date(description="The last day for a decision (rule F4), while it waits for one.")
    content = graphene.Field(ApplicationContent, required=True, description="What was typed.")
    photo = graphene.Field(UploadedFile, description="The picture that was sent.")
    letter = graphene.Field(UploadedFile, description="The letter that was sent.")
    accepted_charter_version = graphene.String(description="The charter that was accepted; null when none was.")
    findings = graphene.List(
        graphene.NonNull(RuleFinding), required=True, description="What the rules say of it, as it is now."
    )
    completeness = graphene.Int(required=True, description="From 0 to 100 (rule W13).")
    slug_proposal = graphene.Field(SlugProposal, description="The address that its profile would get now.")
    history = graphene.List(graphene.NonNull(ApplicationEvent), required=True, description="The oldest first.")

    @staticmethod
    def resolve_key(application: models.Application, info: Info) -> str | None:
        return getattr(application, "key", None)

    @staticmethod
    def resolve_content(application: models.Application, info: Info) -> Any:
        return content_of(application)

    @staticmethod
    def resolve_accepted_charter_version(application: models.Application, info: Info) -> str | None:
        return application.charter_version if application.charter_accepted_at else None

    @staticmethod
    def resolve_findings(application: models.Application, info: Info) -> Any:
        # Once, however often a document asks: rules read whole texts.
        key = f"findings on file {application.pk} {application.version}"
        return info.context.once(key, lambda: findings_for(application, today=info.context.today))

    @staticmethod
    def resolve_completeness(application: models.Application, info: Info) -> int:
        return completeness(candidate_of(application)).score

    @staticmethod
    def resolve_slug_proposal(application: models.Application, info: Info) -> Any:
        return proposal_of(application, loading.directory_path(info.context))

    @staticmethod
    def resolve_history(application: models.Application, info: Info) -> Any:
        return application.events.exclude(message="")


def proposal_of(application: models.Application, directory_path: str) -> dict[str, Any] | None:
    """The address of the file's profile; null before anybody is named."""
    content = content_of(application)
    if not (content.first_name or content.last_name or content.organisation_name):
        return None
    decision = address_decision(application)
    own = addresses.slug_of(application.profile) if application.profile else None
    slug = own or expected_slug(application)
    return {
        "slug": slug,
        "path": f"{directory_path}{slug}/" if slug else None,
        "available": slug is not None and slug in (own, decision.base),
        "derived_from": decision.derived_from,
        "needs_review": decision.needs_review and not application.chosen_slug,
    }


class Charter(graphene.ObjectType):
    """The charter that activators accept (rule L4)."""

    version = graphene.String(required=True, description="What `charterVersion` says.")
    in_force_from = graphene.Date(required=True, description="Its first day.")
    text = graphene.Field(HTML, required=True, description="What it says.")


@dataclass(frozen=True, slots=True)
class CharterShown:
    version: str
    in_force_from: date
    text: str


class ApplicationPayload(graphene.ObjectType):
    """What became of a step of a file."""

    application = graphene.Field(Application, description="The file as it is now; null when the key opens none.")
    user_errors = graphene.List(graphene.NonNull(UserError), required=True, description="Why it was not done.")


class AcceptedPayload(graphene.ObjectType):
    """Whether a request was taken."""

    accepted = graphene.Boolean(
        required=True, description="It was taken. Of requests by address alone it says nothing about the address."
    )
    user_errors = graphene.List(graphene.NonNull(UserError), required=True, description="Why it was not done.")


@dataclass(slots=True)
class Payload:
    """Of whatever mutation: what its type has of these."""

    user_errors: list[Refusal]
    application: models.Application | None = None
    profile: models.ActivatorProfile | None = None
    viewer: Any = None

    @property
    def accepted(self) -> bool:
        return not self.user_errors


declare("Application.findings", size=10, weight=5)
declare("Application.history", size=10)
