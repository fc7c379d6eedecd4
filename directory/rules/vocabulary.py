"""Words of closed lists (rule A1's themes, sectors, regions, departments) that are on none."""

from __future__ import annotations

from collections.abc import Sequence

from core.rules import Finding, RuleKind, finding
from directory.rules.catalogue import W13

_LISTS = {
    "themes": "n’est pas un thème d’intervention",
    "sectors": "n’est pas un secteur d’activité",
    "regions": "n’est pas une région",
    "departments": "n’est pas un département",
}


def words_listed(name: str, unknown: Sequence[str]) -> list[Finding]:
    """Rule W13: a word that is on no list says nothing to anybody; it is kept in the file, and not taken over."""
    return [
        finding(W13, "INCOMPLETE", (name,), f"« {word} » {_LISTS[name]} de la liste : il ne sera pas repris.", word,
                kind=RuleKind.WARN)
        for word in unknown
    ]  # fmt: skip
