"""What has to follow when a collection is closed to the public, or opened again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import CollectionViewRestriction

from core.images import synchronise
from core.models import PortalImage
from core.visibility import PublicScope


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=CollectionViewRestriction, dispatch_uid="core.restriction")


def _restriction_changed(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """Renditions have public addresses: those of a closed collection go, those of an opened one are made."""
    images = PortalImage.objects.filter(collection__path__startswith=instance.collection.path)
    transaction.on_commit(
        lambda: synchronise(images.select_related("collection"), PublicScope(timezone.now())), robust=True
    )
