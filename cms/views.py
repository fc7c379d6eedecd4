"""The few pages of the project itself: the root, public files, and what is answered when something is wrong."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.template import loader
from django.views.decorators.http import require_safe
from django.views.static import serve

from cms.request_id import current_request_id
from cms.storage import IMMUTABLE

_DATA_PREFIXES = ("/graphql", "/livez", "/readyz", "/media/", "/uploads/", "/_allauth/")
RETRY_AFTER_SECONDS = 5


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Visitors belong on the frontend."""
    if settings.BALISE_PUBLIC_URL != settings.BALISE_BASE_URL:
        return HttpResponseRedirect(settings.BALISE_PUBLIC_URL)
    return HttpResponse(loader.render_to_string("root.html"))


@require_safe
def public_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file of the public storage, where that is a local folder; buckets serve their own."""
    storage = storages["public"]
    if not isinstance(storage, FileSystemStorage):
        raise Http404
    response = serve(request, name, document_root=str(storage.location))
    response["Cache-Control"] = IMMUTABLE
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Why is for the log: Django has written it there."""
    return _problem(request, 403)


def locked_out(request: HttpRequest, original: HttpResponse | None, credentials: object) -> HttpResponse:
    """Too many failed sign-ins, of a name that exists or not: in allauth's manner for its clients."""
    wait = int(settings.AXES_COOLOFF_TIME.total_seconds())
    if request.path.startswith("/_allauth/"):
        error = {"code": "too_many_login_attempts", "message": "Trop d’essais : recommencez dans quelques minutes."}
        response: HttpResponse = JsonResponse({"status": 429, "errors": [error]}, status=429)
    else:
        response = _problem(request, 429)
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """503 when it was the database that did not answer: that passes, and clients and caches shall come back."""
    # Django calls this while it handles the exception.
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        response = _problem(request, 503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        response["Cache-Control"] = "no-store"
        return response
    return _problem(request, 500)


_PROBLEMS = {
    400: ("BAD_USER_INPUT", "The request was not understood."),
    403: ("FORBIDDEN", "This is not allowed."),
    404: ("BAD_USER_INPUT", "There is nothing at this address."),
    429: ("RATE_LIMITED", "Too many requests."),
    500: ("INTERNAL_SERVER_ERROR", "Something went wrong; the log has the details."),
    503: ("NOT_AVAILABLE", "The service is not available at the moment."),
}


def _problem(request: HttpRequest, status: int) -> HttpResponse:
    """JSON for programs, a page for people. Asks nothing of the database: it may be what is broken."""
    if request.path.startswith(_DATA_PREFIXES):
        code, message = _PROBLEMS[status]
        error = {"message": message, "extensions": {"code": code, "requestId": current_request_id()}}
        return JsonResponse({"errors": [error]}, status=status)
    page = loader.render_to_string(f"{status}.html", {"request_id": current_request_id()})
    return HttpResponse(page, status=status)
