"""«Dossiers» in the menu, and the addresses behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from directory.admin.files import around, mails, screen
from directory.admin.files.access import may_see
from directory.admin.files.queue import QueueView
from directory.admin.files.taking import take_step

if TYPE_CHECKING:
    from django.http import HttpRequest


class FilesMenuItem(MenuItem):
    """For reviewers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


class FilesViewSet(ViewSet):
    name = "files"
    url_prefix = "dossiers"
    icon = "tasks"
    menu_label = "Dossiers"
    menu_name = "files"
    menu_order = 155
    menu_item_class = FilesMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", QueueView.as_view(), name="index"),
            path("resultats/", QueueView.as_view(results_only=True), name="index_results"),
            path("courriels/", mails.index, name="mails"),
            path("courriels/<slug:name>/", mails.show, name="mail"),
            path("<int:pk>/", screen.show, name="file"),
            path("<int:pk>/verifications/", around.tick, name="tick"),
            path("<int:pk>/notes/", around.write_note, name="note"),
            path("<int:pk>/presence/", around.presence, name="presence"),
            path("<int:pk>/lettre/", around.letter, name="letter"),
            path("<int:pk>/photo/", around.photo, name="photo"),
            path("<int:pk>/<slug:name>/", take_step, name="step"),
        ]
