"""What the directory needs before anybody signs in: its page, and who may keep what."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import GroupApprovalTask, GroupPagePermission, Site, Workflow, WorkflowPage, WorkflowTask

from directory.first_charter import ensure_charter
from directory.models import DirectoryPage

# By group; the groups and their rights on pages are made with the portal. Regions and departments are nobody's to edit.
MODEL_PERMISSIONS = {
    "Rédacteurs": ("add_organisation", "change_organisation", "view_organisation"),
    "Modérateurs": (
        *(f"{verb}_organisation" for verb in ("add", "change", "delete", "view")),
        *(
            f"{verb}_{model}"
            for model in ("theme", "themefamily", "sector", "styleword", "charter")
            for verb in ("add", "change", "delete")
        ),
    ),
}


ACTIVATORS = "Activateurs"  # they see their own page in the admin, and nothing else (`directory.admin.own`)
REVIEWERS = "Instructeurs"
REVIEWERS_ON_PAGES = ("change_page", "publish_page", "lock_page", "unlock_page")
REVIEWERS_ON_FILES = ("view_application", "change_application")
BRAND_OWNERS = "Responsables de la marque"  # who answers for the marks: their words, their files
BRAND_OWNERS_ON_WORDS = ("add_markword", "change_markword", "delete_markword", "view_markword")
BRAND_OWNERS_ON_FILES = (
    "change_brandmark", "view_brandmark", "add_markfile", "change_markfile", "view_markfile", "view_markdownload",
)  # fmt: skip
WORKFLOW = "Relecture des fiches"
TASK = "Relecture par l’instruction"


@transaction.atomic
def setup_directory() -> DirectoryPage:
    """Create whatever is missing; safe to run at every start.

    A group gets its permissions when it is created, or together with the directory's page, and the workflow its task
    likewise: what administrators change afterwards stays.
    """
    directory = DirectoryPage.objects.first() or _make_directory()
    _ensure_group(ACTIVATORS)
    _ensure_reviewers(directory)
    _ensure_brand_owners()
    _ensure_workflow(directory)
    ensure_charter()
    return directory


def _make_directory() -> DirectoryPage:
    home = Site.objects.get(is_default_site=True).root_page
    directory: DirectoryPage = home.add_child(instance=DirectoryPage(title="Activateurs", slug="activateurs"))
    for name, codenames in MODEL_PERMISSIONS.items():
        for group in Group.objects.filter(name=name):
            group.permissions.add(*_permissions("directory", codenames))
    return directory


def _permissions(app_label: str, codenames: Iterable[str]) -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label=app_label, codename__in=list(codenames))


def _ensure_group(name: str) -> tuple[Group, bool]:
    """The group, and whether it is new: then it may sign in to the admin."""
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        group.permissions.add(*_permissions("wagtailadmin", ["access_admin"]))
    return group, is_new


def _ensure_reviewers(directory: DirectoryPage) -> None:
    group, is_new = _ensure_group(REVIEWERS)
    if not is_new:
        return
    group.permissions.add(*_permissions("directory", REVIEWERS_ON_FILES))
    for permission in _permissions("wagtailcore", REVIEWERS_ON_PAGES):
        GroupPagePermission.objects.create(group=group, page_id=directory.pk, permission=permission)


def _ensure_brand_owners() -> None:
    group, is_new = _ensure_group(BRAND_OWNERS)
    if is_new:
        group.permissions.add(*_permissions("directory", BRAND_OWNERS_ON_WORDS + BRAND_OWNERS_ON_FILES))


def _ensure_workflow(directory: DirectoryPage) -> None:
    """What is changed in the directory is read again by the reviewers, not by the editors' moderators."""
    workflow, is_new = Workflow.objects.get_or_create(name=WORKFLOW)
    if not is_new:
        return
    task = GroupApprovalTask.objects.create(name=TASK)
    task.groups.set(Group.objects.filter(name=REVIEWERS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page_id=directory.pk, defaults={"workflow": workflow})
