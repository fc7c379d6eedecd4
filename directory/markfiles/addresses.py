"""Addresses under which one person downloads one file of a mark for five minutes.

As those of letters (`directory.uploads.addresses`): signed for a person, who has to be signed in, and served by us,
who ask again whether the person still may.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare

if TYPE_CHECKING:
    from accounts.models import User
    from directory.models import MarkFile

LIFETIME = timedelta(minutes=5)
_signer = signing.Signer(salt="directory.markfiles.addresses")


def expiry(now: datetime) -> datetime:
    """Until when an address that is made now opens something; of a whole second, in UTC."""
    return datetime.fromtimestamp(int((now + LIFETIME).timestamp()), tz=UTC)


def signed_path(file: MarkFile, *, user: User, expires_at: datetime) -> str:
    """The path, from the root of this platform, under which `user` downloads the file until `expires_at`."""
    until = int(expires_at.timestamp())
    query = urlencode({"until": until, "signature": _signature(file.pk, user.pk, until)})
    return f"{reverse('mark_file', args=[file.pk])}?{query}"


def is_signed_for(file_id: object, *, user: User, until: str, signature: str) -> bool:
    """Whether the signature is of this file, person and moment, past or to come."""
    if not until.isascii() or not until.isdecimal() or len(until) > 12:
        return False
    return constant_time_compare(signature, _signature(file_id, user.pk, int(until)))


def is_expired(until: str, *, now: datetime) -> bool:
    """Whether the moment of a signed address is over."""
    return int(until) < now.timestamp()


def _signature(file_id: object, user_id: object, until: int) -> str:
    return _signer.signature(f"{file_id}:{user_id}:{until}")
