"""Automatic persisted queries that all processes know: texts by their hash, in the shared cache.

Where the cache is a process's own memory there is nothing to share, and the store of checked documents does it alone.
A text is kept after it has passed every check, once, for half a day. How much may be kept is bounded by bytes in an
hour, of one client and of all together, so that nobody fills the cache: at most some 100 MB in all. What is not kept
is answered all the same, and its client sends the text again one day.
"""

from __future__ import annotations

from datetime import datetime

from accounts.throttle import by_address
from schema.engine import shared
from schema.engine.documents import digest_of

MAX_BYTES = 20_000
"""Of one text."""

KEPT = 12 * 60 * 60  # seconds
WINDOW = 60 * 60  # seconds

CLIENT_BYTES = 1_000_000
"""What the documents of one client may take up in a window."""

ALL_BYTES = 8_000_000
"""What the documents of all clients may take up in a window."""

ENTRY_BYTES = 200
"""What an entry takes up besides its text."""


def recall(digest: str) -> str | None:
    """The text of this hash, if some process has registered it lately."""
    if not shared.is_shared():
        return None
    text = shared.get(_key(digest))
    # Whoever else may write to the cache cannot have another document run under this hash.
    return text if isinstance(text, str) and digest_of(text) == digest else None


def register(text: str, digest: str, address: str, now: datetime) -> bool:
    """Keeps a text that passed every check, within the bounds above; says whether it was added."""
    size = len(text.encode()) + ENTRY_BYTES
    if not shared.is_shared() or size > MAX_BYTES or shared.get(_key(digest)) is not None:
        return False
    window = int(now.timestamp()) // WINDOW
    for who, most in ((by_address(address), CLIENT_BYTES), ("all", ALL_BYTES)):
        used = shared.add(f"documents:{window}:{who}", size, 2 * WINDOW)
        if used is None or used > most:
            return False
    shared.put(_key(digest), text, KEPT)
    return True


def _key(digest: str) -> str:
    return f"document:{digest}"
