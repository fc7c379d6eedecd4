"""The names of what answers depend on, and the slot of each in the shared versions.

Three kinds of names: a kind of object (`pages.faqentry`: anything of it changed), one object (`page:57`), and all
objects of a space (`page:*`: a change of which nobody knows the rows). Besides, those below.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

SLOTS = 65_536

EVERYTHING = "*"
"""What is said when nobody knows what a statement changed. Every answer depends on it."""
TREE = "tree"
"""Where the site's root is, and which subtrees are closed to the public."""
BRANCHES = "branches"
"""What pages with pages under them say of themselves: titles and paths of breadcrumbs."""
EXPIRY = "expiry"
"""When pages expire by themselves."""


@lru_cache(maxsize=65_536)
def slot_of(tag: str) -> int:
    """The slot of a tag. Two tags may share one: then one changes with the other, which costs time, not truth."""
    return 0 if tag == EVERYTHING else 1 + crc32(tag.encode()) % (SLOTS - 1)


def slots_of(tags: Iterable[str]) -> tuple[int, ...]:
    """The slots to look at for these tags, that of EVERYTHING first."""
    return (0, *sorted({slot_of(tag) for tag in tags} - {0}))
