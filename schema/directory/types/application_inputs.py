"""What is sent to the mutations of files and profiles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from directory.actions.applications.save import Changes
from schema.directory.types.enums import ActivatorCategory, OrganisationKind
from schema.errors import BadUserInput
from schema.names import input_path

LIST_MAX_LENGTH = 200  # values of one list: more than there are departments

_UPLOADS = {"photo_upload": "photo", "letter_upload": "letter"}
_CHARTER = ("charter_version", "accept_charter")
_RICH = "Plain text, or simple HTML: paragraphs, lists, bold, italic, links."


def _words(what: str) -> Any:
    return graphene.List(graphene.NonNull(graphene.String), description=what)


class ApplicationInput(graphene.InputObjectType):
    """What a file says. What is missing stays as it is; null clears it. Nothing is required before submission."""

    category = graphene.InputField(ActivatorCategory, description="One of four (rule W1).")
    first_name = graphene.String(description="Of the person (rule W3).")
    last_name = graphene.String(description="Of the person (rule W3).")
    email = graphene.String(description="Where businesses write; the file's links go where it was started with.")
    telephone = graphene.String(description="Of the person.")
    email_is_public = graphene.Boolean(description="Whether the profile shows the address; not unless it is wanted.")
    telephone_is_public = graphene.Boolean(description="Whether the profile shows the number; not unless it is wanted.")
    siret = graphene.String(description="Of the organisation: 14 digits, spaces do not count (rule W4).")
    organisation_name = graphene.String(description="Needed when no organisation of this SIRET is known (rule W5).")
    organisation_kind = graphene.InputField(OrganisationKind, description="What it is to the person.")
    address_differs = graphene.Boolean(description="Whether the address is another one than the organisation's.")
    street = graphene.String(description="Number and street.")
    postcode = graphene.String(description="Five digits.")
    city = graphene.String(description="Commune.")
    latitude = graphene.Float(description="Degrees, WGS 84 (rule W6).")
    longitude = graphene.Float(description="Degrees, WGS 84 (rule W6).")
    website = graphene.String(description="Where the offer is (rule W8).")
    social_links = _words("Pages on social networks (rule W8).")
    presentation = graphene.String(description=f"Who the person is. {_RICH}")
    services = graphene.String(description=f"What is offered. {_RICH}")
    references = graphene.String(description=f"For whom the person has worked. {_RICH}")
    pricing = graphene.String(description="What it costs; the first diagnosis is free (rule W14).")
    themes = _words("Themes of intervention, by slug; three are advised (rule W9).")
    sectors = _words("Sectors of activity, by slug.")
    regions = _words("Regions, by code or slug; one without any of its departments stands for all of them.")
    departments = _words("Departments, by code or slug.")
    signatory_name = graphene.String(description="Who signed the letter: the head of the organisation (rule L2).")
    signatory_role = graphene.String(description="What they are there (rule L2).")
    activator_is_head = graphene.Boolean(description="The person is the head, and signs for themselves (rule L2).")
    photo_upload = graphene.ID(description="Of a picture sent to `/uploads/`.")
    letter_upload = graphene.ID(description="Of a letter sent to `/uploads/` (rule L1).")
    charter_version = graphene.String(description="Of the charter that the box stood beside (rule L4).")
    accept_charter = graphene.Boolean(description="Whether the box is ticked (rule L4).")


class StartApplicationInput(graphene.InputObjectType):
    """Whose file is started."""

    email = graphene.String(required=True, description="Where its links are sent.")


class ApplicationKeyInput(graphene.InputObjectType):
    """Which file."""

    key = graphene.String(required=True, description="The key of its link.")


class SaveApplicationInput(graphene.InputObjectType):
    """What is saved in which file."""

    key = graphene.String(required=True, description="The key of its link.")
    application = graphene.InputField(ApplicationInput, required=True, description="What it says.")
    expected_version = graphene.Int(
        description="The version that the changes were made from: another one is refused, and nothing overwritten."
    )


class ResendApplicationLinkInput(graphene.InputObjectType):
    """Whose files."""

    email = graphene.String(required=True, description="The address that they were started with.")


class ActivateAccountInput(graphene.InputObjectType):
    """Which account, and its password."""

    token = graphene.String(required=True, description="The key of the link, valid 24 hours, used once (rule F6).")
    password = graphene.String(required=True, description="At least 12 characters, and hard to guess.")


class ResendActivationInput(graphene.InputObjectType):
    """Whose account."""

    email = graphene.String(required=True, description="The address of the accepted file.")


class SaveMyProfileInput(graphene.InputObjectType):
    """What is saved of one's own profile."""

    profile = graphene.InputField(
        ApplicationInput,
        required=True,
        description="What it says. Category, organisation and signatory are refused if they would change (rule F9).",
    )
    expected_version = graphene.Int(required=True, description="The version that the changes were made from.")


class SubmitMyProfileInput(graphene.InputObjectType):
    """Which draft is handed in."""

    expected_version = graphene.Int(required=True, description="The version that was looked at.")


class AcceptCharterInput(graphene.InputObjectType):
    """The charter that is accepted."""

    version = graphene.String(required=True, description="Of the charter that the box stood beside (rule L4).")
    accept = graphene.Boolean(required=True, description="Whether the box is ticked (rule L4).")


class EraseMyAccountInput(graphene.InputObjectType):
    """That it is really wanted."""

    password = graphene.String(required=True, description="Of the account.")


def changes_of(given: Mapping[str, Any]) -> Changes:
    """What a save gives, in the action's terms. Raises BadUserInput for lists that nobody fills in."""
    _check_lists(given)
    content = {name: _plain(value) for name, value in given.items() if name not in (*_UPLOADS, *_CHARTER)}
    uploads = {name: given[key] for key, name in _UPLOADS.items() if key in given}
    return Changes(content=content, uploads=uploads, charter=_charter(given))


def profile_changes_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same of one's own profile: by field of the model. What is not theirs is for the action to refuse."""
    _check_lists(given)
    return {_UPLOADS.get(name, name): _plain(value) for name, value in given.items()}


def _check_lists(given: Mapping[str, Any]) -> None:
    for name, value in given.items():
        if isinstance(value, list) and len(value) > LIST_MAX_LENGTH:
            (field,) = input_path([name])
            raise BadUserInput(f"`{field}` has at most {LIST_MAX_LENGTH} values.", argument="input")


def _charter(given: Mapping[str, Any]) -> str | None:
    """The version whose box was ticked; «» when it was unticked; None when nothing is said of the box."""
    ticked = given.get("accept_charter")
    if ticked is None and "accept_charter" not in given:
        return None
    return (given.get("charter_version") or "?") if ticked else ""


def _plain(value: Any) -> Any:
    """Enums as the models store them."""
    return getattr(value, "value", value)
