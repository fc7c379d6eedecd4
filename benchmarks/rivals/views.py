"""The addresses of the rivals: an answer made by hand, and one that was there already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from benchmarks.rivals import directory, faq, near, search

ANSWERS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "Q1": directory.one,
    "Q2": directory.twenty,
    "Q3": directory.filtered,
    "Q4": directory.hundred,
    "Q5": faq.fifty,
    "Q6": search.search,
    "Q7": faq.whole,
    "Q8": near.near,
}
_STORED: dict[str, bytes] = {}


@csrf_exempt
def by_hand(request: HttpRequest, name: str) -> HttpResponse:
    """The answer of a query to the variables in the body."""
    data = ANSWERS[name](orjson.loads(request.body)["variables"])
    return HttpResponse(orjson.dumps({"data": data}, option=orjson.OPT_NAIVE_UTC), content_type="application/json")


@csrf_exempt
def stored(request: HttpRequest, name: str) -> HttpResponse:
    """An answer of Balise's to this query, read once: what a Django view costs at least."""
    if name not in _STORED:
        _STORED[name] = (Path(settings.BALISE_DATA_DIR) / "answers" / f"{name}.json").read_bytes()
    return HttpResponse(_STORED[name], content_type="application/json")
