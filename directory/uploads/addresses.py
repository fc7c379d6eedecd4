"""Addresses under which one person sees one file for five minutes.

An address that is passed on, or stays in a history or a log, opens nothing for anybody else: it is signed for a
person, who has to be signed in. The file comes through us and not from the storage's own signed address, which whoever
has it could open, which would not be asked again whether the person still may, and which local folders do not have.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from directory.models import Upload

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

LIFETIME = timedelta(minutes=5)
REVIEW = "directory.change_application"
_signer = signing.Signer(salt="directory.uploads.addresses")


class AddressExpired(Exception):
    """The address was right, and is too old."""


def signed_url(upload: Upload, *, user: User, now: datetime) -> str:
    """The path, from the root of this platform, under which `user` sees the file until five minutes from now."""
    until = int((now + LIFETIME).timestamp())
    query = urlencode({"until": until, "signature": _signature(upload.pk, user.pk, until)})
    return f"{reverse('upload', args=[upload.pk])}?{query}"


def opens(upload_id: object, *, user: User, until: str, signature: str, now: datetime) -> bool:
    """Whether the signature is of this file, person and moment. Raises AddressExpired."""
    if not until.isascii() or not until.isdecimal() or len(until) > 12:
        return False
    if not constant_time_compare(signature, _signature(upload_id, user.pk, int(until))):
        return False
    if int(until) < now.timestamp():
        raise AddressExpired
    return True


def may_see(upload: Upload, user: User | AnonymousUser) -> bool:
    """Whether somebody is a reviewer, or the one whose file it is."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.has_perm(REVIEW):
        return True
    if upload.application is None:
        return upload.account_id == user.pk
    profile = upload.application.profile
    return profile is not None and profile.account_id == user.pk


def _signature(upload_id: object, user_id: object, until: int) -> str:
    return _signer.signature(f"{upload_id}:{user_id}:{until}")
