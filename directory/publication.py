"""The publishing rules, applied to profiles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.errors import PublicationRefused
from core.rules import Finding, blocking, finding
from directory import addresses
from directory.candidates import candidate_of_profile, surroundings_for
from directory.rules.catalogue import F7, F9
from directory.rules.checks import check_profile
from directory.rules.membership import address_writable, chosen_address_free, is_active, organisation_chosen
from directory.rules.states import Status

if TYPE_CHECKING:
    from accounts.models import User
    from directory.models import ActivatorProfile

# Of the organisation, which a profile chooses as a whole.
_OF_THE_ORGANISATION = (("siret",), ("organisation_name",))


def findings_for(profile: ActivatorProfile) -> list[Finding]:
    """What the rules say of publishing this version of the profile: of it as a page, then as of any file."""
    from directory.models import Standing

    candidate = candidate_of_profile(profile)
    organisation = profile.organisation
    # It is chosen, never added here: even one that an import brought without a SIRET is known.
    surroundings = replace(
        surroundings_for(candidate),
        organisation_is_known=True,
        organisation_has_point=organisation is not None and organisation.latitude is not None,
    )
    findings = check_profile(candidate, surroundings)
    if organisation is None:
        findings = [found for found in findings if found.field not in _OF_THE_ORGANISATION]
    return [
        *is_active(profile.standing, Standing.ACTIVE),
        *address_writable(addresses.decision_for(profile), chosen=_has_address(profile)),
        *chosen_address_free(profile.chosen_slug, taken=_is_taken(profile)),
        *organisation_chosen(organisation),
        *findings,
    ]


def ensure_publishable(profile: ActivatorProfile) -> None:
    """Raise PublicationRefused unless the version may be published."""
    ensure_activated(profile)
    if findings := blocking(findings_for(profile)):
        raise PublicationRefused(findings, page_id=profile.pk, title=profile.title)


def ensure_by_another(profile: ActivatorProfile, user: User | None) -> None:
    """Rule F9: raise PublicationRefused when somebody would publish their own profile, whatever else they may do."""
    if user is not None and profile.account_id == user.pk:
        text = "c’est votre propre fiche : quelqu’un d’autre relit vos changements et les publie."
        raise PublicationRefused([finding(F9, "OWN_FILE", (), text)], page_id=profile.pk, title=profile.title)


def ensure_activated(profile: ActivatorProfile) -> None:
    """Rule F7: raise PublicationRefused for a page whose file was accepted, and which waits for its day.

    Whatever way it would be published, the file's own step excepted, which has moved the file on before.
    """
    application = getattr(profile, "application", None)
    if application is None or application.state is Status.PUBLISHED:
        return
    if application.state is Status.ACTIVATED:
        text = "elle paraît le lendemain de l’activation ; pour un autre jour, changez le moment depuis son dossier."
    else:
        text = "son compte n’est pas encore activé : elle paraît le lendemain de l’activation."
    raise PublicationRefused([finding(F7, "NOT_ACTIVATED", (), text)], page_id=profile.pk, title=profile.title)


def _is_taken(profile: ActivatorProfile) -> bool:
    chosen = profile.chosen_slug
    return bool(chosen) and addresses.slug_of(profile) is None and bool(addresses.taken([chosen]))


def _has_address(profile: ActivatorProfile) -> bool:
    return bool(profile.chosen_slug) or addresses.slug_of(profile) is not None
