"""Whether an answer may be kept, for how long, and what is said of it to caches elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from core.freshness import Reads, Versions, versions
from core.freshness.tags import slot_of, slots_of
from core.visibility import next_expiry
from schema.engine.answers.store import Freshness

ENVIRON = "balise.answer"
"""Where in a request's environment the front has put a `Draft`, if it asks."""

CACHE_CONTROL = "public, max-age=0, must-revalidate"
"""Anybody may keep a public answer, and asks each time whether it still holds: the 304 costs no query here."""

KEYS_AT_MOST = 900  # bytes of the headers with keys, each


@dataclass(slots=True)
class Draft:
    """What the front learns of an answer while it is made."""

    is_public: bool = False
    """Whether it is the same for everybody."""
    is_open: bool = False
    """Whether nothing in it is of who asks, though it is not the same for everybody: their budget, or an error."""
    freshness: Freshness | None = None
    """How long it may be kept; None: not at all."""


class Watch:
    """Notes the version of the content before an answer is made; afterwards says how long that is fresh."""

    def __init__(self) -> None:
        shared = versions()
        self._shared: Versions | None = shared if shared is not None and shared.is_heard() else None
        # In a transaction one may see what nobody else sees yet.
        if connection.in_atomic_block:
            self._shared = None
        self._as_of = self._shared.now() if self._shared else 0

    def freshness(self, reads: Reads, now: datetime) -> Freshness | None:
        """How long what was read is fresh; None if nobody can tell."""
        if self._shared is None or reads.unknown is not None:
            return None
        moments = [next_midnight(now), *filter(None, (reads.until, next_expiry(now)))]
        return Freshness(slots_of(reads.tags), self._as_of, min(moments).timestamp(), self._shared)


def next_midnight(now: datetime) -> datetime:
    """The moment from which `today` is another day, in the portal's time zone."""
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def etag_of(body: bytes) -> str:
    """A strong entity tag: another body has another."""
    return f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'


def keys_of(tags: Collection[str]) -> list[str]:
    """What a CDN can be told to forget an answer by: numbers of slots, in hexadecimal.

    They are those that `core_invalidation` says with every change, and tell nothing of the content. An answer that
    depends on too many objects names whole spaces in their place.
    """
    keys = _keys(tags)
    if len(" ".join(keys)) > KEYS_AT_MOST:
        keys = _keys({f"{tag.partition(':')[0]}:+" if ":" in tag else tag for tag in tags})
    return keys


def _keys(tags: Collection[str]) -> list[str]:
    return ["0", *sorted({f"{slot_of(tag):x}" for tag in tags if not tag.endswith(":*")})]
