"""Rule B7, of pictures: a photo that looks like a registered file of a mark is pointed out. Pure.

A machine takes likeness for sameness, so it refuses nothing: a reviewer looks.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.fingerprints import distance
from core.rules import Finding, RuleKind, finding
from directory.rules.mark_catalogue import B7
from directory.rules.marks import MARK_NAMES, Mark

# Of 0 to 0.5. Measured on drawn marks: copies that are resized (down to 80 pixels), saved again (JPEG of quality 5),
# in other colours, inverted, on other grounds or with margins are at 0.14 at the most; other pictures, noise and
# portraits at 0.3 and more, and logos of the same layout with other words at 0.22 and more. tests/core/
# test_fingerprints.py holds the two apart.
ALIKE = 0.17


def mark_pictured(fingerprint: str, registered: Iterable[tuple[Mark, str]]) -> list[Finding]:
    """A finding for each mark of which a registered file looks like the photo.

    Both are fingerprints (`core.fingerprints`); empty ones look like nothing.
    """
    if not fingerprint:
        return []
    found = {mark for mark, other in registered if other and distance(fingerprint, other) <= ALIKE}
    return [
        finding(
            B7,
            "PICTURE_LIKE_A_MARK",
            ("photo",),
            f"la photo ressemble à un fichier de la marque « {MARK_NAMES[mark]} ». Comparez-les : le portail ne décide "
            "pas à votre place.",
            kind=RuleKind.WARN,
        )
        for mark in Mark
        if mark in found
    ]
