"""What follows from Wagtail's own events, wherever they come from: the admin, a job, or code."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import page_published

from pages import publication
from pages.models import FaqEntry


@receiver(page_published, sender=FaqEntry)
def untick_minor_correction(instance: FaqEntry, revision: Revision, **kwargs: Any) -> None:
    publication.forget_minor_correction(instance, revision)
