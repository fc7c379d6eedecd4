"""The closed list of image sizes and formats.

They are made when a picture becomes public, and deleted when it no longer is; reading the API makes no file.
Nobody outside can ask for a size that is not in this list.
"""

from __future__ import annotations

import base64
import io
import logging
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from PIL import Image as PillowImage
from PIL import ImageOps
from wagtail.images.models import Filter

from core.rendition_files import is_public
from core.visibility import PublicScope

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.models import PortalImage, Rendition
    from core.querysets import ImageQuerySet

logger = logging.getLogger(__name__)

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


def is_public_picture(image: PortalImage) -> bool:
    """Whether anybody may see the picture, as the database says now."""
    return type(image).objects.public(PublicScope(timezone.now())).filter(pk=image.pk).exists()


def prepare(image: PortalImage) -> None:
    """Make all renditions and the placeholder of a public picture; skips those that exist.

    Those of an earlier focal point go, and those that were made while the picture was private, which have no
    public address, are made again.
    """
    wanted = {(spec, Filter(spec=spec).get_cache_key(image)) for spec in all_specs(image)}
    for made in image.renditions.all():
        if is_public(made.file.name) != ((made.filter_spec, made.focal_point_key) in wanted):
            remove(made)
    image.get_renditions(*all_specs(image))
    if not image.placeholder:
        image.placeholder = make_placeholder(image)
        type(image).objects.filter(pk=image.pk).update(placeholder=image.placeholder)


def withdraw(image: PortalImage) -> None:
    """Delete all public renditions, so that addresses given out while the picture was public lead nowhere."""
    for made in image.renditions.all():
        if is_public(made.file.name):
            remove(made)


def remove(made: Rendition) -> None:
    """Delete a rendition. Its file first: should the storage not answer, the row is there to try again."""
    made.file.storage.delete(made.file.name)
    made.delete()


def synchronise(images: ImageQuerySet) -> int:
    """Withdraw those of the pictures that are private, prepare the others. Returns how many failed.

    A failure is logged and does not keep the other pictures from their turn; what must not be seen comes first.
    """
    scope = PublicScope(timezone.now())
    todo: dict[bool, list[PortalImage]] = {False: [], True: []}
    for image in images.select_related("collection"):
        todo[scope.has_public_collection(image.collection)].append(image)
    failed = sum(not _attempt(withdraw, image) for image in todo[False])
    return failed + sum(not _attempt(_prepare_if_public, image) for image in todo[True])


def _prepare_if_public(image: PortalImage) -> None:
    try:
        prepare(image)
    finally:
        # It takes seconds, in which somebody may have closed the collection and found nothing to withdraw.
        if not is_public_picture(image):
            withdraw(image)


def _attempt(step: Callable[[PortalImage], None], image: PortalImage) -> bool:
    try:
        step(image)
    except Exception:
        logger.exception("%s failed for image %s: run synchronise_images", step.__name__.strip("_"), image.pk)
        return False
    return True


def rendition(image: PortalImage, preset: ImagePreset) -> Rendition | None:
    """The public picture in a named size, around its focal point; None when it was not made. Makes nothing."""
    wanted = Filter(spec=preset_spec(image, preset))
    made = image.find_existing_renditions(wanted).get(wanted)
    return made if made is not None and is_public(made.file.name) else None


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
    """The public renditions that exist, by filter; no statement when they were loaded with the image."""
    loaded = getattr(image, "prefetched_renditions", None)
    found = image.renditions.all() if loaded is None else loaded
    return {made.filter_spec: made for made in found if is_public(made.file.name)}
