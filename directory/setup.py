"""What the directory needs before anybody signs in: its page, and who may keep what."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Site

from directory.models import DirectoryPage

# By group; the groups and their rights on pages are made with the portal. Regions and departments are nobody's to edit.
MODEL_PERMISSIONS = {
    "Rédacteurs": ("add_organisation", "change_organisation", "view_organisation"),
    "Modérateurs": (
        *(f"{verb}_organisation" for verb in ("add", "change", "delete", "view")),
        *(
            f"{verb}_{model}"
            for model in ("theme", "themefamily", "sector", "styleword")
            for verb in ("add", "change", "delete")
        ),
    ),
}


@transaction.atomic
def setup_directory() -> DirectoryPage:
    """Create whatever is missing; safe to run at every start.

    A group gets its permissions together with the directory's page: what administrators change afterwards stays.
    """
    existing = DirectoryPage.objects.first()
    if existing is not None:
        return existing
    home = Site.objects.get(is_default_site=True).root_page
    directory: DirectoryPage = home.add_child(instance=DirectoryPage(title="Activateurs", slug="activateurs"))
    for name, codenames in MODEL_PERMISSIONS.items():
        permissions = Permission.objects.filter(content_type__app_label="directory", codename__in=codenames)
        for group in Group.objects.filter(name=name):
            group.permissions.add(*permissions)
    return directory
