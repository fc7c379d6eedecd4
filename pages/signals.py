"""What follows from Wagtail's own events, wherever they come from: the admin, a job, or code."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import page_published, post_page_move

from pages import publication
from pages.indexing import reindex_under
from pages.models import FaqEntry


@receiver(page_published, sender=FaqEntry)
def untick_minor_correction(instance: FaqEntry, revision: Revision, **kwargs: Any) -> None:
    publication.forget_minor_correction(instance, revision)


@receiver(post_page_move)
def entries_have_another_theme(instance: Page, **kwargs: Any) -> None:
    reindex_under(instance)
