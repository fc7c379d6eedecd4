"""What the content adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from core.admin import ReportMenuItem
from core.rules import RuleKind
from pages import publication, reverting
from pages.admin.bulk import RuledPublishBulkAction
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


@hooks.register("before_publish_page")
def hold_to_the_rules(request: HttpRequest, page: Page) -> None:
    """The editing view publishes without asking the page: ask here, should the form have let something by."""
    if isinstance(page, FaqEntry):
        publication.ensure_publishable(page)


@hooks.register("before_edit_page")
def keep_history_when_reverting(request: HttpRequest, page: Page) -> None:
    """Wagtail shows and saves an older version in a view of its own, dated updates and all."""
    match = request.resolver_match
    if isinstance(page, FaqEntry) and match and match.url_name == "revisions_revert":
        reverting.keep_published_updates(page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def show_warnings(request: HttpRequest, page: Page) -> None:
    """What the rules find odd and let pass. Not during autosave, which nobody watches."""
    if isinstance(page, FaqEntry) and request.accepts("text/html"):
        for finding in publication.findings_for(page):
            if finding.kind is RuleKind.WARN:
                messages.warning(request, finding.message)


# After Wagtail’s own, in whose place it comes.
hooks.register("register_bulk_action", RuledPublishBulkAction, order=1)


@hooks.register("register_log_actions")
def register_refusal(actions: Any) -> None:
    """A scheduled publication that the rules refused, in the page's history."""

    @actions.register_action(publication.REFUSED)
    class RefusedFormatter(LogFormatter):
        label = "Publication programmée refusée"

        def format_message(self, log_entry: Any) -> str:
            return format_html("Publication programmée refusée. {}", log_entry.data.get("reasons", ""))


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
