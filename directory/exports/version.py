"""What tells one state of the public directory from another, in two statements."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, Sum

from directory import selectors
from directory.models import ActivatorProfile

if TYPE_CHECKING:
    from core.visibility import PublicScope

FORMAT = 1  # to be raised when the same profiles are written in another way


def version_of(scope: PublicScope) -> str:
    """A hash that changes whenever an export would: see `directory.editions`."""
    public = ActivatorProfile.objects.public(scope).order_by()
    found = public.aggregate(number=Count("pk"), editions=Sum("edition"))
    told = (FORMAT, settings.BALISE_PUBLIC_URL, selectors.directory_path(scope), found["number"], found["editions"])
    return hashlib.sha256("|".join(map(str, told)).encode()).hexdigest()[:32]
