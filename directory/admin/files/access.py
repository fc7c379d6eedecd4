"""Who sees files in the admin, and who decides: people of the group «Instructeurs», and administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from directory.applications.selectors import handed_in

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest

    from accounts.models import User
    from directory.models import Application

SEE = "directory.view_application"
DECIDE = "directory.change_application"


def may_see(user: User | AnonymousUser) -> bool:
    return user.has_perm(SEE)


def may_decide(user: User | AnonymousUser) -> bool:
    return user.has_perm(SEE) and user.has_perm(DECIDE)


def reviewer(request: HttpRequest, *, decides: bool = False) -> User:
    """The person who asks. Raises PermissionDenied, before anything is looked up, for who is no reviewer."""
    if not (may_decide(request.user) if decides else may_see(request.user)):
        raise PermissionDenied
    return cast("User", request.user)


def file_or_404(pk: int) -> Application:
    """A file that was handed in; a draft is answered like one that is not there."""
    files = handed_in().select_related("photo", "letter", "profile__organisation")
    return get_object_or_404(files, pk=pk)
