"""An activator with a published profile and the people around it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from accounts.models import User
from directory.models import ActivatorProfile, Upload, UploadKind
from directory.own_profile import version_of
from tests.factories.directory import directory_page, make_profile
from tests.factories.pages import make_user
from tests.schema.contents import png

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.fixture
def directory(db: None) -> Any:
    return directory_page()


@pytest.fixture
def owner(directory: Any) -> User:
    return make_user("camille", groups=["Activateurs"])


@pytest.fixture
def reviewer(directory: Any) -> User:
    return make_user("relecture", groups=["Instructeurs"])


@pytest.fixture
def profile(owner: User) -> ActivatorProfile:
    return own(make_profile("Camille", "Le Goff", pricing="80 € de l’heure"), owner)


def own(profile: ActivatorProfile, owner: User) -> ActivatorProfile:
    ActivatorProfile.objects.filter(pk=profile.pk).update(account=owner)
    return stored(profile)


def stored(profile: ActivatorProfile) -> ActivatorProfile:
    return ActivatorProfile.objects.get(pk=profile.pk)


def draft(profile: ActivatorProfile) -> ActivatorProfile:
    found: ActivatorProfile = stored(profile).get_latest_revision_as_object()
    return found


def asked(profile: ActivatorProfile, by: User) -> dict[str, Any]:
    """The arguments of an action by somebody who has seen the latest version."""
    return {"expected_version": version_of(stored(profile)), "by": by, "now": NOW}


def make_upload(account: User | None, *, kind: str = UploadKind.PICTURE, name: str = "camille-le-goff.png") -> Upload:
    upload = Upload(kind=kind, name=name, content_type="image/png", size=10, sha256="0" * 64, account=account)
    upload.created_at = NOW
    upload.file.save(name, ContentFile(png()), save=False)
    upload.save()
    return upload


def reviewers_group() -> Group:
    return Group.objects.get(name="Instructeurs")
