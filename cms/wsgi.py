"""What the server serves."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from django.utils.http import parse_header_parameters

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

_django = get_wsgi_application()

# Settings and apps have to be there.
from cms.front import Front  # noqa: E402


def _parsable(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Django, given only media types that it can read.

    It reads them while it makes the request object, before any of our code runs: one that it cannot read would
    come out as the server's own page for errors.
    """
    try:
        parse_header_parameters(environ.get("CONTENT_TYPE", ""))
    except ValueError:
        environ["CONTENT_TYPE"] = "application/octet-stream"
    return _django(environ, start_response)


application = Front(_parsable)

# All that a request needs is loaded before the first one comes, and stays. Python's collector, which would walk it for
# the objects of each answer, leaves it alone, and comes once in some answers instead of some times in each.
get_resolver().url_patterns  # noqa: B018 - loads the addresses, the views and the schema
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
