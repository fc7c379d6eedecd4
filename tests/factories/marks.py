"""Marks for tests: plain drawings that are nobody's, and files of a mark made of them."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from accounts.models import User
from directory.actions.mark_files import add_file
from directory.markfiles.checking import check_mark_file
from directory.models import BrandMark, MarkFile
from directory.rules.marks import Mark
from tests.factories.files import make_file

OWN = Mark.ACTIVATEUR_FRANCE_NUM


def encoded(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def artwork(word: str = "exemple", ground: str | tuple[int, ...] = (255, 255, 255, 0)) -> Image.Image:
    """A ring and two words, in two colours."""
    picture = Image.new("RGBA", (600, 240), ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((20, 20, 220, 220), fill="#1f4e8c")
    draw.ellipse((60, 60, 180, 180), fill="white")
    font = ImageFont.load_default(56)
    draw.text((250, 40), "Marque", fill="#1f4e8c", font=font)
    draw.text((250, 120), word, fill="#c03030", font=font)
    return picture


def make_mark_file(
    mark: Mark = OWN, *, title: str = "Logo", version: str = "2026-1", data: bytes = b"", now: datetime | None = None
) -> MarkFile:
    checked = check_mark_file(data or encoded(artwork()))
    row = BrandMark.objects.get(code=mark)
    return add_file(row, title=title, version=version, checked=checked, by=None, now=now or timezone.now())


def make_active(email: str = "camille@exemple.example", *, now: datetime | None = None) -> User:
    """The account of an activator in activity (rule B4)."""
    profile = make_file("PUBLISHED", email=email, now=now).profile
    assert profile is not None
    assert profile.account is not None
    return profile.account
