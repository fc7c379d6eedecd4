"""What the rules say of a file that was just taken; more is said of the application that uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.applications.content import Content, content_of
from directory.models import Application
from directory.models.upload import UploadKind
from directory.rules.presentation import picture_named

if TYPE_CHECKING:
    from accounts.models import User
    from core.rules import Finding
    from directory.models import ActivatorProfile, Upload


def findings_on(upload: Upload, owner: Application | User) -> list[Finding]:
    """Rule W10, once it is known whose picture it is."""
    if upload.kind != UploadKind.PICTURE:
        return []
    named: Content | ActivatorProfile = content_of(owner) if isinstance(owner, Application) else owner.profile
    names = {name: getattr(named, name) for name in ("first_name", "last_name", "organisation_name")}
    return picture_named(upload.name, **names) if any(names.values()) else []
