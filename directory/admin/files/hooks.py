"""What files add to Wagtail's admin; registered by `directory.wagtail_hooks`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from directory.admin.files.access import may_see
from directory.admin.files.home import FilesPanel
from directory.admin.files.losses import LossesPanel
from directory.admin.files.viewset import FilesViewSet


@hooks.register("register_admin_viewset")
def register_files() -> FilesViewSet:
    return FilesViewSet()


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may_see(request.user):
        panels += [FilesPanel(), LossesPanel()]


@hooks.register("insert_global_admin_css")
def files_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("directory/admin/files.css"))
