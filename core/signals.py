"""What follows from Wagtail's own events, wherever they come from: the admin, a job, or code."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Page
from wagtail.signals import page_published

from core import gone
from core.images import synchronise
from core.models import PortalImage
from core.visibility import PublicScope


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=CollectionViewRestriction, dispatch_uid="core.restriction")
    page_published.connect(_address_is_used_again, dispatch_uid="core.published")
    pre_delete.connect(_address_is_gone, sender=Page, dispatch_uid="core.deleted")


def _restriction_changed(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """Renditions have public addresses: those of a closed collection go, those of an opened one are made."""
    images = PortalImage.objects.filter(collection__path__startswith=instance.collection.path)
    transaction.on_commit(
        lambda: synchronise(images.select_related("collection"), PublicScope(timezone.now())), robust=True
    )


def _address_is_used_again(instance: Page, **kwargs: Any) -> None:
    if instance.live:
        gone.forget_gone(instance, now=timezone.now())


def _address_is_gone(instance: Page, **kwargs: Any) -> None:
    gone.record_gone(instance, now=timezone.now())
