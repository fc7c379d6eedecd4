"""The endpoints of accounts: allauth's, without those that are not offered here."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def closed(request: HttpRequest, client: str) -> JsonResponse:
    """There is no signing up. allauth's own answer would first tell whether the address has an account."""
    return JsonResponse({"status": HTTPStatus.FORBIDDEN}, status=HTTPStatus.FORBIDDEN)


@csrf_exempt
def absent(request: HttpRequest, client: str) -> JsonResponse:
    """Nobody signs in by telephone here, nor with tokens that outlive their session."""
    return JsonResponse({"status": HTTPStatus.NOT_FOUND}, status=HTTPStatus.NOT_FOUND)


urlpatterns: list[URLPattern | URLResolver] = [
    re_path(r"^(?P<client>browser|app)/v1/auth/(?:[a-z/]+/)?signup$", closed, name="closed_sign_up"),
    re_path(r"^(?P<client>browser|app)/v1/(?:account/phone|auth/phone/.*|tokens/.*)$", absent, name="absent"),
    path("", include("allauth.headless.urls")),
]
