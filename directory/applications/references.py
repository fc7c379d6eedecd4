"""Reference numbers of files: read over the telephone, and telling nothing of how many there are."""

from __future__ import annotations

import secrets
from datetime import datetime

from directory.rules.listing import civil_day

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without what is taken for something else
LENGTH = 6


def new_reference(now: datetime) -> str:
    """A reference such as ACT-2026-7K3M9Q: the year, and six letters or digits by chance."""
    return f"ACT-{civil_day(now).year}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"
