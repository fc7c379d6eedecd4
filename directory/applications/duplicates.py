"""Who else a file may be about: other files and profiles of the same SIRET, name or address (for reviewers)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from core.text import fold
from directory.applications.content import content_of
from directory.applications.selectors import handed_in
from directory.models import ActivatorProfile

if TYPE_CHECKING:
    from directory.models import Application

AT_MOST = 20  # of each kind: a cooperative's SIRET has hundreds
SIRET, NAME, EMAIL = "même SIRET", "même nom", "même adresse courriel"


@dataclass(frozen=True, slots=True)
class OtherFile:
    application: Application
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherProfile:
    profile: ActivatorProfile
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What is alike, those with most in common first; `more` says that there are others."""

    files: list[OtherFile]
    profiles: list[OtherProfile]
    more: bool


@dataclass(frozen=True, slots=True)
class _Traits:
    """What two files, or a file and a profile, may have in common; nothing that is empty counts."""

    siret: str
    person: str
    emails: frozenset[str]

    def shared_with(self, other: _Traits) -> tuple[str, ...]:
        return tuple(
            reason
            for reason, is_same in (
                (SIRET, self.siret and self.siret == other.siret),
                (NAME, self.person and self.person == other.person),
                (EMAIL, self.emails & other.emails),
            )
            if is_same
        )


def duplicates_of(application: Application) -> Duplicates:
    """Two statements."""
    own = _traits_of_file(application)
    files = [OtherFile(each, own.shared_with(_traits_of_file(each))) for each in _files(application, own)]
    profiles = [OtherProfile(each, own.shared_with(_traits_of_profile(each))) for each in _profiles(application, own)]
    more = len(files) > AT_MOST or len(profiles) > AT_MOST
    files.sort(key=lambda found: -len(found.reasons))
    profiles.sort(key=lambda found: -len(found.reasons))
    return Duplicates(
        [found for found in files if found.reasons][:AT_MOST],
        [found for found in profiles if found.reasons][:AT_MOST],
        more,
    )


def _files(application: Application, own: _Traits) -> list[Application]:
    wanted = Q()
    if own.siret:
        wanted |= Q(siret=own.siret)
    if own.person:
        wanted |= Q(person_folded=own.person)
    for email in own.emails:
        wanted |= Q(email__iexact=email) | Q(content__email__iexact=email)
    if not wanted:
        return []
    return list(handed_in().filter(wanted).exclude(pk=application.pk).order_by("-submitted_at")[: AT_MOST + 1])


def _profiles(application: Application, own: _Traits) -> list[ActivatorProfile]:
    wanted = Q()
    if own.siret:
        wanted |= Q(organisation__siret=own.siret)
    if own.person:
        given = content_of(application)
        # A solution provider's page is called by its company; names are folded in no column.
        wanted |= Q(sort_name=own.person) | Q(first_name__iexact=given.first_name, last_name__iexact=given.last_name)
    for email in own.emails:
        wanted |= Q(email__iexact=email) | Q(account__email__iexact=email)
    if not wanted:
        return []
    found = ActivatorProfile.objects.filter(wanted).select_related("organisation", "account")
    if application.profile_id is not None:
        found = found.exclude(pk=application.profile_id)
    return list(found.order_by("-pk")[: AT_MOST + 1])


def _traits_of_file(application: Application) -> _Traits:
    emails = {application.email, str(application.content.get("email", ""))}
    return _Traits(application.siret, application.person_folded, _folded(emails))


def _traits_of_profile(profile: ActivatorProfile) -> _Traits:
    emails = {profile.email, profile.account.email if profile.account else ""}
    return _Traits(profile.siret, fold(f"{profile.first_name} {profile.last_name}".strip()), _folded(emails))


def _folded(emails: set[str]) -> frozenset[str]:
    return frozenset(email.strip().casefold() for email in emails if email.strip())
