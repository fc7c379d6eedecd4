"""What follows from Wagtail's own events, wherever they come from: the admin, a job, or code."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from pages import actions, publication
from pages.models import FaqEntry


@receiver(page_published, sender=FaqEntry)
def untick_minor_correction(instance: FaqEntry, revision: Revision, **kwargs: Any) -> None:
    publication.forget_minor_correction(instance, revision)


@receiver(page_published)
def address_is_used_again(instance: Page, **kwargs: Any) -> None:
    if instance.live:
        actions.forget_gone(instance, now=timezone.now())


@receiver(pre_delete, sender=Page)
def address_is_gone(instance: Page, **kwargs: Any) -> None:
    actions.record_gone(instance, now=timezone.now())
