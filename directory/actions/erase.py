"""Erasing a person (rule S5, GDPR article 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex

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

    Gone are its page, versions, comments, tasks and history, the pictures that it ever had, its organisation when
    nobody else works for it, its redirects, and the words of the search index that only it had. What stays: the
    hashes of its public addresses, which answer 410, and one nameless line in the log.
    """
    parent = profile.get_parent()
    stems = words_known.of_all_versions(profile)
    pictures, organisation = _pictures(profile), profile.organisation
    forget_addresses(profile)
    Redirect.objects.filter(redirect_page_id=profile.pk).delete()
    pk = profile.pk
    profile.delete()
    PageLogEntry.objects.filter(page=pk).delete()
    for picture in pictures:
        _delete_unless_used(picture, used=ReferenceIndex.get_references_to(picture).exists())
    if organisation is not None:
        _delete_unless_used(organisation, used=organisation.profiles.exists())
    words_known.forget(stems)
    transaction.on_commit(forget_deleted)
    log(parent, ERASED, user=by, data={"at": now.isoformat()})


def forget_addresses(profile: ActivatorProfile) -> None:
    """Leave of the profile's addresses what answers 410, and no name."""
    ProfileAddress.objects.filter(profile_id=profile.pk).update(kind=AddressKind.ERASED, slug="", base="", profile=None)


def _pictures(profile: ActivatorProfile) -> list[PortalImage]:
    """The pictures of the page and of all its versions."""
    versions = [profile, *(revision.as_object() for revision in profile.revisions.iterator(chunk_size=20))]
    ids = {getattr(version, f"{name}_id") for version in versions for name in profile.image_fields}
    return list(PortalImage.objects.filter(pk__in=ids - {None}))


def _delete_unless_used(thing: PortalImage | Organisation, *, used: bool) -> None:
    """Delete what nothing else needs, with its history, whose lines hold its name. Files go with it on commit."""
    if used:
        return
    kind = ContentType.objects.get_for_model(type(thing))
    ModelLogEntry.objects.filter(content_type=kind, object_id=str(thing.pk)).delete()
    thing.delete()
