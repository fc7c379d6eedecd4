"""What follows from Wagtail's own events, wherever they come from: the admin, a job, or code."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils import timezone
from treebeard.mp_tree import path_updated
from wagtail.models import Collection, CollectionViewRestriction, Page
from wagtail.signals import page_published

from core import gone
from core.images import synchronise
from core.models import PortalImage


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=CollectionViewRestriction, dispatch_uid="core.restriction")
    path_updated.connect(_collection_moved, sender=Collection, dispatch_uid="core.moved")
    page_published.connect(_address_is_used_again, dispatch_uid="core.published")
    pre_delete.connect(_address_is_gone, sender=Page, dispatch_uid="core.deleted")


def _restriction_changed(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    _visibility_changed(Collection.objects.filter(path__startswith=instance.collection.path))


def _collection_moved(sender: type[Collection], old_path: str, new_path: str, **kwargs: Any) -> None:
    """A collection has another path: with another one above it, other restrictions are inherited."""
    if old_path[: -Collection.steplen] == new_path[: -Collection.steplen]:
        return  # a sibling that makes room for another
    # By id, and now: the tree may give the branch yet another path before it is done.
    _visibility_changed(Collection.objects.filter(path__startswith=new_path))


def _visibility_changed(collections: QuerySet[Collection]) -> None:
    """Renditions have public addresses: those of a closed collection go, those of an opened one are made."""
    images = PortalImage.objects.filter(collection__in=list(collections.values_list("pk", flat=True)))
    transaction.on_commit(lambda: synchronise(images), robust=True)


def _address_is_used_again(instance: Page, **kwargs: Any) -> None:
    if instance.live:
        gone.forget_gone(instance, now=timezone.now())


def _address_is_gone(instance: Page, **kwargs: Any) -> None:
    gone.record_gone(instance, now=timezone.now())
