"""Who keeps the words of rule B7, and who reads what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.admin.files.access import may_see

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

KEEP = ("directory.add_markword", "directory.change_markword", "directory.delete_markword")


def may_keep(user: User | AnonymousUser) -> bool:
    """People of the group «Responsables de la marque», and administrators."""
    return user.has_perms(KEEP)


def may_read_findings(user: User | AnonymousUser) -> bool:
    """Those, and reviewers."""
    return may_keep(user) or may_see(user)
