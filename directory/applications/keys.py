"""Secrets sent by email: made once, known by their hash, good until a moment."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from directory.errors import KeyInvalid
from directory.models import ApplicationKey, KeyPurpose
from directory.rules.deadlines import activation_expires, is_expired

if TYPE_CHECKING:
    from directory.models import Application

MAX_LENGTH = 100  # characters: what is longer is no key, and is not hashed


def digest_of(key: str) -> str:
    """What is stored of a key: SHA-256, in hexadecimal. Keys are random, so that no salt is needed."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def new_file_key(application: Application, *, now: datetime) -> str:
    """A key that opens the file for some weeks. Those that were sent before stay good: a window may be open."""
    return _new(application, KeyPurpose.FILE, now, now + timedelta(days=settings.BALISE_DRAFT_KEY_DAYS))


def new_activation_key(application: Application, *, now: datetime) -> str:
    """A key that activates the account within 24 hours (rule F6). Those that were sent before are void."""
    revoke(application, KeyPurpose.ACTIVATION, now=now)
    return _new(application, KeyPurpose.ACTIVATION, now, activation_expires(now))


def revoke(application: Application, purpose: str, *, now: datetime) -> None:
    """Make the keys that were sent open nothing any more."""
    application.keys.filter(purpose=purpose, revoked_at=None).update(revoked_at=now)


def _new(application: Application, purpose: KeyPurpose, now: datetime, expires_at: datetime) -> str:
    key = secrets.token_urlsafe(32)
    ApplicationKey.objects.create(
        application=application, purpose=purpose, digest=digest_of(key), created_at=now, expires_at=expires_at
    )
    return key


def find(key: str, purpose: KeyPurpose, *, now: datetime) -> ApplicationKey:
    """The row of a key that is good now. Raises KeyInvalid."""
    if not 0 < len(key) <= MAX_LENGTH:
        raise KeyInvalid
    rows = ApplicationKey.objects.select_related("application__photo", "application__letter")
    found = rows.filter(digest=digest_of(key), purpose=purpose, used_at=None, revoked_at=None).first()
    if found is None or is_expired(found.expires_at, now):
        raise KeyInvalid
    return found


def application_for(key: str, *, now: datetime) -> Application:
    """The file that a key opens. Raises KeyInvalid."""
    return find(key, KeyPurpose.FILE, now=now).application
