"""Addresses behind which nothing is left: noted when a page is deleted, forgotten when one is published there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from core.models import GonePath
from core.routing import normalise, path_hash
from core.visibility import PublicScope

if TYPE_CHECKING:
    from datetime import datetime

    from wagtail.models import Page


@transaction.atomic
def record_gone(page: Page, *, now: datetime) -> None:
    """Remember that nothing is left at the addresses of a page that is being deleted.

    Its own path and those it had before a rename, if readers ever saw it: a page that was never published, or
    is closed to the public, leaves no trace; nor does a page whose path is a person's name.
    """
    scope = PublicScope(now)
    if not getattr(page.specific_class, "leaves_its_path", False):
        return
    if page.first_published_at is None or scope.root is None or not page.path.startswith(scope.root.path):
        return
    ancestors = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    if PageViewRestriction.objects.filter(page__path__in=ancestors).exists():
        return
    former = Redirect.objects.filter(redirect_page_id=page.pk).values_list("old_path", flat=True)
    for path in {normalise(scope.public_path(page.url_path)), *map(normalise, former)}:
        GonePath.objects.get_or_create(path_hash=path_hash(path), defaults={"path": path, "since": now})


def forget_gone(page: Page, *, now: datetime) -> None:
    """Something is published again where a page was deleted."""
    scope = PublicScope(now)
    if scope.root is None or not page.path.startswith(scope.root.path):
        return
    GonePath.objects.filter(path_hash=path_hash(scope.public_path(page.url_path))).delete()
