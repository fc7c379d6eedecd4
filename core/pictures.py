"""What is taken as a picture, and what is kept of it.

A picture is decoded to its last line and written anew: nothing of the file it came in is left but its pixels,
turned upright, and their colour profile. Where and with what it was taken stays with whoever took it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from PIL import Image as PillowImage
from PIL import ImageCms, ImageOps, JpegImagePlugin

MAX_SIDE = 16_000  # pixels: WebP ends at 16,383

# The decoders, and the ending of what is kept. MPO is a JPEG with a preview beside it, as cameras write it.
READ = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
SUFFIXES = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "GIF": ".png", "WEBP": ".webp", "AVIF": ".avif"}

_UNREADABLE = "Ce fichier n’est pas une image lisible : il est abîmé, incomplet, ou d’un autre format que son nom."
_ANIMATED = "Les images animées ne sont pas prises : envoyez une image fixe."
_HEADER = ("exif", "xmp", "comment", "photoshop", "XML:com.adobe.xmp")
_QUALITY = 92  # for what cannot be written with the tables it came with


class PictureRefused(ValueError):
    """A file that is not taken as a picture; the message says why, in French, for whoever sent it."""


class TooManyPixels(PictureRefused):
    """A picture that takes too much memory to decode, whatever its file's size."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture as it is kept."""

    data: bytes
    suffix: str


def examine(data: bytes) -> PillowImage.Image:
    """The picture, decoded and turned upright. Raises PictureRefused."""
    try:
        picture = PillowImage.open(io.BytesIO(data), formats=READ)
    except PillowImage.DecompressionBombError as bomb:
        raise TooManyPixels(_too_many_pixels()) from bomb
    except Exception as broken:  # decoders raise whatever they meet in a broken file
        raise PictureRefused(_UNREADABLE) from broken
    # Before anything is decoded: the size stands in the header.
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise TooManyPixels(_too_many_pixels())
    if max(picture.size) > MAX_SIDE:
        raise TooManyPixels(f"Cette image est trop longue : un côté a plus de {MAX_SIDE} pixels.")
    try:
        if picture.format != "MPO" and getattr(picture, "is_animated", False):
            raise PictureRefused(_ANIMATED)
        picture.load()
    except PictureRefused:
        raise
    except Exception as broken:
        raise PictureRefused(_UNREADABLE) from broken
    return picture


def clean(data: bytes) -> CleanPicture:
    """The picture without anything but its pixels and their profile. Raises PictureRefused."""
    picture = examine(data)
    source = picture.format or ""
    options = _options(picture, data)
    mode, profile = picture.mode, picture.info.get("icc_profile", b"")
    picture = _upright(picture)
    picture = _from_cmyk(picture, profile) if mode == "CMYK" else _in_plain_mode(picture)
    if picture.mode != mode and "qtables" in options:
        options = {"quality": _QUALITY}
    if mode != "CMYK" and _fits(profile, picture.mode):
        options["icc_profile"] = profile
    # Encoders take some of what they write from here.
    picture.info = {}
    buffer = io.BytesIO()
    suffix = SUFFIXES[source]
    picture.save(buffer, {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".avif": "AVIF"}[suffix], **options)
    return CleanPicture(buffer.getvalue(), suffix)


def tells_more(file: IO[bytes]) -> bool:
    """Whether a picture's file has more than the picture: reads its header only."""
    file.seek(0)
    try:
        return any(key in PillowImage.open(file).info for key in _HEADER)
    except Exception:  # whoever decodes it will say what is wrong
        return False
    finally:
        file.seek(0)


def _too_many_pixels() -> str:
    millions = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return f"Cette image a plus de {millions} millions de pixels : réduisez-la avant de l’envoyer."


def _options(picture: PillowImage.Image, data: bytes) -> dict[str, Any]:
    """How to write the picture so that it loses nothing, or next to nothing."""
    match picture.format:
        case "JPEG" | "MPO":
            # With the tables it was compressed with, the same numbers come out again.
            tables = getattr(picture, "quantization", None)
            sampling = JpegImagePlugin.get_sampling(picture)
            if not tables:
                return {"quality": _QUALITY}
            return {"qtables": tables} | ({"subsampling": sampling} if sampling >= 0 else {})
        case "WEBP":
            return {"lossless": True} if b"VP8L" in data[:16_000] else {"quality": _QUALITY}
        case "AVIF":
            return {"quality": _QUALITY}
    return {}


def _upright(picture: PillowImage.Image) -> PillowImage.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # what a camera noted wrongly is not applied
        return picture


def _from_cmyk(picture: PillowImage.Image, profile: bytes) -> PillowImage.Image:
    """Printers' inks as a screen's colours."""
    if profile:
        try:
            converted = ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a profile that is none
        if converted is not None:
            return converted
    return picture.convert("RGB")


def _in_plain_mode(picture: PillowImage.Image) -> PillowImage.Image:
    """Grey, colours, or colours with transparency; 8 bits each."""
    if picture.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in picture.info:
        return picture.convert("RGBA")
    if picture.mode.startswith("I"):
        # 16 bits: `convert` would cut off what is above 255.
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    return picture.convert("RGB")


def _fits(profile: bytes, mode: str) -> bool:
    """Whether a colour profile describes pixels of this mode."""
    return profile[16:20] == (b"GRAY" if mode == "L" else b"RGB ")
