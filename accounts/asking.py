"""Who asks."""

from __future__ import annotations

from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import User

TOKEN_HEADER = "X-Session-Token"  # noqa: S105 - a name


def has_token(request: HttpRequest) -> bool:
    """Whether the request names its session in a header, which no other site's page can make a browser send."""
    return TOKEN_HEADER in request.headers


def who_asks(request: HttpRequest) -> User | AnonymousUser:
    """The person whose session it is: the one of the token where one is given, whatever the cookie; else the cookie's.

    Who may not sign in any more is nobody (see `accounts.auth`).
    """
    if has_token(request):
        found = authenticate_by_x_session_token(request.headers[TOKEN_HEADER])
        user = found[0] if found else None
    else:
        user = getattr(request, "user", None)
    return user if isinstance(user, User) or (user is not None and user.is_authenticated) else AnonymousUser()
