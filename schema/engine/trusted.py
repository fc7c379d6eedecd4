"""Documents that the operator has loaded, as every process knows them.

Their hashes are held in memory and read again after a while, so that neither a known hash nor a flood of unknown ones
asks the database each time; a text is read when it is first used, and then kept with the other documents.
"""

from __future__ import annotations

import logging
from time import monotonic

from django.db import InterfaceError, OperationalError

from schema.models import TrustedDocument

logger = logging.getLogger(__name__)

KNOWN_SECONDS = 60
"""How long a document that was removed may still be answered."""

UNKNOWN_SECONDS = 5
"""How long a document that was added may still be unknown."""


class TrustedDocuments:
    """Which documents there are."""

    def __init__(self) -> None:
        self._digests: frozenset[str] = frozenset()
        self._read_at = float("-inf")

    def has(self, digest: str) -> bool:
        """Whether there is a document of this hash. Raises OperationalError or InterfaceError."""
        age = monotonic() - self._read_at
        if age > (KNOWN_SECONDS if digest in self._digests else UNKNOWN_SECONDS):
            self._read(needed=digest not in self._digests)
        return digest in self._digests

    def text(self, digest: str) -> str | None:
        """Its text, from the database. Raises OperationalError or InterfaceError."""
        return TrustedDocument.objects.filter(pk=digest).values_list("text", flat=True).first()

    def _read(self, *, needed: bool) -> None:
        try:
            self._digests = frozenset(TrustedDocument.objects.values_list("digest", flat=True))
        except (OperationalError, InterfaceError):
            # What was known a minute ago answers on: it may need no database at all.
            if needed:
                raise
            logger.warning("The list of documents cannot be read again", exc_info=True)
        self._read_at = monotonic()
