"""Rule E5: an entry may be valid for a time only."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class ValidityStatus(StrEnum):
    """What an entry is on a given day."""

    UPCOMING = "UPCOMING"
    OPEN = "OPEN"
    CLOSED = "CLOSED"


def status(valid_from: date | None, valid_until: date | None, on: date) -> ValidityStatus:
    """Rule E5: the status on the civil day `on`. Both bounds are included; None is no bound."""
    if valid_from is not None and on < valid_from:
        return ValidityStatus.UPCOMING
    if valid_until is not None and on > valid_until:
        return ValidityStatus.CLOSED
    return ValidityStatus.OPEN
