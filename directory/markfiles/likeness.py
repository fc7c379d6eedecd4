"""Photos that look like a file of a mark: for reviewers, of whatever was registered until now (rule B7).

Fingerprints are kept beside the files, so that nothing is decoded here. A withdrawn file still is the mark's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.models import MarkFile
from directory.rules.likeness import mark_pictured
from directory.rules.marks import Mark

if TYPE_CHECKING:
    from core.models import PortalImage
    from core.rules import Finding
    from directory.models import Upload


def photo_findings(photo: Upload | PortalImage | None) -> list[Finding]:
    """What is to be said to a reviewer of a photo; one statement, and none for no photo."""
    if photo is None or not photo.fingerprint:
        return []
    registered = MarkFile.objects.with_fingerprint().values_list("mark__code", "fingerprint")
    return mark_pictured(photo.fingerprint, [(Mark(code), fingerprint) for code, fingerprint in registered])
