"""Activating the account of an accepted file (rule F6), and publishing its profile (rule F7)."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts.creation import EmailTaken, create_account
from accounts.models import User
from core.addresses import public_url
from core.visibility import PublicScope
from directory.actions.applications.accept import close_links
from directory.actions.applications.history import advance, ensure_not_own, ensure_possible, locked, note
from directory.applications.keys import find
from directory.applications.profiles import profile_of
from directory.errors import AccountExists, AlreadySo, KeyInvalid, ReasonMissing
from directory.models import ActivatorProfile, ActorKind, Application, KeyPurpose
from directory.notifications.sending import tell_applicant
from directory.rules.listing import publication_moment
from directory.rules.states import Status, Step
from directory.selectors import directory_path
from directory.setup import ACTIVATORS


@transaction.atomic
def activate(key: str, *, password: str, now: datetime) -> User:
    """Make the account of an accepted file; its profile is published the day after.

    Raises KeyInvalid for a link that is unknown, used, void or older than 24 hours; PasswordRefused
    (`accounts.creation`) for a password that is too weak; AccountExists when the address has an account with
    another password.
    """
    stored = locked(find(key, KeyPurpose.ACTIVATION, now=now).application)
    row = find(key, KeyPurpose.ACTIVATION, now=now)  # again: somebody may have used it while we waited for the lock
    if stored.state is not Status.ACCEPTED:
        raise KeyInvalid
    profile = profile_of(stored)
    account = _account(stored, profile, password)
    row.used_at = now
    row.save(update_fields=["used_at"])
    close_links(stored, now=now)
    _give(profile, account)
    advance(stored, Step.ACTIVATE)
    stored.activated_at = now
    stored.publish_at = publication_moment(now)
    stored.save()
    note(stored, Step.ACTIVATE, now=now, actor=ActorKind.APPLICANT, by=account, message="Compte activé.")
    tell_applicant(stored, "activated", moment=_moment(stored.publish_at))
    return account


def _account(application: Application, profile: ActivatorProfile, password: str) -> User:
    """A new account, or the one that the address has: whoever knows its password too may use it for the profile."""
    existing = User.objects.by_email(application.email)
    if existing is None:
        names = {"first_name": profile.first_name, "last_name": profile.last_name}
        try:
            return create_account(email=application.email, password=password, **names)
        except EmailTaken as taken:  # by another file of the same address, at the same moment
            raise AccountExists from taken
    has_profile = ActivatorProfile.objects.filter(account=existing).exists()
    if has_profile or not existing.is_active or not existing.check_password(password):
        raise AccountExists
    return existing


def _give(profile: ActivatorProfile, account: User) -> None:
    account.groups.add(Group.objects.get_or_create(name=ACTIVATORS)[0])
    profile.account = account
    ActivatorProfile.objects.filter(pk=profile.pk).update(account=account)


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y à H:i")


@transaction.atomic
def reschedule(application: Application, *, at: datetime, reason: str, by: User, now: datetime) -> Application:
    """Publish the profile at another moment, and say why (rule F7). Raises StepImpossible, ReasonMissing, OwnFile."""
    stored = locked(application)
    ensure_not_own(stored, by)
    ensure_possible(stored, Step.RESCHEDULE)
    if not reason.strip():
        raise ReasonMissing
    if stored.publish_at == at:
        raise AlreadySo(f"publication le {_moment(at)}")
    advance(stored, Step.RESCHEDULE)
    stored.publish_at = at
    stored.warned_unpublishable_at = None
    stored.save()
    message = f"La fiche sera publiée le {_moment(at)}."
    note(
        stored, Step.RESCHEDULE, now=now, actor=ActorKind.REVIEWER, by=by, message=message, reason=reason.strip()
    )  # fmt: skip
    return stored


@transaction.atomic
def publish(application: Application, *, now: datetime) -> Application:
    """Publish the profile as it was reviewed last; what its owner has changed since waits for a reviewer (F9).

    Raises StepImpossible, and PublicationRefused when a rule stops it.
    """
    stored = locked(application)
    ensure_possible(stored, Step.PUBLISH)
    profile = profile_of(stored)
    advance(stored, Step.PUBLISH)
    stored.published_at = now
    stored.save()  # before its page, which waits for it (`directory.publication.ensure_activated`)
    if not profile.live:
        reviewed = profile.revisions.exclude(user_id=profile.account_id).order_by("-created_at", "-pk").first()
        (reviewed or profile.save_revision()).publish()
        profile = ActivatorProfile.objects.get(pk=profile.pk)
    stored.profile = profile
    note(stored, Step.PUBLISH, now=now, actor=ActorKind.SYSTEM, message="Fiche publiée.")
    listed = profile.regionally_listed_from
    path = f"{directory_path(PublicScope(now))}{profile.slug}/"
    tell_applicant(stored, "published", url=public_url(path), listed=date_format(listed, "j F Y") if listed else "")
    return stored
