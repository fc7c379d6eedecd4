"""What the portal needs before anybody signs in: its home page and site, groups, permissions, workflow."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from pages.models import HomePage

EDITORS = "Rédacteurs"
MODERATORS = "Modérateurs"
WORKFLOW = "Relecture"
TASK = "Relecture par la modération"

LIBRARY = "Médiathèque"

PAGE_PERMISSIONS = {
    EDITORS: ("add_page", "change_page"),
    MODERATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
FILE_PERMISSIONS = {
    EDITORS: (
        ("wagtailimages", "add_image"),
        ("wagtailimages", "choose_image"),
        ("wagtaildocs", "add_document"),
        ("wagtaildocs", "choose_document"),
    ),
    MODERATORS: (
        ("wagtailimages", "add_image"),
        ("wagtailimages", "change_image"),
        ("wagtailimages", "choose_image"),
        ("wagtaildocs", "add_document"),
        ("wagtaildocs", "change_document"),
        ("wagtaildocs", "choose_document"),
    ),
}
MODEL_PERMISSIONS = {
    EDITORS: (("wagtailadmin", "access_admin"),),
    MODERATORS: (
        ("wagtailadmin", "access_admin"),
        ("wagtailredirects", "add_redirect"),
        ("wagtailredirects", "change_redirect"),
        ("wagtailredirects", "delete_redirect"),
        ("pages", "change_portalsettings"),
    ),
}


@transaction.atomic
def setup_portal() -> None:
    """Create whatever is missing; safe to run at every start.

    A group gets its permissions when it is created, the workflow its task likewise: what administrators
    change afterwards stays as they left it.
    """
    home = ensure_home()
    for name in (EDITORS, MODERATORS):
        group, is_new = Group.objects.get_or_create(name=name)
        if is_new:
            _grant(group, home)
    _name_library()
    _ensure_workflow(home)
    _remove_wagtail_defaults()


def ensure_home() -> HomePage:
    """Our home page as the root of the default site, in place of Wagtail's welcome page."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home = HomePage.objects.first()
    if home is None:
        home = Page.get_first_root_node().add_child(instance=HomePage(title="Accueil", slug="accueil"))
    if site is None:
        Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True, site_name="Balise")
    elif site.root_page_id != home.pk and _is_welcome_page(site.root_page):
        welcome = site.root_page
        site.root_page = home
        site.site_name = site.site_name or "Balise"
        site.save()
        welcome.delete()
    return HomePage.objects.get(pk=home.pk)


def _is_welcome_page(page: Page) -> bool:
    """Whether this is the empty page that Wagtail's own migration makes: no type of ours, nothing under it."""
    return page.specific_class is Page and page.depth == 2 and page.is_leaf()


def _grant(group: Group, home: HomePage) -> None:
    for codename in PAGE_PERMISSIONS[group.name]:
        GroupPagePermission.objects.create(
            group=group, page_id=home.pk, permission=_permission("wagtailcore", codename)
        )
    files = Collection.get_first_root_node()
    for app_label, codename in FILE_PERMISSIONS[group.name]:
        GroupCollectionPermission.objects.create(
            group=group, collection=files, permission=_permission(app_label, codename)
        )
    group.permissions.add(*(_permission(*names) for names in MODEL_PERMISSIONS[group.name]))


def _permission(app_label: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _ensure_workflow(home: HomePage) -> None:
    """Everything under the home page is read again by the moderators before it is published."""
    workflow, is_new = Workflow.objects.get_or_create(name=WORKFLOW)
    if not is_new:
        return
    task = GroupApprovalTask.objects.create(name=TASK)
    task.groups.set(Group.objects.filter(name=MODERATORS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page_id=home.pk, defaults={"workflow": workflow})


def _name_library() -> None:
    """The root of collections in French, unless somebody has named it already."""
    Collection.objects.filter(depth=1, name="Root").update(name=LIBRARY)


def _remove_wagtail_defaults() -> None:
    """Drop the English groups and workflow of Wagtail's own migrations, unless somebody uses them."""
    Group.objects.filter(name__in=("Editors", "Moderators"), user__isnull=True).delete()
    unused = Workflow.objects.filter(name="Moderators approval").exclude(
        pk__in=WorkflowState.objects.values("workflow_id")
    )
    for workflow in unused:
        tasks = list(workflow.tasks)
        workflow.delete()
        Task.objects.filter(
            pk__in=[task.pk for task in tasks], workflow_tasks__isnull=True, task_states__isnull=True
        ).delete()
