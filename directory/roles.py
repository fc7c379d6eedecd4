"""Whether a person has a business in the admin besides their own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from wagtail.models import GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from directory.setup import ACTIVATORS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def has_other_roles(user: User | AnonymousUser) -> bool:
    """Whether the person may do anything but sign in and keep their own page.

    What the group of activators may do, should somebody have given it more, does not count.
    """
    if not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    groups = user.groups.exclude(name=ACTIVATORS)
    rights = Permission.objects.exclude(content_type__app_label="wagtailadmin", codename="access_admin")
    return (
        rights.filter(group__in=groups).exists()
        or rights.filter(user=user).exists()
        or GroupPagePermission.objects.filter(group__in=groups).exists()
        or GroupCollectionPermission.objects.filter(group__in=groups).exists()
        or GroupSitePermission.objects.filter(group__in=groups).exists()
        or GroupApprovalTask.objects.filter(groups__in=groups).exists()
    )
