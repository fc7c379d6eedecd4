"""Storages of one test alone, a public picture in them, and a private place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Collection

from core.models import PortalImage
from tests.core.public_files.files import assert_in_public, collection, make_image


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> Path:
    """Storages of this test alone, so that every file in them can be counted."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "cms.storage.PrivateFiles", "OPTIONS": {"location": str(tmp_path / "private")}},
        "public": {"BACKEND": "cms.storage.PublicFiles", "OPTIONS": {"location": str(tmp_path / "public")}},
    }
    return tmp_path


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """`with committed():` what follows from the commit is done at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def private() -> Collection:
    return collection("Privé", private=True)


@pytest.fixture
def picture(committed: Any, folders: Path) -> PortalImage:
    with committed():
        made = make_image("vue.jpg")
    assert_in_public(folders, made)
    return made
