"""Public paths over plain HTTP, and pages to print. Everything else that visitors see is a frontend's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.addresses import public_url
from core.printing import sheet
from core.routing import RouteStatus, normalise, resolve_path
from core.visibility import PublicScope

if TYPE_CHECKING:
    from django.http import HttpRequest

    from core.routing import Route


@require_safe
def public_path(request: HttpRequest, path: str) -> HttpResponse:
    """What lives at a public path, as a status: for portals that hand old addresses on, and for typed ones.

    The content itself is the frontend's to show, so what is there answers with the way to it.
    """
    query = request.META.get("QUERY_STRING", "")  # some redirects are of an address with its query
    route = resolve_path(f"/{path}?{query}" if query else f"/{path}", PublicScope(timezone.now()))
    if route.status is RouteStatus.OK:
        return _lead_to(normalise(path), status=302)
    return _elsewhere(route, _public_address)


@require_safe
def print_page(request: HttpRequest, path: str = "") -> HttpResponse:
    """The public object at a public path, to print."""
    scope = PublicScope(timezone.now())
    route = resolve_path(f"/{path}", scope)
    if route.node is None:
        return _elsewhere(route, _print_address)
    context = {"sheet": sheet(route.node, scope, path=normalise(path)), "printed_on": scope.today}
    return render(request, "core/print.html", context)


def _elsewhere(route: Route, address: Callable[[str], str]) -> HttpResponse:
    """The answer where nothing is shown; `address` makes a link of a public path."""
    if route.redirect is not None:
        target = route.redirect.path
        return HttpResponseRedirect(address(target) if target.startswith("/") else target, status=route.http_status)
    if route.status is RouteStatus.GONE:
        return HttpResponse(render_to_string("core/gone.html"), status=410)
    raise Http404


def _lead_to(path: str, *, status: int) -> HttpResponse:
    """The page on the frontend; where this platform is its own frontend, as in the demo, the page to print."""
    own = settings.BALISE_PUBLIC_URL == settings.BALISE_BASE_URL
    return HttpResponseRedirect(_print_address(path) if own else public_url(path), status=status)


def _public_address(path: str) -> str:
    return path if settings.BALISE_PUBLIC_URL == settings.BALISE_BASE_URL else public_url(path)


def _print_address(path: str) -> str:
    return reverse("print_page", args=[path.removeprefix("/")]) if path != "/" else reverse("print_home")
