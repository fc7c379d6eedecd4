"""What a picture looks like, in a few numbers: those of two pictures that look alike are close.

A fingerprint is made when a picture comes in and kept beside it, so that comparing needs no picture. It is several
perceptual hashes (DCT, 256 bits) of what is left when an even margin is cut off:

- of its shades of grey, which survive resizing and re-encoding, and an inversion as their complement;
- of its shape, that is of what differs from the background in any way, which survives other colours too.

A picture that fills its frame is looked at once more without its own margin, for somebody may have added another. A
transparent one is seen on white and on black, as people will see it, and its outline is a shape of its own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import imagehash
import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageFilter

HASH_SIDE = 16  # 16 × 16 bits
BITS = HASH_SIDE * HASH_SIDE
MAX_LENGTH = 600  # characters of a fingerprint: nine hashes at most

_GREY, _SHAPE = "g", "s"
_SEEN_AT = 512  # pixels of the longer side when the margin is looked for
_HASHED_AT = 256  # pixels of the longer side when that is cut off
_MARGINS = 2
_INSET = 3  # pixels between a margin and what is inside, where the two are mixed
_BLUR = 0.8  # pixels: away with the noise of JPEG
_VISIBLE = 40  # of 255: the least difference from the background that is more than that
_SMALLEST = 12  # pixels of a side: less shows nothing
_OPAQUE = 128  # of 255

Pixels = NDArray[np.uint8]
Shape = NDArray[np.bool_]


def fingerprint(data: bytes) -> str:
    """The fingerprint of a picture that `core.pictures` has taken; empty for one that shows nothing, or is not read."""
    try:
        with PillowImage.open(io.BytesIO(data)) as picture:
            return " ".join(dict.fromkeys(_hashes(_at_one_size(picture))))
    except Exception:  # decoders raise whatever they meet
        return ""


def distance(one: str, other: str) -> float:
    """How far apart two fingerprints are, from 0 (the same picture) to 0.5 (nothing in common, or nothing to see)."""
    others = [(each[0], int(each[1:], 16)) for each in other.split()]
    found = [
        _bits_apart(kind, int(each[1:], 16), number)
        for each in one.split()
        for kind, number in others
        if kind == each[0]
    ]
    return min(found, default=BITS // 2) / BITS


def _bits_apart(kind: str, one: int, other: int) -> int:
    bits = (one ^ other).bit_count()
    return min(bits, BITS - bits) if kind == _GREY else bits


def _at_one_size(picture: PillowImage.Image) -> PillowImage.Image:
    """In colours, with transparency where there is some, and the longer side as long as every other's."""
    picture.draft("RGB", (_SEEN_AT, _SEEN_AT))
    is_transparent = picture.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in picture.info
    scale = _SEEN_AT / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    plain = picture.convert("RGBA" if is_transparent else "RGB")
    return plain.resize(size, PillowImage.Resampling.BICUBIC, reducing_gap=2.0)


def _hashes(picture: PillowImage.Image) -> Iterator[str]:
    for pixels in _as_seen(picture):
        for _ in range(_MARGINS):
            ground = _background(pixels)
            box = _box(_differs(pixels, ground))
            if box is None:
                break
            pixels = _smaller(pixels[box])
            yield from _hash(_GREY, np.asarray(PillowImage.fromarray(pixels).convert("L")))
            yield from _hash(_SHAPE, _differs(pixels, ground))
            pixels = pixels[_INSET:-_INSET, _INSET:-_INSET]
    if picture.mode == "RGBA":
        outline = np.asarray(picture.getchannel("A")) >= _OPAQUE
        if (box := _box(outline)) is not None:
            yield from _hash(_SHAPE, outline[box])


def _as_seen(picture: PillowImage.Image) -> Iterator[Pixels]:
    """The picture's pixels as people see them."""
    if picture.mode == "RGB":
        yield np.asarray(picture)
        return
    for colour in ("white", "black"):
        ground = PillowImage.new("RGBA", picture.size, colour)
        yield np.asarray(PillowImage.alpha_composite(ground, picture).convert("RGB"))


def _background(pixels: Pixels) -> NDArray[np.float64]:
    """The colour around the picture: the middle one of its edge."""
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    middle: NDArray[np.float64] = np.median(edge, axis=0)
    return middle


def _differs(pixels: Pixels, ground: NDArray[np.float64]) -> Shape:
    soft = np.asarray(PillowImage.fromarray(pixels).filter(ImageFilter.GaussianBlur(_BLUR)), dtype=np.float64)
    shape: Shape = np.abs(soft - ground).max(axis=2) > _VISIBLE
    return shape


def _box(shape: Shape) -> tuple[slice, slice] | None:
    """Where the shape is; None when there is none to speak of."""
    rows, columns = np.flatnonzero(shape.any(axis=1)), np.flatnonzero(shape.any(axis=0))
    if not len(rows) or rows[-1] - rows[0] < _SMALLEST or columns[-1] - columns[0] < _SMALLEST:
        return None
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def _smaller(pixels: Pixels) -> Pixels:
    image = PillowImage.fromarray(pixels)
    image.thumbnail((_HASHED_AT, _HASHED_AT), PillowImage.Resampling.BICUBIC)
    return np.asarray(image)


def _hash(kind: str, shades: NDArray[Any]) -> Iterator[str]:
    image = PillowImage.fromarray(shades.astype(np.uint8) * (255 if kind == _SHAPE else 1))
    darkest, lightest = image.getextrema()
    if int(lightest) - int(darkest) > _VISIBLE:  # type: ignore[arg-type]  # of one shade there is nothing to know
        yield f"{kind}{imagehash.phash(image, hash_size=HASH_SIDE)}"
