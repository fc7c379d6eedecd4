"""The closed list of image sizes and formats.

They are made when an editor saves a picture; reading the API makes no file. Nobody outside can ask for a size
that is not in this list.
"""

from __future__ import annotations

import base64
import io
from enum import Enum
from typing import TYPE_CHECKING, Any

from PIL import Image as PillowImage
from PIL import ImageOps
from wagtail.images.models import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.models import PortalImage, Rendition
    from core.querysets import ImageQuerySet
    from core.visibility import PublicScope

PLACEHOLDER_WIDTH = 16  # pixels, of the longer side
SRCSET_WIDTHS = (320, 640, 1280)  # pixels


class ImagePreset(Enum):
    """Named sizes; the value is Wagtail's resize operation, in pixels, around the focal point."""

    THUMBNAIL = "fill-160x160"
    CARD = "fill-480x320"
    CONTENT = "width-960"
    SHARE = "fill-1200x630"


class ImageFormat(Enum):
    WEBP = "webp"
    AVIF = "avif"
    JPEG = "jpeg"
    PNG = "png"


def fallback_format(image: PortalImage) -> ImageFormat:
    """The format every browser reads: PNG for what may be transparent, JPEG for the rest."""
    return ImageFormat.PNG if image.filename.lower().endswith((".png", ".gif")) else ImageFormat.JPEG


def preset_spec(image: PortalImage, preset: ImagePreset) -> str:
    """Wagtail's filter for a named size."""
    return f"{preset.value}|format-{fallback_format(image).value}"


def srcset_spec(width: int, image_format: ImageFormat) -> str:
    """Wagtail's filter for one candidate of a source set; never larger than the original."""
    return f"width-{width}|format-{image_format.value}"


def all_specs(image: PortalImage) -> list[str]:
    """Every rendition of the picture that may exist in public."""
    formats = (ImageFormat.WEBP, ImageFormat.AVIF, fallback_format(image))
    return [
        *(preset_spec(image, preset) for preset in ImagePreset),
        *(srcset_spec(width, image_format) for width in SRCSET_WIDTHS for image_format in formats),
    ]


def prepare(image: PortalImage) -> None:
    """Make all renditions and the placeholder of a public picture; skips those that exist."""
    image.get_renditions(*all_specs(image))
    image.placeholder = make_placeholder(image)
    type(image).objects.filter(pk=image.pk).update(placeholder=image.placeholder)


def withdraw(image: PortalImage) -> None:
    """Delete all renditions, so that addresses given out while the picture was public lead nowhere."""
    for rendition in image.renditions.all():
        rendition.delete()


def synchronise(images: Iterable[PortalImage], scope: PublicScope) -> None:
    """Prepare those of the pictures that are public, withdraw the others."""
    for image in images:
        if scope.has_public_collection(image.collection):
            prepare(image)
        else:
            withdraw(image)


def rendition(image: PortalImage, preset: ImagePreset) -> Rendition | None:
    """The picture in a named size, around its present focal point; None when it was not made. Makes nothing."""
    wanted = Filter(spec=preset_spec(image, preset))
    return image.find_existing_renditions(wanted).get(wanted)


def is_prepared(image: PortalImage) -> bool:
    """Whether the picture can be shown: until its renditions are made there is no address to give."""
    return all(rendition(image, preset) for preset in ImagePreset)


def make_placeholder(image: PortalImage) -> str:
    """A picture a few pixels wide, as a `data:` address of about 200 bytes, to show while the real one loads."""
    with image.open_file() as file:
        picture = ImageOps.exif_transpose(PillowImage.open(file)).convert("RGB")
    picture.thumbnail((PLACEHOLDER_WIDTH, PLACEHOLDER_WIDTH))
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=40)
    return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")


def with_renditions(images: ImageQuerySet) -> Any:
    """The images, with their renditions loaded in one more statement."""
    return images.prefetch_renditions()


def made_renditions(image: PortalImage) -> dict[str, Any]:
    """The renditions that exist, by filter; no statement when they were loaded with the image."""
    loaded = getattr(image, "prefetched_renditions", None)
    return {made.filter_spec: made for made in (image.renditions.all() if loaded is None else loaded)}
