"""Erasing a person (rule S5, GDPR article 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, ReferenceIndex

from core.models import PortalImage
from core.search_index import forget_deleted
from directory import words_known
from directory.models import ActivatorProfile, AddressKind, Organisation, ProfileAddress

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

ERASED = "balise.profile.erased"


@transaction.atomic
def erase(profile: ActivatorProfile, *, by: User | None, now: datetime) -> None:
    """Delete a profile so that no name of its person is left.

    Gone are its page, versions, comments, tasks and history, its picture with all sizes, its organisation when
    nobody else works for it, its redirects, and the words of the search index that only it had. What stays: the
    hashes of its public addresses, which answer 410, and one nameless line in the log.
    """
    parent = profile.get_parent()
    stems = words_known.of_all_versions(profile)
    picture, organisation = profile.photo, profile.organisation
    forget_addresses(profile)
    Redirect.objects.filter(redirect_page_id=profile.pk).delete()
    pk = profile.pk
    profile.delete()
    PageLogEntry.objects.filter(page=pk).delete()
    _delete_picture(picture)
    if organisation is not None and not organisation.profiles.exists():
        Organisation.objects.filter(pk=organisation.pk).delete()
    words_known.forget(stems)
    transaction.on_commit(forget_deleted)
    log(parent, ERASED, user=by, data={"at": now.isoformat()})


def forget_addresses(profile: ActivatorProfile) -> None:
    """Leave of the profile's addresses what answers 410, and no name."""
    ProfileAddress.objects.filter(profile_id=profile.pk).update(kind=AddressKind.ERASED, slug="", profile=None)


def _delete_picture(picture: PortalImage | None) -> None:
    """Delete a picture that nothing else shows; its files go with it on commit."""
    if picture is not None and not ReferenceIndex.get_references_to(picture).exists():
        picture.delete()
