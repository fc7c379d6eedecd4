"""How often something may be asked: counted in the cache, by action and by who asks."""

from __future__ import annotations

import hashlib
import math
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from accounts.addresses import network_of
from accounts.models import User


class TooMany(Exception):
    """Asked too often; `retry_after` is in seconds. The message is for the person who asked."""

    code = "RATE_LIMITED"

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        minutes = math.ceil(retry_after / 60)
        wait = "une minute" if minutes <= 1 else f"{minutes} minutes"
        super().__init__(f"Trop de demandes. Recommencez dans {wait}.")


def by_address(address: str) -> str:
    """The key of a client address (see `accounts.addresses`)."""
    return f"address:{network_of(address)}"


def by_email(email: str) -> str:
    """The key of an email address, which the cache does not get to know."""
    return f"email:{salted_hmac('accounts.throttle', email.strip().lower(), algorithm='sha256').hexdigest()}"


def by_account(account: User) -> str:
    """The key of somebody who is signed in."""
    return f"account:{account.pk}"


def by_file(reference: str) -> str:
    """The key of one file (an application), by whatever names it."""
    return f"file:{hashlib.sha256(reference.encode(errors='replace')).hexdigest()}"


def consume(action: str, *keys: str, now: datetime) -> None:
    """Count one `action` for each of the keys, made by the functions above. Raises TooMany.

    `settings.BALISE_LIMITS` has the limits: by action and by kind of key, how many in how many seconds. The window
    is fixed: it starts at a multiple of its length, which is the same for every process and machine. What is refused
    is counted too, and makes nobody wait longer. An action or a kind that the table does not name is a mistake of the
    caller's (KeyError).
    """
    table: dict[str, tuple[int, int]] = settings.BALISE_LIMITS[action]
    waits = [_wait(action, key, *table[key.partition(":")[0]], now=now) for key in keys]
    if longest := max(waits, default=0):
        raise TooMany(longest)


def _wait(action: str, key: str, most: int, seconds: int, *, now: datetime) -> int:
    """Counts; the seconds until the next window where the limit is passed, else 0."""
    window, passed = divmod(int(now.timestamp()), seconds)
    name = f"limit:{action}:{window}:{key}"
    cache.add(name, 0, timeout=2 * seconds)
    try:
        count = cache.incr(name)
    except ValueError:  # pushed out of a full cache since the line before
        count = 1
    return seconds - passed if count > most else 0
