"""The charter in «Ma fiche»: shown beside an unticked box until it is accepted (rules L4, B4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.addresses import client_address
from accounts.throttle import TooMany, by_account, by_address, consume
from core.errors import RuleViolation
from directory.actions.accept_charter import accept_charter
from directory.charters import charter_to_accept, text_of
from directory.errors import DirectoryError
from directory.own_profile import profile_of
from directory.rules.listing import civil_day

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from directory.models import ActivatorProfile


def notice(profile: ActivatorProfile | None, *, now: datetime) -> dict[str, Any] | None:
    """What the screen says of the charter in force; None when there is nothing to accept."""
    found = charter_to_accept(profile, now=now) if profile else None
    if found is None:
        return None
    return {
        "version": found.charter.version,
        "text": mark_safe(text_of(found.charter)),  # sanitised
        "until": found.until,
        "is_late": found.until < civil_day(now),
    }


@require_POST
def accept(request: HttpRequest) -> HttpResponseBase:
    """Accept the version that was shown; then back to the page, with what is wrong where something is."""
    person, now = cast("User", request.user), timezone.now()
    address = client_address(request)
    profile = profile_of(person)
    if profile is None:
        raise Http404
    try:
        consume("accept_charter", by_address(address), by_account(person), now=now)
        accept_charter(
            profile,
            version=request.POST.get("version", ""),
            accept="accept" in request.POST,
            by=person,
            address=address,
            now=now,
        )
    except (DirectoryError, RuleViolation, TooMany) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Votre acceptation de la charte est enregistrée.")
    return redirect("own_profile")
