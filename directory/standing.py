"""Reading whether people are activators in activity (rule B4), and which marks they may use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from accounts.models import User
from directory.models import ActivatorProfile, Application, Charter, CharterAcceptance
from directory.rules.marks import Mark, Verdict, decide
from directory.rules.standing import Acceptance, CharterVersion, Record, Situation, Standing, standing

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser


def standing_of(who: User | AnonymousUser | ActivatorProfile | None, *, now: datetime) -> Standing:
    """The standing of an account or of a profile; at most four statements."""
    profile = who if isinstance(who, ActivatorProfile) else _profile_of(who)
    if profile is None:
        return standing(None, (), now=now)
    return standings_of([profile], now=now)[profile.pk]


def may_use(who: User | AnonymousUser | ActivatorProfile | None, mark: Mark, *, now: datetime) -> bool:
    """Whether a person may use a mark at this moment. What the rules do not say is a no (rule B5)."""
    return decide(mark, standing_of(who, now=now).holder).verdict is Verdict.ALLOWED


def standings_of(profiles: Iterable[ActivatorProfile], *, now: datetime) -> Mapping[int, Standing]:
    """The standings of profiles by their ids; three statements."""
    profiles = list(profiles)
    pks = [profile.pk for profile in profiles]
    files = {file.profile_id: file for file in Application.objects.filter(profile__in=pks).only(*_OF_FILES)}
    acceptances: dict[int, list[CharterAcceptance]] = {pk: [] for pk in pks}
    for row in CharterAcceptance.objects.filter(profile__in=pks):
        acceptances[row.profile_id].append(row)
    charters = charter_versions()
    return {
        profile.pk: standing(_record(profile, files.get(profile.pk), acceptances[profile.pk]), charters, now=now)
        for profile in profiles
    }


_OF_FILES = ("profile_id", "decided_at", "activated_at", "charter_version", "charter_accepted_at")


def charter_versions() -> list[CharterVersion]:
    """Every version of the charter, the first first."""
    return [
        CharterVersion(charter.version, charter.in_force_from, charter.deadline)
        for charter in Charter.objects.defer("text").order_by("in_force_from", "pk")
    ]


def _profile_of(user: User | AnonymousUser | None) -> ActivatorProfile | None:
    if not isinstance(user, User):
        return None
    return ActivatorProfile.objects.filter(account_id=user.pk).only(*_OF_PROFILES).first()


_OF_PROFILES = ("pk", "account_id", "standing", "standing_since")


def acceptances_of(file: Application | None, rows: Iterable[CharterAcceptance]) -> list[Acceptance]:
    """What was accepted with the file and since. Without a file, as imports are, nothing was before `rows`."""
    accepted = [Acceptance(row.version, row.accepted_at) for row in rows]
    if file is not None and file.charter_accepted_at is not None:
        accepted.append(Acceptance(file.charter_version, file.charter_accepted_at))
    return accepted


def _record(profile: ActivatorProfile, file: Application | None, rows: list[CharterAcceptance]) -> Record:
    """What is known of a profile."""
    return Record(
        file_accepted_at=file.decided_at if file else None,
        account_activated_at=file.activated_at if file and profile.account_id else None,
        acceptances=acceptances_of(file, rows),
        situation=Situation(profile.standing),
        situation_since=profile.standing_since,
    )
