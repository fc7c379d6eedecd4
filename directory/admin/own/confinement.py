"""Who is confined to their own page in the admin, and to which addresses.

Closed by construction: an address that nobody has thought of is not in the list.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from directory.roles import has_other_roles

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

HOME = "wagtailadmin_home"
OWN = frozenset(
    (
        "own_profile",
        "own_profile_preview",
        "own_profile_photo",
        "own_profile_link",
        "own_profile_charter",
        "own_profile_erase",
    )
)
OPEN = OWN | {
    # Signing in and out, and one's own settings.
    "accounts.admin_sign_in.SignInView",
    "admin_second_factor",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_account",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    # The same for everybody: icons, and words for scripts.
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    # No view of the admin: what is no address of it may still be one of the portal, or none.
    "public_path",
}


def is_confined(user: User | AnonymousUser) -> bool:
    """Whether a person who is signed in has no business in the admin but their own page."""
    return user.is_authenticated and not has_other_roles(user)


def _is_of_the_admin(request: HttpRequest) -> bool:
    start = _start_of_the_admin(settings.ROOT_URLCONF)
    return start is not None and request.path_info.startswith(start)


@cache
def _start_of_the_admin(urlconf: str) -> str | None:
    try:
        return reverse(HOME, urlconf)
    except NoReverseMatch:  # there is no admin at all, as under the addresses of some tests
        return None


class ConfinementMiddleware:
    """Answers 403 to whoever is confined, at every address of the admin that is not in `OPEN`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or not _is_of_the_admin(request) or match.view_name in OPEN:
            return None
        if not is_confined(request.user):
            return None
        if match.view_name == HOME and request.method in ("GET", "HEAD"):
            return redirect("own_profile")
        raise PermissionDenied
