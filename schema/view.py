"""The endpoint: one GraphQL request in, one answer out, always JSON, never a page of Django's."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, cast

import orjson
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from accounts.addresses import client_address
from accounts.asking import TOKEN_HEADER
from accounts.origin import comes_from_us, goes_by_cookie
from core.freshness import Reads, recording
from schema.context import Context
from schema.engine import timing
from schema.engine.accept import negotiate
from schema.engine.answers import caching
from schema.engine.answers.store import Freshness
from schema.engine.budget import Balance, spend
from schema.engine.execution import Engine, Prepared, database_is_down
from schema.engine.http import GRAPHQL_RESPONSE, JSON, BadRequest, read_request
from schema.engine.limits import Limits
from schema.engine.persisted import register
from schema.engine.reporting import REFUSALS, field_errors, internal_error, refusal_errors
from schema.errors import BadUserInput, Forbidden, NotAvailable

logger = logging.getLogger("schema.errors")

RETRY_AFTER_SECONDS = 5


# Django's CSRF check protects forms. Here only application/json is executed on POST, which no foreign page can
# send without a CORS preflight, and GET only reads; what writes with a cookie has to come from a page of ours.
@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(timing.told, name="dispatch")
class GraphQLView(View):
    """Answers GraphQL over HTTP from the engine given to `as_view`."""

    engine: Engine = None  # type: ignore[assignment]  # as_view() accepts only what the class already has

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        limits = Limits.from_settings()
        if limits.graphiql and _is_browser(request):
            return _to_graphiql(request)
        accept = request.headers.get("Accept")
        media_type = negotiate(accept, (GRAPHQL_RESPONSE, JSON), default=JSON)
        try:
            if media_type is None:
                raise BadRequest(406, BadUserInput(f"Answers are {JSON} or {GRAPHQL_RESPONSE}."))
            return self._answer(request, limits, media_type)
        except BadRequest as bad:
            errors = [dict(bad.error.formatted)]
            return _respond({"errors": errors}, media_type or JSON, bad.status, bad.headers)
        except REFUSALS as refusal:
            # The older media type says 200 for whatever a GraphQL server understood; the newer one says 400.
            errors = refusal_errors(refusal, suggestions=limits.suggestions)
            status = 400 if media_type == GRAPHQL_RESPONSE else 200
            return _open(request, _respond({"errors": errors}, media_type or JSON, status))
        except (OperationalError, InterfaceError):
            logger.exception("The database cannot be reached")
            return _unavailable(media_type or JSON)
        except Exception:
            logger.exception("Unexpected error outside any field")
            return _respond({"errors": [internal_error(_request_id(request))]}, media_type or JSON, 500)

    def _answer(self, request: HttpRequest, limits: Limits, media_type: str) -> HttpResponse:
        with timing.phase("parse"):
            prepared = self.engine.prepare(read_request(request, limits), limits)
        if request.method == "GET" and not prepared.reads_only:
            raise BadRequest(405, BadUserInput("Mutations are sent with POST."), {"Allow": "POST"})
        if not prepared.reads_only and goes_by_cookie(request) and not comes_from_us(request):
            raise BadRequest(403, Forbidden("With a session's cookie, mutations come from pages of this origin."))
        parameters = prepared.parameters
        if parameters.query and parameters.digest and not limits.trusted_only:
            with timing.phase("cache"):
                register(parameters.query, parameters.digest, client_address(request), timezone.now())
        return self._run(request, prepared, media_type)

    def _run(self, request: HttpRequest, prepared: Prepared, media_type: str) -> HttpResponse:
        now = timezone.now()
        with timing.phase("cache"):
            balance = spend(client_address(request), prepared.cost, now)
        context = Context(request=request, now=now)
        watch, reads = caching.Watch(), Reads()
        with timing.phase("build"), recording(reads):
            result = self.engine.execute(prepared, context)
        name = prepared.operation.name
        errors = field_errors(result, _request_id(request), name.value if name else None)
        if database_is_down(result):
            # Half an answer would look like content that is gone: clients and caches are told to come back.
            return _unavailable(media_type)
        body: dict[str, Any] = {"errors": errors, "data": result.data} if errors else {"data": result.data}
        if prepared.parameters.tells_cost:
            body["extensions"] = {"cost": _cost(prepared, balance)}
        headers = {**(balance.headers() if balance else {}), **_wait(errors)}
        response = _respond(body, media_type, 200, headers, is_personal=context.is_personal)
        told, registers = prepared.parameters.tells_cost, prepared.parameters.query and prepared.parameters.digest
        if not prepared.reads_only or context.is_personal:
            return response
        if errors or told or registers:
            return _open(request, response)
        return _for_everybody(request, response, reads, watch.freshness(reads, now))


def _cost(prepared: Prepared, balance: Balance | None) -> dict[str, int]:
    """`extensions.cost`: of this operation, of the dearest that is allowed, and what is left of the budget."""
    left = {"remaining": balance.remaining} if balance else {}
    return {"requested": prepared.cost, "limit": prepared.limit, **left}


def _unavailable(media_type: str) -> HttpResponse:
    body = {"errors": [dict(NotAvailable().formatted)]}
    return _respond(body, media_type, 503, {"Retry-After": str(RETRY_AFTER_SECONDS)})


def _wait(errors: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """For proxies and clients that read no bodies: how long whatever was asked too often has to wait."""
    waits = [error["extensions"]["retryAfter"] for error in errors if "retryAfter" in error["extensions"]]
    return {"Retry-After": str(max(waits))} if waits else {}


def _respond(
    body: Mapping[str, Any],
    media_type: str,
    status: int,
    headers: Mapping[str, str] | None = None,
    *,
    is_personal: bool = False,
) -> HttpResponse:
    with timing.phase("build"):
        content = orjson.dumps(body)
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8", status=status, headers=headers)
    response["Vary"] = "Accept"
    response["Cache-Control"] = "no-store" if "errors" in body else "no-cache"
    if is_personal:
        response["Vary"] = f"Accept, Cookie, {TOKEN_HEADER}"
        response["Cache-Control"] = "no-store, private"
    return response


def _open(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An answer that is not kept, with nothing private in it: the front may compress it."""
    draft = request.META.get(caching.ENVIRON)
    if draft is not None:
        draft.is_open = True
    response["Vary"] = "Accept, Accept-Encoding"
    return response


def _for_everybody(
    request: HttpRequest, response: HttpResponse, reads: Reads, freshness: Freshness | None
) -> HttpResponse:
    """A public answer: with what caches need to know of it, and kept by the front where that may be."""
    draft = request.META.get(caching.ENVIRON)
    if draft is not None:
        draft.is_public, draft.freshness = True, freshness
    response["Vary"] = "Accept, Accept-Encoding"
    response["Cache-Control"] = caching.CACHE_CONTROL
    response["ETag"] = caching.etag_of(response.content)
    if freshness is not None:
        keys = caching.keys_of(reads.tags)
        response["Surrogate-Key"], response["Cache-Tag"] = " ".join(keys), ",".join(keys)
    if request.method != "GET":
        return response
    return cast(HttpResponse, get_conditional_response(request, response["ETag"], None, response))


def _request_id(request: HttpRequest) -> str | None:
    """The identifier that the request's log lines carry, where a middleware gives one."""
    return getattr(request, "request_id", None)


def _is_browser(request: HttpRequest) -> bool:
    """Whether somebody typed the address: a browser prefers HTML, which no GraphQL client does."""
    accept = request.headers.get("Accept", "")
    return request.method == "GET" and negotiate(accept, (GRAPHQL_RESPONSE, JSON, "text/html"), JSON) == "text/html"


def _to_graphiql(request: HttpRequest) -> HttpResponse:
    query_string = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(reverse("graphiql") + (f"?{query_string}" if query_string else ""))
    response["Vary"] = "Accept"
    return response
