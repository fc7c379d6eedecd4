"""What the marks' files add to Wagtail's admin; registered by `directory.wagtail_hooks`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from directory.actions.mark_files import ADDED, WITHDRAWN
from directory.admin.mark_files.home import BrandPanel, may_see_panel
from directory.admin.mark_files.report import DownloadsView, report_menu_item
from directory.admin.mark_files.viewsets import MarksGroup

hooks.register("register_reports_menu_item", report_menu_item)


@hooks.register("register_admin_viewset")
def register_marks() -> MarksGroup:
    return MarksGroup()


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    if may_see_panel(request.user):
        panels.append(BrandPanel())


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return [
        path("marques/telechargements/", DownloadsView.as_view(), name="mark_downloads"),
        path(
            "marques/telechargements/resultats/",
            DownloadsView.as_view(results_only=True),
            name="mark_downloads_results",
        ),
    ]


@hooks.register("register_log_actions")
def register_steps(actions: Any) -> None:
    for name, text in ((ADDED, "Fichier ajouté"), (WITHDRAWN, "Fichier retiré")):
        actions.register_action(name)(_formatter(text))


def _formatter(text: str) -> type[LogFormatter]:
    class StepFormatter(LogFormatter):
        label = text
        message = text

    return StepFormatter
