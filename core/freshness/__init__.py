"""How fresh what was kept still is: versions of the content that cost no query to ask for (docs/engine.md)."""

from core.freshness.kept import Kept
from core.freshness.reads import Reads, depending_on, note, recording, until
from core.freshness.shared import Versions, versions
from core.freshness.tags import BRANCHES, EVERYTHING, EXPIRY, TREE

__all__ = [
    "BRANCHES",
    "EVERYTHING",
    "EXPIRY",
    "TREE",
    "Kept",
    "Reads",
    "Versions",
    "depending_on",
    "note",
    "recording",
    "until",
    "versions",
]
