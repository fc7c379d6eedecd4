"""Pages to print. The platform's only pages for visitors: everything else is a frontend's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.printing import sheet
from core.routing import RouteStatus, resolve_path
from core.visibility import PublicScope

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def print_page(request: HttpRequest, path: str = "") -> HttpResponse:
    """The public page at a public path, to print."""
    scope = PublicScope(timezone.now())
    route = resolve_path(f"/{path}", scope)
    if isinstance(route.node, Page):
        return render(request, "core/print.html", {"sheet": sheet(route.node, scope), "printed_on": scope.today})
    if route.redirect is not None and route.redirect.path.startswith("/"):
        address = reverse("print_page", args=[route.redirect.path.removeprefix("/")])
        return HttpResponseRedirect(address, status=route.http_status)
    if route.status is RouteStatus.GONE:
        return render(request, "core/gone.html", status=410)
    raise Http404
