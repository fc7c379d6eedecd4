"""Copies of a picture are found whatever was done to them; other pictures are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

from core.fingerprints import MAX_LENGTH, distance, fingerprint
from directory.rules.likeness import ALIKE
from tests.factories.marks import artwork, encoded


def on(ground: str) -> Image.Image:
    return Image.alpha_composite(Image.new("RGBA", artwork().size, ground), artwork()).convert("RGB")


def flat(ink: str, ground: str) -> Image.Image:
    picture = Image.new("RGB", artwork().size, ground)
    picture.paste(ink, mask=artwork().getchannel("A"))
    return picture


def other_colours() -> Image.Image:
    red, green, blue = on("white").split()
    return Image.merge("RGB", (blue, red, green))


def in_a_corner() -> Image.Image:
    page = Image.new("RGB", (900, 600), "white")
    page.paste(on("white").resize((300, 120)), (30, 30))
    return page


COPIES: dict[str, Callable[[], bytes]] = {
    "the same": lambda: encoded(artwork()),
    "half": lambda: encoded(on("white").resize((300, 120))),
    "80 pixels": lambda: encoded(on("white").resize((80, 32))),
    "three times": lambda: encoded(on("white").resize((1800, 720)), "JPEG", quality=80),
    "low quality": lambda: encoded(on("white"), "JPEG", quality=8),
    "webp": lambda: encoded(on("white"), "WEBP", quality=20),
    "grey": lambda: encoded(on("white").convert("L")),
    "inverted": lambda: encoded(ImageOps.invert(on("white"))),
    "other colours": lambda: encoded(other_colours()),
    "one colour": lambda: encoded(flat("#008844", "white")),
    "white on dark": lambda: encoded(flat("white", "#223322")),
    "on green": lambda: encoded(on("#40a060"), "JPEG", quality=60),
    "on black": lambda: encoded(on("black")),
    "palette": lambda: encoded(on("white").convert("P", palette=Image.Palette.ADAPTIVE, colors=16)),
    "margin": lambda: encoded(ImageOps.expand(on("white"), 80, "white"), "JPEG", quality=50),
    "coloured margin": lambda: encoded(ImageOps.expand(on("white"), 80, "#336699")),
    "in a corner": lambda: encoded(in_a_corner()),
    "soft": lambda: encoded(on("white").filter(ImageFilter.GaussianBlur(2))),
}


@pytest.mark.parametrize("make", COPIES.values(), ids=COPIES)
def test_a_copy_is_alike(make: Callable[[], bytes]) -> None:
    assert distance(fingerprint(make()), fingerprint(encoded(artwork()))) <= ALIKE


def others() -> Iterator[bytes]:
    for seed in range(12):
        numbers = np.random.default_rng(seed)
        yield encoded(Image.fromarray(numbers.integers(0, 255, (90, 80, 3)).astype("uint8")))
        patches = Image.fromarray(numbers.integers(0, 255, (6, 6, 3)).astype("uint8"))
        yield encoded(patches.resize((400, 400), Image.Resampling.BICUBIC), "JPEG")
        portrait = Image.new("RGB", (400, 500), tuple(numbers.integers(60, 255, 3).tolist()))
        draw = ImageDraw.Draw(portrait)
        draw.ellipse((100 + seed, 80, 300, 330), fill=tuple(numbers.integers(80, 220, 3).tolist()))
        draw.rectangle((60, 340, 340, 500), fill=tuple(numbers.integers(0, 200, 3).tolist()))
        yield encoded(portrait.filter(ImageFilter.GaussianBlur(3)), "JPEG")
    for letters in ("AB", "CM", "LR"):
        initials = Image.new("RGB", (320, 320), "#1f4e8c")
        font = ImageFont.load_default(140)
        ImageDraw.Draw(initials).text((160, 160), letters, fill="white", font=font, anchor="mm")
        yield encoded(initials)
    for word in ("Boréal", "conseil & fils", "web"):  # of the same layout
        logo = artwork(word)
        ImageDraw.Draw(logo).rectangle((240, 30, 600, 100), fill="white")
        ImageDraw.Draw(logo).text((250, 40), "Atelier", fill="#222222", font=ImageFont.load_default(56))
        yield encoded(logo)
    for colour in ("white", "black", "#334455"):
        yield encoded(Image.new("RGB", (300, 300), colour))
    yield encoded(Image.new("RGBA", (300, 300), (0, 0, 0, 0)))


@pytest.mark.parametrize("number", range(len(list(others()))))
def test_another_picture_is_not(number: int) -> None:
    picture = list(others())[number]
    assert distance(fingerprint(picture), fingerprint(encoded(artwork()))) > ALIKE


def test_what_shows_nothing_or_is_no_picture_has_no_fingerprint() -> None:
    for data in (b"", b"no picture", encoded(Image.new("RGB", (300, 300), "white")), encoded(artwork())[:200]):
        assert fingerprint(data) == ""
    assert distance("", "") == 0.5
    assert distance("", fingerprint(encoded(artwork()))) == 0.5


def test_a_fingerprint_fits_its_column() -> None:
    grounds = [artwork(), artwork(ground=(0, 0, 0, 120)), on("navy")]
    assert all(0 < len(fingerprint(encoded(picture))) <= MAX_LENGTH for picture in grounds)
