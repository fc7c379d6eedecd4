"""Erasing a person (rule S5, GDPR article 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import LogContext, log
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex

from core.models import PortalImage
from core.search_index import forget_deleted
from directory import words_known
from directory.actions.forget_account import forget_account, forget_links, forget_mail
from directory.applications.content import content_of
from directory.applications.mailboxes import addresses_of, files_of
from directory.models import (
    ActivatorProfile,
    AddressKind,
    Application,
    Organisation,
    ProfileAddress,
    RegisterAnswer,
)
from directory.roles import has_other_roles
from directory.uploads import photos

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from accounts.models import User

ERASED = "balise.profile.erased"


@transaction.atomic
def erase(profile: ActivatorProfile, *, by: User | None, now: datetime) -> None:
    """Delete a profile so that no name of its person is left.

    Gone are its file with its letter, keys, history and notes, and the other files of the same mailbox that no public
    page has come from; its account, unless that has other roles; its page,
    versions, comments, tasks and history; the pictures that it ever had, its organisation when nobody else works for
    it, its redirects, what was found out about its links, mail that waits to be sent, and the words of the search
    index that only it had. What stays: the hashes of its public addresses, which answer 410, and one nameless line in
    the log.
    """
    lock(profile)
    stored = ActivatorProfile.objects.filter(pk=profile.pk).first()  # its account may have come meanwhile
    if stored is None:
        return  # somebody else was faster
    profile = stored
    parent = profile.get_parent()
    stems = words_known.of_all_versions(profile)
    pictures, links = _pictures_and_links(profile)
    organisation = profile.organisation
    account, application = profile.account, getattr(profile, "application", None)
    mentions = [f"{profile.first_name} {profile.last_name}", application.reference if application else ""]
    if application is not None:
        given = content_of(application)
        links |= {given.website, *given.social_links} - {""}
    mailboxes = {application.email} if application is not None else set()
    mailboxes |= addresses_of(account) if account is not None else set()
    forget_addresses(profile)
    Redirect.objects.filter(redirect_page_id=profile.pk).delete()
    pk = profile.pk
    profile.delete()
    PageLogEntry.objects.filter(page=pk).delete()
    for picture in pictures:
        _delete_unless_used(picture, used=ReferenceIndex.get_references_to(picture).exists())
    if organisation is not None and not organisation.profiles.exists():
        RegisterAnswer.objects.filter(siret=organisation.siret or "").delete()
        _delete_unless_used(organisation, used=False)
    forget_links(links)
    words_known.forget(stems)
    forget_files(mailboxes, by=by, now=now)
    if account is not None and not has_other_roles(account):
        forget_account(account)
    forget_mail({*mailboxes, profile.email} - {""}, mentions)
    transaction.on_commit(forget_deleted)
    with LogContext(user=by):  # or nobody, though it be the person's own request: their account is gone
        log(parent, ERASED, user=by, data={"at": now.isoformat()})


def forget_files(mailboxes: Collection[str], *, by: User | None, now: datetime) -> None:
    """Delete what else was started from the mailboxes, and no public page has come from."""
    for application in files_of(mailboxes).select_related("profile"):
        if application.profile is not None:
            erase(application.profile, by=by, now=now)
            continue
        given = content_of(application)
        forget_mail([], [application.reference])
        application.delete()
        forget_links([given.website, *given.social_links])


def lock(profile: ActivatorProfile) -> None:
    """Wait for whoever is at work on the file or the profile, in the order in which they lock the two."""
    for rows in (Application.objects.filter(profile_id=profile.pk), ActivatorProfile.objects.filter(pk=profile.pk)):
        list(rows.select_for_update().values_list("pk"))


def forget_addresses(profile: ActivatorProfile) -> None:
    """Leave of the profile's addresses what answers 410, and no name."""
    ProfileAddress.objects.filter(profile_id=profile.pk).update(kind=AddressKind.ERASED, slug="", base="", profile=None)


def _pictures_and_links(profile: ActivatorProfile) -> tuple[list[PortalImage], set[str]]:
    """The pictures and the links of the page and of all its versions."""
    ids: set[int | None] = set()
    links: set[str] = set()
    for version in (profile, *(revision.as_object() for revision in profile.revisions.iterator(chunk_size=20))):
        ids |= {getattr(version, f"{name}_id") for name in version.image_fields}
        links |= {version.website, *version.social_links}
    called = {profile.display_name, f"{profile.first_name} {profile.last_name}".strip()} - {""}
    pictures = PortalImage.objects.filter(pk__in=ids - {None}).union(photos.abandoned(called))
    return list(pictures), links - {""}


def _delete_unless_used(thing: PortalImage | Organisation, *, used: bool) -> None:
    """Delete what nothing else needs, with its history, whose lines hold its name. Files go with it on commit."""
    if used:
        return
    kind = ContentType.objects.get_for_model(type(thing))
    ModelLogEntry.objects.filter(content_type=kind, object_id=str(thing.pk)).delete()
    thing.delete()
