"""The mutations of accounts and of one's own profile. Each is one call of an action."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import graphene

from accounts.addresses import client_address
from accounts.models import User
from directory import own_profile
from directory.actions.accept_charter import accept_charter
from directory.actions.applications.activate import activate
from directory.actions.erase_account import erase_account
from directory.actions.own_profile import save_draft, submit_draft
from directory.errors import NotOwner
from directory.models import KeyPurpose
from schema.context import Info
from schema.directory.application_mutations import answering, ask_for_link, mutation
from schema.directory.counting import count
from schema.directory.refusals import EXPECTED, refusals
from schema.directory.types.application import AcceptedPayload, Payload
from schema.directory.types.application_inputs import (
    AcceptCharterInput,
    ActivateAccountInput,
    EraseMyAccountInput,
    ResendActivationInput,
    SaveMyProfileInput,
    SubmitMyProfileInput,
    profile_changes_of,
)
from schema.directory.types.viewer import AcceptCharterPayload, ActivateAccountPayload, ProfilePayload
from schema.engine.cost import declare
from schema.errors import Unauthenticated

if TYPE_CHECKING:
    from directory.models import ActivatorProfile


def signed_in(info: Info) -> User:
    """Whoever is signed in. Raises Unauthenticated."""
    user = info.context.user
    if not isinstance(user, User):
        raise Unauthenticated
    return user


def of_own_profile(step: Callable[[ActivatorProfile, User], ActivatorProfile], info: Info) -> Payload:
    """One's own profile after a step; with what was refused, as it stands now."""
    user = signed_in(info)
    count("save_profile", info.context, account=user)
    profile = own_profile.profile_of(user)
    if profile is None:
        raise NotOwner
    try:
        step(profile, user)
    except EXPECTED as refused:
        return Payload(refusals(refused), profile=own_profile.profile_of(user))
    return Payload([], profile=own_profile.profile_of(user))


class AccountMutations(graphene.ObjectType):
    """The accounts' part of the mutations. Signing in, passwords and addresses are allauth's: docs/accounts.md."""

    activate_account = mutation(
        ActivateAccountPayload,
        ActivateAccountInput,
        "Which.",
        "Makes the account of an accepted file (rule F6); its profile is published the day after (F7).",
    )
    resend_activation = mutation(
        AcceptedPayload,
        ResendActivationInput,
        "Whose.",
        "Has a new activation link sent; those before are void. Tells nothing of the address.",
    )
    save_my_profile = mutation(
        ProfilePayload,
        SaveMyProfileInput,
        "What.",
        "Saves a draft: the public text changes when a reviewer publishes it (rule F9).",
    )
    submit_my_profile = mutation(
        ProfilePayload,
        SubmitMyProfileInput,
        "Which.",
        "Hands the draft to the reviewers; refused with everything that stops it.",
    )
    accept_charter = mutation(
        AcceptCharterPayload,
        AcceptCharterInput,
        "Which, and that it is accepted.",
        "Accepts the charter in force (rule L4), which keeps or brings back the activity (rule B4).",
    )
    erase_my_account = mutation(
        AcceptedPayload,
        EraseMyAccountInput,
        "That it is really wanted.",
        "Erases the account, the profile and the file, at once and for good (rule S5).",
    )

    @staticmethod
    @answering
    def resolve_activate_account(root: None, info: Info, input: Any) -> Payload:
        count("activate", info.context)
        account = activate(input["token"], password=input["password"], now=info.context.now)
        return Payload([], viewer=account)

    @staticmethod
    @answering
    def resolve_resend_activation(root: None, info: Info, input: Any) -> Payload:
        return ask_for_link(input["email"], "resend_activation", KeyPurpose.ACTIVATION, info)

    @staticmethod
    @answering
    def resolve_save_my_profile(root: None, info: Info, input: Any) -> Payload:
        changes, version = profile_changes_of(input["profile"]), input["expected_version"]
        return of_own_profile(
            lambda profile, user: save_draft(
                profile, changes=changes, expected_version=version, by=user, now=info.context.now
            ),
            info,
        )

    @staticmethod
    @answering
    def resolve_submit_my_profile(root: None, info: Info, input: Any) -> Payload:
        version = input["expected_version"]
        return of_own_profile(
            lambda profile, user: submit_draft(profile, expected_version=version, by=user, now=info.context.now), info
        )

    @staticmethod
    @answering
    def resolve_accept_charter(root: None, info: Info, input: Any) -> Payload:
        user = signed_in(info)
        count("accept_charter", info.context, account=user)
        address, now = client_address(info.context.request), info.context.now
        try:
            profile = own_profile.profile_of(user)
            if profile is None:
                raise NotOwner
            accept_charter(profile, version=input["version"], accept=input["accept"], by=user, address=address, now=now)
        except EXPECTED as refused:
            return Payload(refusals(refused), viewer=user)
        return Payload([], viewer=user)

    @staticmethod
    @answering
    def resolve_erase_my_account(root: None, info: Info, input: Any) -> Payload:
        user = signed_in(info)
        count("erase_account", info.context, account=user)
        erase_account(user, password=input["password"], now=info.context.now)
        return Payload([])


for _name in (
    "activateAccount",
    "resendActivation",
    "saveMyProfile",
    "submitMyProfile",
    "acceptCharter",
    "eraseMyAccount",
):
    declare(f"Mutation.{_name}", weight=2000)
