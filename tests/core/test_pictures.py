"""What is kept of a picture, whoever brings it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture

from core import pictures
from core.models import PortalImage
from core.pictures import PictureRefused, clean
from tests.core.picture_files import SECRET, SRGB, encode, speaking, upload
from tests.factories.pages import make_user


def decode(data: bytes) -> Picture.Image:
    picture = Picture.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_nothing_is_kept_but_pixels_and_their_profile(image_format: str) -> None:
    given = speaking(image_format)
    assert SECRET in given
    kept = clean(given)
    assert SECRET not in kept.data
    picture = decode(kept.data)
    assert not picture.getexif()
    assert set(picture.info) <= {"icc_profile", "jfif", "jfif_version", "jfif_unit", "jfif_density", "loop",
                                 "background", "timestamp", "duration", "dpi"}  # fmt: skip
    assert picture.size == (60, 40)
    red, green, blue = picture.convert("RGB").getpixel((30, 20))  # type: ignore[misc]
    assert abs(red) < 6
    assert abs(green - 128) < 6
    assert abs(blue - 128) < 6
    if image_format != "GIF":
        assert picture.info["icc_profile"] == SRGB
    assert not pictures.tells_more(io.BytesIO(kept.data))
    if image_format != "GIF":
        assert pictures.tells_more(io.BytesIO(given))


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_pictures_are_turned_upright(image_format: str) -> None:
    assert decode(clean(speaking(image_format, orientation=6)).data).size == (40, 60)


@pytest.mark.parametrize(
    ("image_format", "suffix"),
    [("JPEG", ".jpg"), ("PNG", ".png"), ("GIF", ".png"), ("WEBP", ".webp"), ("AVIF", ".avif"), ("MPO", ".jpg")],
)
def test_the_name_ends_as_the_content_is(image_format: str, suffix: str) -> None:
    assert clean(encode(image_format)).suffix == suffix


def test_a_jpeg_loses_next_to_nothing() -> None:
    noise = Picture.effect_noise((200, 100), 60).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "JPEG", quality=70)
    before, after = decode(buffer.getvalue()), decode(clean(buffer.getvalue()).data)
    assert before.quantization == after.quantization  # type: ignore[attr-defined]
    differences = [abs(one - other) for one, other in zip(before.tobytes(), after.tobytes(), strict=True)]
    assert sum(differences) / len(differences) < 1
    assert len(clean(buffer.getvalue()).data) <= len(buffer.getvalue()) * 1.05


def test_lossless_stays_lossless() -> None:
    noise = Picture.effect_noise((64, 64), 60).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "WEBP", lossless=True)
    assert decode(clean(buffer.getvalue()).data).tobytes() == noise.tobytes()


def test_printers_colours_become_a_screen_s() -> None:
    data = clean(encode("JPEG", mode="CMYK", fill=(255, 0, 0, 0))).data
    assert decode(data).mode == "RGB"
    assert decode(clean(encode("JPEG", mode="CMYK", fill=(0, 0, 0, 0), icc_profile=b"no profile")).data).mode == "RGB"


def test_sixteen_bits_become_eight() -> None:
    picture = decode(clean(encode("PNG", mode="I;16", fill=40_000)).data)
    assert picture.mode == "L"
    assert abs(picture.getpixel((5, 5)) - 40_000 // 256) <= 1  # type: ignore[operator]


@pytest.mark.parametrize(
    ("mode", "fill", "kept"),
    [
        ("1", 1, "L"), ("L", 100, "L"), ("LA", (100, 50), "RGBA"), ("P", 3, "RGB"), ("RGBA", (1, 2, 3, 4), "RGBA"),
        ("RGB", (1, 2, 3), "RGB"),
    ],
)  # fmt: skip
def test_every_kind_of_png(mode: str, fill: Any, kept: str) -> None:
    assert decode(clean(encode("PNG", mode=mode, fill=fill)).data).mode == kept


def test_transparency_is_kept() -> None:
    for image_format in ("PNG", "GIF"):
        data = encode(image_format, mode="P", fill=0, transparency=0)
        assert decode(clean(data).data).getpixel((1, 1))[3] == 0  # type: ignore[index]


# --- whoever brings it ----------------------------------------------------------------------------------


def assert_silent(picture: PortalImage) -> None:
    """Neither the original nor any size of it says more than its pixels."""
    picture = PortalImage.objects.get(pk=picture.pk)
    specs = ("max-165x165", "original", "width-320|format-jpeg", "width-320|format-webp", "width-320|format-png",
             "width-320|format-avif")  # fmt: skip
    for file in (picture.file, *(picture.get_rendition(spec).file for spec in specs)):
        with file.open() as opened:
            data = opened.read()
        assert SECRET not in data
        assert b"Exif" not in data
        assert not pictures.tells_more(io.BytesIO(data))


@pytest.mark.django_db
def test_code_that_saves_a_picture_has_it_cleaned() -> None:
    data = speaking("JPEG", orientation=6)
    picture = PortalImage(title="Vue", description="Une vue", file=ImageFile(io.BytesIO(data), name="vue.jpg"))
    picture.save()
    stored = PortalImage.objects.get()
    assert (stored.width, stored.height) == (40, 60)
    assert stored.file_size == stored.file.size != len(data)
    hashed = stored.file_hash
    stored._set_file_hash()
    assert stored.file_hash == hashed != ""
    assert_silent(stored)


@pytest.mark.django_db
def test_a_picture_uploaded_in_the_admin_is_cleaned(client: Any) -> None:
    answer = upload(client, speaking("JPEG", orientation=6), "vue.jpg")
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[answer["uploaded_file_id"]])
    prefix = f"uploaded-image-{answer['uploaded_file_id']}"
    data = {f"{prefix}-title": "Vue", f"{prefix}-description": "Une vue", f"{prefix}-tags": ""}
    assert client.post(url, data, headers={"x-requested-with": "XMLHttpRequest"}).json()["success"]
    assert PortalImage.objects.get().width == 40
    assert_silent(PortalImage.objects.get())


@pytest.mark.django_db
def test_a_picture_uploaded_in_the_chooser_is_cleaned(client: Any) -> None:
    client.force_login(make_user("admin", superuser=True))
    form = {
        "image-chooser-upload-title": "Vue", "image-chooser-upload-description": "Une vue",
        "image-chooser-upload-collection": "1", "image-chooser-upload-tags": "",
        "image-chooser-upload-file": SimpleUploadedFile("vue.jpg", speaking("JPEG", orientation=6)),
    }  # fmt: skip
    client.post(reverse("wagtailimages_chooser:create"), form)
    assert PortalImage.objects.get().width == 40
    assert_silent(PortalImage.objects.get())


@pytest.mark.django_db
def test_an_original_of_before_gives_silent_renditions() -> None:
    picture = PortalImage(title="Vue", file=ImageFile(io.BytesIO(encode("JPEG")), name="vue.jpg"))
    picture.save()
    picture.file.storage.delete(picture.file.name)
    picture.file.storage.save(picture.file.name, ContentFile(speaking("JPEG")))
    picture = PortalImage.objects.get()
    made = [picture.get_rendition("width-30|format-jpeg"), *picture.get_renditions("width-20", "width-25").values()]
    for rendition in made:
        assert not pictures.tells_more(rendition.file.open())
        assert SECRET not in rendition.file.open().read()


@pytest.mark.django_db
def test_what_is_no_picture_is_not_stored_by_code_either() -> None:
    picture = PortalImage(title="Vue")
    with pytest.raises(PictureRefused):
        picture.file.save("vue.png", ContentFile(b"<html>"), save=False)
