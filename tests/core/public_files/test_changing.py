"""Of a picture that is changed or deleted, nothing of before stays in the public storage."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image as Picture

from core.images import ImagePreset, rendition
from core.models import PortalImage
from tests.core.public_files.files import assert_in_public, files
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db


def test_a_deleted_picture_leaves_no_file(committed: Any, folders: Path, picture: PortalImage) -> None:
    picture.get_rendition("max-165x165")
    with committed():
        PortalImage.objects.filter(pk=picture.pk).delete()
    assert files(folders) == set()


def test_a_replaced_file_leaves_nothing_of_the_old_one(committed: Any, folders: Path, picture: PortalImage) -> None:
    picture.get_rendition("max-165x165")
    before, placeholder = files(folders), PortalImage.objects.get().placeholder
    picture.file = ImageFile(make_jpeg((300, 500), "red"), name="autre.jpg")
    with committed():
        picture.save()
    assert not files(folders) & before
    assert_in_public(folders, picture)
    stored = PortalImage.objects.get()
    assert (stored.width, stored.height) == (300, 500)
    assert stored.placeholder != placeholder
    assert files(folders / "private") == {stored.file.name}


def test_a_file_replaced_in_the_admin(client: Any, committed: Any, folders: Path, picture: PortalImage) -> None:
    client.force_login(make_user("admin", superuser=True))
    before = files(folders)
    data = {
        "title": "Vue", "description": "Une autre vue", "collection": picture.collection_id, "tags": "",
        "file": ImageFile(make_jpeg((300, 500), "red"), name="autre.jpg"),
    }  # fmt: skip
    with committed():
        assert client.post(reverse("wagtailimages:edit", args=[picture.pk]), data).status_code == 302
    assert not files(folders) & before
    assert_in_public(folders, picture)


def test_another_focal_point_replaces_what_depends_on_it(committed: Any, folders: Path, picture: PortalImage) -> None:
    before = rendition(picture, ImagePreset.CONTENT), rendition(picture, ImagePreset.CARD)
    picture.focal_point_x = picture.focal_point_y = 30
    picture.focal_point_width = picture.focal_point_height = 10
    with committed():
        picture.save()
    assert_in_public(folders, picture)
    picture = PortalImage.objects.get()
    assert rendition(picture, ImagePreset.CONTENT) == before[0]
    assert rendition(picture, ImagePreset.CARD) not in (None, before[1])


def make_jpeg(size: tuple[int, int], colour: str) -> Any:
    buffer = io.BytesIO()
    Picture.new("RGB", size, colour).save(buffer, "JPEG")
    buffer.seek(0)
    return buffer
