"""Whoever is signed in, and their own profile."""

from __future__ import annotations

from typing import Any

import graphene

from accounts.models import User
from directory import charters, models, own_profile, selectors
from directory.applications.content import content_of_profile
from directory.candidates import candidate_of_profile
from directory.markfiles.assets import assets_of
from directory.marks import own_decisions
from directory.rules.completeness import completeness
from directory.rules.own_profile import ProfileStatus as ProfileStatusChoice
from schema.context import Info
from schema.directory.drafts import draft_to_show
from schema.directory.refusals import UserError
from schema.directory.types.application import ApplicationContent
from schema.directory.types.brand_assets import BrandAsset
from schema.directory.types.marks import OwnBrandDecision, texts_of
from schema.directory.types.profile import ActivatorProfile
from schema.engine.cost import declare
from schema.rules import RuleFinding
from schema.scalars import HTML
from schema.types.enums import enum_type

ProfileStatus = enum_type(
    ProfileStatusChoice,
    "ProfileStatus",
    "Where one's own profile stands.",
    {
        "SCHEDULED": "It is accepted and will be published (rule F7).",
        "PUBLISHED": "The public sees it as it is.",
        "PUBLISHED_WITH_DRAFT": "The public sees it without the changes of the draft (rule F9).",
        "IN_REVIEW": "A reviewer looks at the draft.",
        "SUSPENDED": "It is off the portal until it is reinstated.",
        "LEFT": "Its owner has left the programme.",
    },
)


class MyProfile(graphene.ObjectType):
    """One's own profile: what the public sees, and what has been changed since."""

    live = graphene.Field(ActivatorProfile, description="What the public sees; null when it sees nothing.")
    draft = graphene.Field(
        ActivatorProfile,
        description="As it was saved last, for its owner alone; null when the public sees just that. A picture that is "
        "not public yet is left out.",
    )
    content = graphene.Field(
        ApplicationContent, required=True, description="What a form is filled in with: as it was saved last."
    )
    status = graphene.Field(ProfileStatus, required=True, description="Where it stands.")
    version = graphene.Int(required=True, description="Changes with every save; see `expectedVersion`.")
    findings = graphene.List(
        graphene.NonNull(RuleFinding), required=True, description="What the rules say of it as it was saved last."
    )
    completeness = graphene.Int(required=True, description="From 0 to 100 (rule W13).")
    request_of_reviewer = graphene.String(
        description="What a reviewer asked for when they sent the changes back; null when nobody did."
    )

    @staticmethod
    def resolve_live(profile: models.ActivatorProfile, info: Info) -> Any:
        return selectors.profiles_by_id([profile.pk], info.context.scope).get(profile.pk)

    @staticmethod
    def resolve_draft(profile: models.ActivatorProfile, info: Info) -> Any:
        is_public = profile.live and not profile.has_unpublished_changes
        return None if is_public else draft_to_show(_draft(profile, info), profile, today=info.context.today)

    @staticmethod
    def resolve_content(profile: models.ActivatorProfile, info: Info) -> Any:
        return content_of_profile(_draft(profile, info))

    @staticmethod
    def resolve_status(profile: models.ActivatorProfile, info: Info) -> Any:
        return own_profile.own_status(profile, now=info.context.now)

    @staticmethod
    def resolve_version(profile: models.ActivatorProfile, info: Info) -> int:
        return own_profile.version_of(profile)

    @staticmethod
    def resolve_findings(profile: models.ActivatorProfile, info: Info) -> Any:
        key = f"findings on draft {profile.pk} {own_profile.version_of(profile)}"
        return info.context.once(key, _draft(profile, info).findings)

    @staticmethod
    def resolve_completeness(profile: models.ActivatorProfile, info: Info) -> int:
        return completeness(candidate_of_profile(_draft(profile, info))).score

    @staticmethod
    def resolve_request_of_reviewer(profile: models.ActivatorProfile, info: Info) -> str | None:
        return own_profile.request_of_reviewer(profile)


def _draft(profile: models.ActivatorProfile, info: Info) -> models.ActivatorProfile:
    key = f"draft {profile.pk} {own_profile.version_of(profile)}"
    return info.context.once(key, lambda: own_profile.draft_of(profile))


class CharterToAccept(graphene.ObjectType):
    """The charter in force, which whoever is signed in has not accepted."""

    version = graphene.String(required=True, description="What `acceptCharter` is given.")
    text = graphene.Field(HTML, required=True, description="What it says.")
    until = graphene.Date(
        required=True,
        description="The last day, in Paris, to accept it and stay in activity (rule B4). Past, it was missed: "
        "accepting ends that.",
    )

    resolve_version = staticmethod(lambda found, info: found.charter.version)
    resolve_text = staticmethod(lambda found, info: charters.text_of(found.charter))


class Viewer(graphene.ObjectType):
    """Whoever is signed in."""

    email = graphene.String(required=True, description="The account's address.")
    profile = graphene.Field(MyProfile, description="Of an activator; null for everybody else.")
    brand_decisions = graphene.List(
        graphene.NonNull(OwnBrandDecision),
        required=True,
        description="Which marks they may use, as they stand now (rule B4).",
    )

    brand_assets = graphene.List(
        graphene.NonNull(BrandAsset),
        required=True,
        description="The files of the marks that they may use now (rule B6); none for who is not in activity.",
    )
    charter_to_accept = graphene.Field(
        CharterToAccept, description="For an activator who has not accepted the charter in force; null for others."
    )

    @staticmethod
    def resolve_profile(user: User, info: Info) -> Any:
        return own_profile.profile_of(user)

    @staticmethod
    def resolve_brand_decisions(user: User, info: Info) -> Any:
        return own_decisions(user, texts_of(info), now=info.context.now)

    @staticmethod
    def resolve_brand_assets(user: User, info: Info) -> Any:
        return assets_of(user, now=info.context.now)

    @staticmethod
    def resolve_charter_to_accept(user: User, info: Info) -> Any:
        profile = own_profile.profile_of(user)
        return charters.charter_to_accept(profile, now=info.context.now) if profile else None


class AcceptCharterPayload(graphene.ObjectType):
    """What became of the charter's acceptance."""

    viewer = graphene.Field(Viewer, description="Whoever is signed in, as they stand now.")
    user_errors = graphene.List(graphene.NonNull(UserError), required=True, description="Why it was not done.")


class ActivateAccountPayload(graphene.ObjectType):
    """What became of an activation."""

    viewer = graphene.Field(Viewer, description="The account; null when there is none. It still has to sign in.")
    user_errors = graphene.List(graphene.NonNull(UserError), required=True, description="Why it was not done.")


class ProfilePayload(graphene.ObjectType):
    """What became of a step of one's own profile."""

    profile = graphene.Field(MyProfile, description="The profile as it is now; null for who has none.")
    user_errors = graphene.List(graphene.NonNull(UserError), required=True, description="Why it was not done.")


declare("MyProfile.findings", size=10, weight=5)
declare("MyProfile.draft", weight=10)
declare("Viewer.charterToAccept", weight=10)
declare("Viewer.brandDecisions", size=3, weight=5)
declare("Viewer.brandAssets", size=20, weight=10)
