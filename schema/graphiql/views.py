"""GraphiQL from our own static files: nothing is asked of another host, and no script stands in the page."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View

from schema.engine.limits import Limits

EXAMPLES = Path(__file__).parent / "examples"


@lru_cache(maxsize=1)
def examples() -> list[dict[str, Any]]:
    """The queries GraphiQL opens with, in the order of their numbers: `query`, and `variables` if any.

    `examples/NUMBER-NAME.graphql` is the query; the `.json` of the same name, where there is one, holds its variables.
    """
    found = []
    for path in sorted(EXAMPLES.glob("*.graphql"), key=lambda path: int(path.stem.partition("-")[0])):
        variables = path.with_suffix(".json")
        found.append(
            {
                "query": path.read_text(encoding="utf-8"),
                "variables": json.loads(variables.read_text(encoding="utf-8")) if variables.exists() else None,
            }
        )
    return found


# Its editor measures text by writing style elements and attributes, and takes no nonce; its fonts stand in its
# style sheet. Nothing of this lets a script in.
_POLICY = {"style-src": [SELF, UNSAFE_INLINE], "font-src": [SELF, "data:"]}


@method_decorator(csp_update(_POLICY), name="dispatch")
class GraphiQLView(View):
    """The page, where it is enabled."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        if not Limits.from_settings().graphiql:
            raise Http404
        return render(request, "schema/graphiql.html", {"examples": examples()})
