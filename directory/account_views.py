"""What people ask of their own account, over plain HTTP."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from accounts.addresses import client_address
from accounts.asking import who_asks
from accounts.throttle import TooMany, by_account, by_address, consume
from directory.exports.own_data import own_data


@cache_control(no_store=True, private=True)
@require_GET
def own_data_file(request: HttpRequest) -> HttpResponse:
    """Everything that is kept of whoever asks, by their session's cookie or token, as a JSON file."""
    user = who_asks(request)
    now = timezone.now()
    if not user.is_authenticated:
        return _problem("UNAUTHENTICATED", "Connectez-vous pour télécharger vos données.", 401)
    try:
        consume("export", by_address(client_address(request)), by_account(user), now=now)
    except TooMany as refusal:
        answer = _problem(refusal.code, str(refusal), 429)
        answer["Retry-After"] = str(refusal.retry_after)
        return answer
    answer = JsonResponse(own_data(user, now=now), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    answer["Vary"] = "Cookie, X-Session-Token"
    return answer


def _problem(code: str, message: str, status: int) -> JsonResponse:
    return JsonResponse({"errors": [{"message": message, "extensions": {"code": code}}]}, status=status)
