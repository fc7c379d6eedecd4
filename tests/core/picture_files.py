"""Files of pictures, made for tests: with all that they can tell, and sent as editors do."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags, ImageCms, PngImagePlugin
from PIL import Image as Picture

from tests.factories.pages import make_user

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SECRET = b"48.8584N-2.2945E"
XMP = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"


def exif(orientation: int = 1) -> Picture.Exif:
    found = Picture.Exif()
    found[ExifTags.Base.Orientation] = orientation
    found[ExifTags.Base.ImageDescription] = SECRET.decode()
    found.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (48.0, 51.0, 30.0)
    return found


def encode(
    image_format: str, *, mode: str = "RGB", size: tuple[int, int] = (60, 40), fill: Any = None, **options: Any
) -> bytes:
    buffer = io.BytesIO()
    Picture.new(mode, size, fill if fill is not None else "teal").save(buffer, image_format, **options)
    return buffer.getvalue()


def speaking(image_format: str, orientation: int = 1) -> bytes:
    """A picture of this format with all that it can tell beside its pixels."""
    options: dict[str, Any] = {"icc_profile": SRGB}
    if image_format != "GIF":
        options |= {"exif": exif(orientation), "xmp": XMP}
    if image_format in ("GIF", "JPEG"):
        options["comment"] = SECRET
    if image_format == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Location", SECRET.decode())
        info.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options = {"pnginfo": info, "exif": exif(orientation), "icc_profile": SRGB}
    # And something after its end.
    return encode(image_format, **options) + SECRET


def upload(client: Any, data: bytes, name: str) -> Any:
    client.force_login(make_user("admin", superuser=True))
    response = client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Vue", "files[]": SimpleUploadedFile(name, data)},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert response.status_code == 200
    return response.json()
