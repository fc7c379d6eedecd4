"""What django-axes is told: whose failures they are, and when they are forgiven."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.http import HttpRequest

from accounts.addresses import client_address
from accounts.models import User

LONGEST = 200  # characters that are kept of what was typed as a name


def login_name(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """What failures are counted by, beside the address: the name or email that was typed, known or not."""
    given = credentials or {}
    name = str(given.get("email") or given.get("username") or "").strip().lower()
    return name if len(name) <= LONGEST else hashlib.sha256(name.encode(errors="replace")).hexdigest()


def on_signed_in(sender: object, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Signal: forgive what was mistyped under the address too, where axes knows of the user name alone."""
    if isinstance(user, User) and user.email:
        AxesProxyHandler.reset_attempts(username=user.email, ip_address=client_address(request))


def on_deleted(sender: object, instance: User, **kwargs: Any) -> None:
    """Signal: an account is gone, and its failures with it, which have its names."""
    AccessAttempt.objects.filter(username__in=filter(None, (instance.email, instance.username.lower()))).delete()
