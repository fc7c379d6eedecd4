"""What is not taken as a picture, and that the field says why."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image as Picture

from core.pictures import PictureRefused, clean
from tests.core.picture_files import encode, upload


def animated(image_format: str) -> bytes:
    buffer = io.BytesIO()
    frames = [Picture.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    frames[0].save(buffer, image_format, save_all=True, append_images=frames[1:], duration=100)
    return buffer.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG of some bytes whose header says that it is that large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body


NOISE = Picture.effect_noise((200, 200), 80).convert("RGB")


def truncated(image_format: str) -> bytes:
    buffer = io.BytesIO()
    NOISE.save(buffer, image_format)
    return buffer.getvalue()[: len(buffer.getvalue()) // 2]


REFUSED = {
    "html": (b"<!doctype html><script>alert(1)</script>", "pas une image lisible"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "pas une image lisible"),
    "psd": (b"8BPS\0\1" + b"\0" * 40, "pas une image lisible"),
    "tiff": (encode("TIFF"), "pas une image lisible"),
    "bmp": (encode("BMP"), "pas une image lisible"),
    "truncated jpeg": (truncated("JPEG"), "pas une image lisible"),
    "truncated png": (truncated("PNG"), "pas une image lisible"),
    "truncated webp": (truncated("WEBP"), "pas une image lisible"),
    "truncated avif": (truncated("AVIF"), "pas une image lisible"),
    "only a beginning": (b"\x89PNG\r\n\x1a\n", "pas une image lisible"),
    "less than it says": (claiming(3000, 3000), "pas une image lisible"),
    "bomb": (claiming(60_000, 60_000), "millions de pixels"),
    "51 megapixels": (claiming(8_500, 6_000), "millions de pixels"),
    "too long": (claiming(20_000, 10), "un côté"),
    "animated gif": (animated("GIF"), "animées"),
    "animated png": (animated("PNG"), "animées"),
    "animated webp": (animated("WEBP"), "animées"),
    "animated avif": (animated("AVIF"), "animées"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    data, reason = REFUSED[name]
    with pytest.raises(PictureRefused, match=reason):
        clean(data)


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", ["png", "jpg", "gif", "webp", "avif"])
@pytest.mark.parametrize("name", REFUSED)
def test_the_field_says_why(client: Any, name: str, suffix: str) -> None:
    data, reason = REFUSED[name]
    answer = upload(client, data, f"vue.{suffix}")
    assert not answer["success"]
    assert reason in answer["error_message"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (encode("PNG"), "vue.svg", "Formats supportés"),
        (encode("PNG"), "vue.html", "Formats supportés"),
        (encode("PNG"), "vue", "Formats supportés"),
        (encode("PNG"), "vue.jpg", "ne correspond pas"),
        (b"", "vue.png", "vide"),
        (b"\0" * 10_000_001, "vue.png", "trop gros"),
    ],
)
def test_the_field_says_what_wagtail_finds(client: Any, data: bytes, name: str, reason: str) -> None:
    answer = upload(client, data, name)
    assert not answer["success"]
    assert reason in answer["error_message"]


@pytest.mark.django_db
def test_fifty_megapixels_are_taken(settings: Any) -> None:
    assert settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS == 50_000_000
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60 * 40
    assert clean(encode("PNG"))
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS -= 1
    with pytest.raises(PictureRefused):
        clean(encode("PNG"))
