"""From a file that was sent to the picture of a profile: private until the profile that shows it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, CollectionViewRestriction

from core.models import PortalImage
from directory.models.upload import SUFFIXES
from directory.rules.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from accounts.models import User
    from directory.models import ActivatorProfile, Upload

WAITING = "Photos à valider"
SHOWN = "Photos des activateurs"


@transaction.atomic
def portal_image(upload: Upload, *, title: str, alt: str, by: User | None) -> PortalImage:
    """A picture of the library made from a file that was sent; nobody outside sees it before `release`.

    It is named after the person or the company (rule W10): `title` is what the library calls it.
    """
    with upload.file.open("rb") as file:
        data = file.read()
    content = ContentFile(data, name=f"{slugify(title) or 'photo'}{SUFFIXES[upload.content_type]}")
    image = PortalImage(
        title=title[:255], description=alt[:255], collection=waiting_room(), uploaded_by_user=by, file=content
    )
    image.save()
    return image


@transaction.atomic
def release(image: PortalImage) -> None:
    """The picture is for everybody: its public sizes are made at the commit. One that does not wait stays as it is."""
    if is_waiting(image):
        image.collection = _collection(SHOWN)
        image.save()


@transaction.atomic
def withhold(image: PortalImage) -> None:
    """The picture is for nobody any more: its public sizes are deleted at the commit. Only of released ones."""
    if image.collection.name == SHOWN:
        image.collection = waiting_room()
        image.save()


def of_versions(profile: ActivatorProfile) -> QuerySet[PortalImage]:
    """The pictures of all versions of a profile, one statement whatever their number."""
    ids = profile.revisions.order_by().values_list("content__photo", flat=True).distinct()
    return PortalImage.objects.filter(pk__in=[pk for pk in ids if pk is not None])


def abandoned(names: Collection[str]) -> QuerySet[PortalImage]:
    """Pictures from files that are called after one of the names, and of which no page and no version is left to tell.

    Those that activators sent since are known by who sent them.
    """
    called = Q(title__in=names) | Q(description__in=[alt_of(name) for name in names])
    pictures = PortalImage.objects.filter(called, collection__name__in=(WAITING, SHOWN))
    return pictures.filter(Q(uploaded_by_user=None) | Q(uploaded_by_user__profile=None))


def alt_of(name: str) -> str:
    return f"Photo de {name}"


def is_waiting(image: PortalImage) -> bool:
    """Whether the picture has not been released."""
    return image.collection.name == WAITING


def waiting_room() -> Collection:
    """The private collection; should somebody have opened it, it is closed again."""
    collection = _collection(WAITING)
    if not collection.view_restrictions.exists():
        # Of no group: for nobody but those whose permissions let them manage pictures.
        collection.view_restrictions.create(restriction_type=CollectionViewRestriction.GROUPS)
    return collection


def _collection(name: str) -> Collection:
    """The collection of that name, made when it is missing; one, though two ask at once."""
    found: Collection | None = Collection.objects.filter(name=name, depth=2).first()
    if found is None:
        root = Collection.objects.select_for_update().get(depth=1)
        found = Collection.objects.filter(name=name, depth=2).first()
        found = found or root.add_child(instance=Collection(name=name))
    return found
