"""Whether a request comes from a page of ours: the defence of whoever is signed in by a cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from accounts.asking import has_token


def goes_by_cookie(request: HttpRequest) -> bool:
    """Whether the session is named by a cookie, which the browser sends whichever page has made it ask."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and not has_token(request)


def comes_from_us(request: HttpRequest) -> bool:
    """Whether the page that asks is of our origin or of CSRF_TRUSTED_ORIGINS.

    Browsers say so in Origin, at least with every POST, and in Sec-Fetch-Site; pages cannot change either. A request
    that says neither is of no browser, and has no business with a browser's cookie.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    return origin in (f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS)
