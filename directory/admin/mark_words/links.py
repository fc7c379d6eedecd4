"""Where a public profile is opened: in the admin by who may edit it there, on the portal by everybody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from core.addresses import public_url
from core.visibility import PublicScope
from directory.models import DirectoryPage

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def opener(user: User | AnonymousUser) -> Callable[[int, str], str]:
    """A function from a profile's id and Wagtail's `url_path` to its address; what it asks, it asks once."""
    directory = DirectoryPage.objects.first()
    if directory is not None and directory.permissions_for_user(user).can_edit():
        return lambda pk, url_path: reverse("wagtailadmin_pages:edit", args=[pk])
    scope = PublicScope(timezone.now())
    return lambda pk, url_path: public_url(scope.public_path(url_path))
