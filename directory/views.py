"""The public directory over plain HTTP, for maps and for whoever takes all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from core.visibility import PublicScope
from directory.exports.geojson import MEDIA_TYPE, as_geojson
from directory.exports.records import public_records
from directory.exports.version import version_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

MAX_AGE = 300  # seconds that a cache may keep it: what is hidden is gone from there no later than this


@require_safe
def directory_geojson(request: HttpRequest) -> HttpResponseBase:
    """All public profiles as GeoJSON, streamed; 304 for a cache that has them as they are."""
    scope = PublicScope(timezone.now())
    etag = quote_etag(version_of(scope))
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        if request.method == "HEAD":
            response = HttpResponse(content_type=MEDIA_TYPE)
        else:
            response = StreamingHttpResponse(as_geojson(public_records(scope)), content_type=MEDIA_TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response
