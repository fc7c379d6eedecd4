"""Pages to print. The platform's only pages for visitors: everything else is a frontend's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.visibility import PublicScope
from pages.printing import sheet
from pages.routing import RouteStatus, resolve_path

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def print_page(request: HttpRequest, path: str = "") -> HttpResponse:
    """The public page at a public path, to print."""
    scope = PublicScope(timezone.now())
    route = resolve_path(f"/{path}", scope)
    if route.page is not None:
        return render(request, "pages/print.html", {"sheet": sheet(route.page, scope), "printed_on": scope.today})
    if route.redirect is not None and route.redirect.path.startswith("/"):
        address = reverse("print_page", args=[route.redirect.path.removeprefix("/")])
        return HttpResponseRedirect(address, status=route.http_status)
    if route.status is RouteStatus.GONE:
        return render(request, "pages/gone.html", status=410)
    raise Http404
