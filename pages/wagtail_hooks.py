"""What the content adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from core.admin import ReportMenuItem
from pages import reverting
from pages.admin.home import DraftsPanel, ReviewPanel, ScheduledPanel
from pages.admin.listing import FaqEntryViewSet
from pages.admin.reports import EntriesToReviewView
from pages.models import FaqEntry


@hooks.register("register_admin_viewset")
def register_entries() -> FaqEntryViewSet:
    return FaqEntryViewSet()


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("pages/admin.css"))


# --- publishing rules -----------------------------------------------------------------------------------


@hooks.register("before_edit_page")
def keep_history_when_reverting(request: HttpRequest, page: Page) -> None:
    """Wagtail shows and saves an older version in a view of its own, dated updates and all."""
    match = request.resolver_match
    if isinstance(page, FaqEntry) and match and match.url_name == "revisions_revert":
        reverting.keep_published_updates(page)


# --- report and home ------------------------------------------------------------------------------------


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return [
        path("faq/a-revoir/", EntriesToReviewView.as_view(), name="entries_to_review"),
        path(
            "faq/a-revoir/resultats/",
            EntriesToReviewView.as_view(results_only=True),
            name="entries_to_review_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    return ReportMenuItem(
        "Entrées à revoir", reverse("entries_to_review"), name="entries-to-review", icon_name="help", order=100
    )


@hooks.register("construct_homepage_panels")
def add_home_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.extend((DraftsPanel(), ScheduledPanel(), ReviewPanel()))


@hooks.register("construct_help_menu")
def hide_wagtails_help(request: HttpRequest, items: list[Any]) -> None:
    """Release notes of Wagtail, in English and elsewhere, are not what an editor looks for under «Aide»."""
    items.clear()
