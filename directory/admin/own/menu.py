"""«Ma fiche» in the admin's menu; for whoever is confined, the whole of it."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from directory.admin.own.confinement import is_confined
from directory.models import ActivatorProfile


class OwnMenuItem(MenuItem):
    """For people who have a profile, and for those who have nothing else here."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_confined(request.user) or ActivatorProfile.objects.filter(account_id=request.user.pk).exists()


def only_own_items(request: HttpRequest, items: list[MenuItem]) -> None:
    """Takes everything else out of the menu of whoever is confined."""
    if is_confined(request.user):
        items[:] = [item for item in items if isinstance(item, OwnMenuItem)]
