"""What happens around every request."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cms import request_id
from cms.health import PATHS as HEALTH_PATHS

GetResponse = Callable[[HttpRequest], HttpResponse]

ADMIN_PREFIX = "/admin/"
PERMISSIONS_POLICY = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "microphone=(), midi=(), payment=(), usb=()"
)

access_log = logging.getLogger("balise.access")


class RequestIdMiddleware:
    """Gives the request an id, which is in the answer and on every log line written meanwhile."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request_id.accept(request.headers.get(request_id.HEADER))
        request.request_id = chosen  # type: ignore[attr-defined]  # where `schema`, which knows no cms, finds it
        response = self.get_response(request)
        response[request_id.HEADER] = chosen
        return response


class AccessLogMiddleware:
    """One line per request: method, route, status, milliseconds.

    The route (`admin/password_reset/confirm/<uidb64>/<token>/`) and not the path: paths hold tokens and names.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        route = request.resolver_match.route if request.resolver_match else "(none)"
        access_log.log(
            logging.DEBUG if request.path in HEALTH_PATHS and response.status_code == 200 else logging.INFO,
            "%s %s %s",
            request.method,
            route,
            response.status_code,
            extra={
                "method": request.method,
                "route": route,
                "status": response.status_code,
                "duration_ms": round((time.perf_counter() - start) * 1000, 1),
            },
        )
        return response


class PermissionsPolicyMiddleware:
    """Switches off what browsers offer and no page of ours uses."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp with one of three policies (see `cms.policies`), unless the view has set its own."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if _is_page(response) or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.setdefault(HEADER, _data_policy())  # always the same, and most answers are data
        return response

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only or parts.config is not None:
            return parts
        if not _is_page(response):
            parts.config = settings.BALISE_DATA_POLICY
        elif request.path.startswith(ADMIN_PREFIX):
            parts.config = settings.BALISE_ADMIN_POLICY
        return parts


def _is_page(response: HttpResponseBase) -> bool:
    kind: str = response.get("Content-Type", "")
    return kind.startswith("text/html")


@cache
def _data_policy() -> str:
    return build_policy(config=settings.BALISE_DATA_POLICY)
