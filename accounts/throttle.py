"""How often something may be asked: counted in the cache, by action and by who asks."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
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
    counters = [_Counter.of(action, key, now) for key in keys]
    _refuse([counter.rest for counter in counters if counter.add() > counter.most])


def ensure_left(action: str, *keys: str, now: datetime) -> None:
    """Raises TooMany when the next `consume` would.

    For what counts failures alone: asked before the secret is looked at, so that nobody guesses on behind the limit.
    """
    counters = [_Counter.of(action, key, now) for key in keys]
    _refuse([counter.rest for counter in counters if cache.get(counter.name, 0) >= counter.most])


def _refuse(waits: list[int]) -> None:
    if waits:
        raise TooMany(max(waits))


@dataclass(frozen=True, slots=True)
class _Counter:
    """How often one key did one thing in the window of this moment."""

    name: str
    most: int
    seconds: int
    rest: int
    """Seconds until the next window."""

    @classmethod
    def of(cls, action: str, key: str, now: datetime) -> _Counter:
        most, seconds = settings.BALISE_LIMITS[action][key.partition(":")[0]]
        window, passed = divmod(int(now.timestamp()), seconds)
        return cls(f"limit:{action}:{window}:{key}", most, seconds, seconds - passed)

    def add(self) -> int:
        cache.add(self.name, 0, timeout=2 * self.seconds)
        try:
            return int(cache.incr(self.name))
        except ValueError:  # pushed out of a full cache since the line before
            return 1
