"""What goes wrong on the way leaves nothing public that is private, and the command makes it good."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from wagtail.models import Collection

from core import images
from core.models import PortalImage
from tests.core.public_files.files import assert_in_public, files, make_image

pytestmark = pytest.mark.django_db


def test_a_collection_closed_while_sizes_are_made(
    committed: Any, folders: Path, private: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = images.prepare

    def slowly(picture: PortalImage) -> None:
        prepare(picture)
        # Past our own `update`: somebody else's commit, whose own following found nothing yet.
        super(type(PortalImage.objects.all()), PortalImage.objects.all()).update(collection=private)

    monkeypatch.setattr(images, "prepare", slowly)
    with committed():
        make_image()
    assert files(folders / "public") == set()


def test_one_failure_keeps_no_other_picture_from_its_turn(
    committed: Any, folders: Path, private: Collection, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    with committed():
        one, two = make_image(), make_image()
    delete, broken = type(storages["public"]).delete, one.renditions.first().file.name

    def fails_once(self: Any, name: str) -> None:
        if name == broken:
            raise OSError("no route to the bucket")
        delete(self, name)

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(type(storages["public"]), "delete", fails_once)
        with committed():
            PortalImage.objects.update(collection=private)
        with pytest.raises(CommandError, match="1 pictures"):
            call_command("synchronise_images")
    assert "run synchronise_images" in caplog.text
    assert not two.renditions.exists()
    assert one.renditions.exists()
    with committed():
        call_command("synchronise_images")
    assert_in_public(folders)


def test_two_at_the_same_time_make_one_set(
    committed: Any, folders: Path, picture: PortalImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = PortalImage.objects.get(pk=picture.pk)
    with monkeypatch.context() as patch:
        # Who looked before the other had made any.
        patch.setattr(PortalImage, "find_existing_renditions", lambda self, *filters: {})
        images.prepare(found)
    assert_in_public(folders, picture)


def test_the_command_makes_what_is_missing(folders: Path, committed: Any) -> None:
    picture = make_image()
    assert files(folders / "public") == set()
    with committed():
        call_command("synchronise_images")
    assert_in_public(folders, picture)


def test_the_command_makes_files_that_are_lost(folders: Path, committed: Any, picture: PortalImage) -> None:
    shutil.rmtree(folders / "public")
    with committed():
        call_command("synchronise_images")
    assert_in_public(folders, picture)
