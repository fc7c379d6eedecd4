"""What the directory adds to Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from core.admin import ReportMenuItem
from directory.actions.accept_charter import CHARTER_ACCEPTED
from directory.actions.erase import ERASED
from directory.actions.own_profile import DISCARDED
from directory.actions.rename import RENAMED
from directory.actions.standing import LEFT, REINSTATED, SUSPENDED
from directory.admin.actions import STEPS, take_step
from directory.admin.bulk import SuspendBulkAction
from directory.admin.files import hooks as _files  # noqa: F401 - registers its own
from directory.admin.listing import ProfileViewSet
from directory.admin.mark_files import hooks as _marks  # noqa: F401 - likewise
from directory.admin.mark_words.report import MarkFindingsView
from directory.admin.mark_words.report import report_menu_item as mark_findings_menu_item
from directory.admin.own import urls as own_urls
from directory.admin.own.menu import OwnMenuItem, only_own_items
from directory.admin.reports import ProfilesToReviewView
from directory.admin.reviewing import approve_where_it_is_read
from directory.admin.viewsets import DirectoryGroup, organisation_chooser
from directory.applications.profiles import FROM_FILE
from directory.imports.known import IMPORTED
from directory.models import ActivatorProfile, DirectoryPage

if TYPE_CHECKING:
    from accounts.models import User

hooks.register("register_bulk_action", SuspendBulkAction)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    found: list[Any] = [ProfileViewSet(), DirectoryGroup(), organisation_chooser]
    return found


# --- one profile ----------------------------------------------------------------------------------------


@hooks.register("register_page_header_buttons")
def step_buttons(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The steps that are open to this person on this profile."""
    profile = page.specific if isinstance(page.specific, ActivatorProfile) else None
    if profile is None or not page.permissions_for_user(user).can_publish():
        return
    for priority, step in enumerate(STEPS.values(), start=70):
        if step.is_offered(profile):
            url = reverse("directory_step", args=[profile.pk, step.name])
            yield Button(step.label, url, icon_name=step.icon, priority=priority)


@hooks.register("before_delete_page")
def erase_instead(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Deleting a profile would leave its person's name in the history: there is a step for that."""
    if not isinstance(page.specific, ActivatorProfile):
        return None
    messages.info(request, "Une fiche ne se supprime pas : elle s’efface, pour qu’il ne reste aucun nom.")
    return redirect("directory_step", page.pk, "effacer")


@hooks.register("before_delete_page")
def keep_the_directory(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Deleting the directory would delete everybody in it, and leave their names in the history."""
    if not isinstance(page.specific, DirectoryPage) or not page.numchild:
        return None
    messages.error(request, "L’annuaire contient des fiches : il ne se supprime pas.")
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_bulk_action")
def erase_one_by_one(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Neither deleted nor moved by the dozen: see `erase_instead`."""
    if action_type not in ("delete", "move") or not any(
        isinstance(page.specific, ActivatorProfile | DirectoryPage) for page in objects if isinstance(page, Page)
    ):
        return None
    messages.error(request, "Une fiche ne se supprime ni ne se déplace : ouvrez-la pour effacer la personne.")
    return redirect("activators:index")


@hooks.register("before_copy_page")
def no_copies(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy would be a second profile of the same person."""
    if not isinstance(page.specific, ActivatorProfile):
        return None
    messages.warning(request, "Une fiche ne se copie pas : une personne n’en a qu’une.")
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_log_actions")
def register_steps(actions: Any) -> None:
    """The steps, in the page's history."""
    for name, label in (
        (RENAMED, "Adresse changée"),
        (SUSPENDED, "Fiche suspendue"),
        (LEFT, "Départ noté"),
        (REINSTATED, "Fiche rétablie"),
    ):
        actions.register_action(name)(_formatter(label))
    actions.register_action(ERASED)(_plain_formatter("Fiche effacée"))
    actions.register_action(FROM_FILE)(_plain_formatter("Fiche tirée d’un dossier accepté"))
    actions.register_action(DISCARDED)(_plain_formatter("Brouillon abandonné par son auteur"))
    actions.register_action(CHARTER_ACCEPTED)(_plain_formatter("Charte en vigueur acceptée"))
    actions.register_action(IMPORTED)(_plain_formatter("Fiche reprise de l’export de l’État"))


def _formatter(label_: str) -> type[LogFormatter]:
    class StepFormatter(LogFormatter):
        label = label_

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data
            moved = f" : {data['from']} → {data['to']}" if "to" in data else ""
            return format_html("{}{}. {}", label_, moved, data.get("reason", ""))

    return StepFormatter


def _plain_formatter(label_: str) -> type[LogFormatter]:
    class PlainFormatter(LogFormatter):
        label = label_
        message = label_

    return PlainFormatter


# --- addresses and menus --------------------------------------------------------------------------------


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        *own_urls.urlpatterns,
        path("activateurs/<int:page_id>/<slug:name>/", take_step, name="directory_step"),
        path("activateurs/a-revoir/", ProfilesToReviewView.as_view(), name="profiles_to_review"),
        path(
            "activateurs/a-revoir/resultats/",
            ProfilesToReviewView.as_view(results_only=True),
            name="profiles_to_review_results",
        ),
        path("activateurs/marques/", MarkFindingsView.as_view(), name="mark_findings"),
        path(
            "activateurs/marques/resultats/",
            MarkFindingsView.as_view(results_only=True),
            name="mark_findings_results",
        ),
    ]


hooks.register("construct_homepage_panels", approve_where_it_is_read)


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    return ReportMenuItem(
        "Fiches à revoir", reverse("profiles_to_review"), name="profiles-to-review", icon_name="group", order=110
    )


hooks.register("register_reports_menu_item", mark_findings_menu_item)


@hooks.register("register_admin_menu_item")
def own_menu_item() -> MenuItem:
    return OwnMenuItem("Ma fiche", reverse("own_profile"), name="own-profile", icon_name="user", order=50)


# After everything that adds to the menu.
hooks.register("construct_main_menu", only_own_items, order=1000)
