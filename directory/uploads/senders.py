"""Who sends a file: whoever holds a application's key, or somebody who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.addresses import client_address
from accounts.asking import has_token, who_asks
from accounts.origin import comes_from_us
from accounts.throttle import TooMany, by_account, by_address, by_file, consume, ensure_left
from directory.applications.keys import application_for
from directory.errors import KeyInvalid
from directory.models import Application
from directory.uploads.errors import NobodyAsks, NotAllowed, TooOften

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from accounts.models import User

KEY_HEADER = "X-Application-Key"


def sender_of(request: HttpRequest, *, now: datetime) -> Application | User:
    """The application whose key comes with the request, or the person who is signed in. Raises UploadError."""
    key = request.headers.get(KEY_HEADER)
    if key is not None:
        _ensure_left("application_key", by_address(client_address(request)), now=now)
        try:
            return application_for(key, now=now)
        except KeyInvalid as invalid:
            _count("application_key", by_address(client_address(request)), now=now)
            raise NobodyAsks from invalid
    user = who_asks(request)
    if not user.is_authenticated:
        raise NobodyAsks
    if not has_token(request) and not comes_from_us(request):
        raise NotAllowed("Cette demande vient d’un autre site que le portail.", "OTHER_ORIGIN")
    return user


def count(request: HttpRequest, sender: Application | User, *, now: datetime) -> None:
    """Count one more file of this sender's, and of where it comes from. Raises TooOften."""
    own = by_file(sender.reference) if isinstance(sender, Application) else by_account(sender)
    _count("upload", by_address(client_address(request)), own, now=now)


def _ensure_left(action: str, key: str, *, now: datetime) -> None:
    try:
        ensure_left(action, key, now=now)
    except TooMany as refused:
        raise TooOften(refused.retry_after) from refused


def _count(action: str, *keys: str, now: datetime) -> None:
    try:
        consume(action, *keys, now=now)
    except TooMany as refused:
        raise TooOften(refused.retry_after) from refused
