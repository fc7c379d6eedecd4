"""What somebody else has saved while a form was open, and the form that keeps both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.text import plain_text
from directory.admin.own.forms import comparable, label_of
from directory.rules.own_profile import RICH_TEXTS


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the other has changed. `is_both` says that it was changed here too, and stays as it was typed."""

    label: str
    theirs: str
    is_both: bool


def fingerprints(values: Mapping[str, Any]) -> dict[str, str]:
    """By field, what tells whether a value is still the same."""
    return {name: _fingerprint(name, value) for name, value in values.items()}


def _fingerprint(name: str, value: Any) -> str:
    text = json.dumps(comparable(name, value), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:12]


def merge(seen: Any, typed: Mapping[str, Any], stored: Mapping[str, Any]) -> tuple[dict[str, Any], list[Difference]]:
    """The values to go on with, and what the other has changed.

    `seen` are the fingerprints that the form was opened with. What was typed here stays; the other's value is taken
    where nothing was.
    """
    before = seen if isinstance(seen, dict) else {}
    typed_now, stored_now = fingerprints(typed), fingerprints(stored)
    merged, differences = dict(stored), []
    for name in stored:
        is_mine = name in typed and typed_now[name] != before.get(name)
        if is_mine:
            merged[name] = typed[name]
        if stored_now[name] != before.get(name) and (not is_mine or typed_now[name] != stored_now[name]):
            differences.append(Difference(label_of(name), _shown(name, stored[name]), is_mine))
    return merged, differences


def _shown(name: str, value: Any) -> str:
    """A value in one text, for reading."""
    if name in RICH_TEXTS:
        return plain_text(value) or "(vide)"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return ", ".join(value) or "(aucun)"
    return str(value) if value not in (None, "") else "(vide)"
