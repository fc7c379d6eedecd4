"""Going back to an older version of an entry: its text comes back, its history does not (rule E2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.publication import published_version

if TYPE_CHECKING:
    from pages.models import FaqEntry


def keep_published_updates(entry: FaqEntry) -> None:
    """Give an older version, in memory, the dated updates that readers know, as they know them.

    Those that only the older version has stay: it may be a draft that was never published.
    """
    published = published_version(entry)
    if published is None:
        return
    known = list(published.updates.all())
    keys = {update.key for update in known}
    entry.updates.set([*known, *(update for update in entry.updates.all() if update.key not in keys)])
