"""The mutations of files. Each is one call of an action; what it refuses is data of the answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import graphene
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.addresses import client_address
from directory.actions.applications.save import save
from directory.actions.applications.start import start
from directory.actions.applications.submit import submit, withdraw
from directory.applications import requests
from directory.errors import KeyInvalid, VersionConflict
from directory.models import Application, KeyPurpose
from schema.context import Info
from schema.directory.counting import count, opened
from schema.directory.refusals import EXPECTED, Refusal, refusals
from schema.directory.types.application import AcceptedPayload, ApplicationPayload, Payload
from schema.directory.types.application_inputs import (
    ApplicationKeyInput,
    ResendApplicationLinkInput,
    SaveApplicationInput,
    StartApplicationInput,
    changes_of,
)
from schema.engine.cost import declare

EMAIL_MAX_LENGTH = 254  # characters (RFC 5321)


def mutation(payload: Any, input_type: Any, what: str, description: str) -> Any:
    """A mutation with one argument, `input`, described by `what`."""
    given = graphene.Argument(input_type, required=True, description=what)
    return graphene.Field(payload, required=True, input=given, description=description)


def answering(resolve: Callable[..., Payload]) -> Callable[..., Payload]:
    """A resolver whose step's refusals are data."""

    @wraps(resolve)
    def resolver(root: None, info: Info, input: Any) -> Payload:
        info.context.mark_personal()
        try:
            return resolve(root, info, input)
        except EXPECTED as refused:
            return Payload(refusals(refused))
        except Application.DoesNotExist:  # erased after its key was looked at
            return Payload(refusals(KeyInvalid()))

    return resolver


def email_refusals(email: str) -> list[Refusal]:
    """What is wrong with an address that mail is to be sent to."""
    try:
        if len(email) > EMAIL_MAX_LENGTH:
            raise ValidationError("too long")
        validate_email(email.strip())
    except ValidationError:
        return [Refusal("EMAIL_INVALID", "Ce n’est pas une adresse courriel. Exemple : prenom@domaine.fr.", ["email"])]
    return []


def of_file(step: Callable[[Application], Application], key: str, info: Info) -> Payload:
    """The file after a step; with what was refused, as it stands now."""
    application = opened(key, info.context)
    try:
        return Payload([], application=step(application))
    except VersionConflict as conflict:
        return Payload(refusals(conflict), application=conflict.current)
    except EXPECTED as refused:
        return Payload(refusals(refused), application=Application.objects.get(pk=application.pk))


class ApplicationMutations(graphene.ObjectType):
    """The files' part of the mutations."""

    start_application = mutation(
        ApplicationPayload,
        StartApplicationInput,
        "Whose.",
        "Starts a file, and sends its link. The answer is the same whatever the address has already.",
    )
    save_application = mutation(
        ApplicationPayload,
        SaveApplicationInput,
        "What.",
        "Saves whatever is given; nothing is required until submission.",
    )
    submit_application = mutation(
        ApplicationPayload, ApplicationKeyInput, "Which.", "Hands the file in; refused with everything that stops it."
    )
    withdraw_application = mutation(ApplicationPayload, ApplicationKeyInput, "Which.", "Takes the file back, for good.")
    resend_application_link = mutation(
        AcceptedPayload,
        ResendApplicationLinkInput,
        "Whose.",
        "Has links to the open files of an address sent to it; tells nothing of whether it has any.",
    )

    @staticmethod
    @answering
    def resolve_start_application(root: None, info: Info, input: Any) -> Payload:
        email = input["email"]
        if refused := email_refusals(email):
            return Payload(refused)
        count("start_application", info.context, email=email)
        application, key = start(email=email, now=info.context.now)
        application.key = key  # type: ignore[attr-defined]  # shown once
        return Payload([], application=application)

    @staticmethod
    @answering
    def resolve_save_application(root: None, info: Info, input: Any) -> Payload:
        changes, version = changes_of(input["application"]), input.get("expected_version")
        address, now = client_address(info.context.request), info.context.now
        return of_file(
            lambda file: save(file, changes=changes, expected_version=version, now=now, address=address),
            input["key"],
            info,
        )

    @staticmethod
    @answering
    def resolve_submit_application(root: None, info: Info, input: Any) -> Payload:
        return of_file(lambda file: submit(file, now=info.context.now), input["key"], info)

    @staticmethod
    @answering
    def resolve_withdraw_application(root: None, info: Info, input: Any) -> Payload:
        return of_file(lambda file: withdraw(file, now=info.context.now), input["key"], info)

    @staticmethod
    @answering
    def resolve_resend_application_link(root: None, info: Info, input: Any) -> Payload:
        return ask_for_link(input["email"], "resend_link", KeyPurpose.FILE, info)


def ask_for_link(email: str, action: str, purpose: KeyPurpose, info: Info) -> Payload:
    """Take the request for a link; the same for every address."""
    if refused := email_refusals(email):
        return Payload(refused)
    count(action, info.context, email=email)
    requests.ask(email, purpose, now=info.context.now)
    return Payload([])


# Each writes, and most send mail: a handful of them is an operation's worth.
for _name in (
    "startApplication", "saveApplication", "submitApplication", "withdrawApplication", "resendApplicationLink",
):  # fmt: skip
    declare(f"Mutation.{_name}", weight=2000)
