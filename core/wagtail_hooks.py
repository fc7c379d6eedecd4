"""What every kind of page, and the media library, add to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.staticfiles import versioned_static
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from core.bulk import RuledPublishBulkAction
from core.media_views import private_rendition
from core.ruled import REFUSED, RuledPage
from core.rules import RuleKind

# After Wagtail’s own, in whose place it comes.
hooks.register("register_bulk_action", RuledPublishBulkAction, order=1)


@hooks.register("register_admin_urls")
def rendition_urls() -> list[URLPattern]:
    """Wagtail lets in only people who may use the admin, and has browsers keep nothing."""
    return [path("apercus/<path:name>", private_rendition, name="private_rendition")]


@hooks.register("get_avatar_url")
def no_portraits(user: Any, size: int) -> str:
    """The same picture for everybody: a portrait's file is private, and Wagtail would fail on its address."""
    return str(versioned_static("wagtailadmin/images/default-user-avatar.png"))


@hooks.register("before_publish_page")
def hold_to_the_rules(request: HttpRequest, page: Page) -> None:
    """The editing view publishes without asking the page: ask here, should the form have let something by."""
    if isinstance(page, RuledPage):
        page.ensure_publishable()


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def show_warnings(request: HttpRequest, page: Page) -> None:
    """What the rules find odd and let pass. Not during autosave, which nobody watches."""
    if isinstance(page, RuledPage) and request.accepts("text/html"):
        for finding in page.findings():
            if finding.kind is RuleKind.WARN:
                messages.warning(request, finding.message)


@hooks.register("register_log_actions")
def register_refusal(actions: Any) -> None:
    """A scheduled publication that the rules refused, in the page's history."""

    @actions.register_action(REFUSED)
    class RefusedFormatter(LogFormatter):
        label = "Publication programmée refusée"

        def format_message(self, log_entry: Any) -> str:
            return format_html("Publication programmée refusée. {}", log_entry.data.get("reasons", ""))
