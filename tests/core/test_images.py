"""Pictures: a closed list of sizes, made when they are saved and never by a reader."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.images import ImageFile
from PIL import Image as Picture

from core.images import (
    SRCSET_WIDTHS,
    ImageFormat,
    ImagePreset,
    all_specs,
    fallback_format,
    is_prepared,
    prepare,
    rendition,
)
from core.models import PortalImage, Rendition
from tests.factories.pages import make_entry
from tests.schema.asking import post

pytestmark = pytest.mark.django_db

QUERY = """{ faqEntries { nodes { answerHtml answer { ... on ImageBlock { image {
  alt width height placeholder focalPoint { x y }
  thumbnail: rendition(preset: THUMBNAIL) { url width height mimeType }
  content: rendition(preset: CONTENT) { url width height mimeType }
  webp: srcSet(format: WEBP) jpeg: srcSet(format: JPEG) srcSet
} } } seo { image { alt } } } } }"""


def make_image(name: str = "vue.png", size: tuple[int, int] = (800, 400), **fields: Any) -> PortalImage:
    buffer = io.BytesIO()
    Picture.new("RGB", size, "teal").save(buffer, "JPEG" if name.endswith("jpg") else "PNG")
    image = PortalImage(title="Vue", description="Une vue", file=ImageFile(buffer, name=name), **fields)
    image.save()
    return image


def show(image: PortalImage) -> None:
    make_entry(
        answer=[("text", "<p>Une vue.</p>"), ("image", image_block(image))],
        share_image=image,
    )


def image_block(image: PortalImage) -> Any:
    from pages.models import FaqEntry

    block = FaqEntry._meta.get_field("answer").stream_block.child_blocks["image"]
    return block.to_python({"image": image.pk, "alt_text": "Un paysage", "decorative": False})


def test_the_list_is_closed() -> None:
    image = PortalImage(file="vue.png", width=1, height=1)
    assert len(all_specs(image)) == len(set(all_specs(image))) == len(ImagePreset) + 3 * len(SRCSET_WIDTHS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.png", "PNG"), ("a.GIF", "PNG"), ("a.jpg", "JPEG"), ("a.webp", "JPEG"), ("a.avif", "JPEG")],
)
def test_every_browser_reads_the_fallback(name: str, expected: str) -> None:
    assert fallback_format(PortalImage(file=name, width=1, height=1)) is ImageFormat[expected]


def test_file_names_tell_nothing() -> None:
    assert "vue" not in make_image().file.name


def test_a_saved_picture_is_prepared(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = make_image()
    image.refresh_from_db()
    assert is_prepared(image)
    assert image.placeholder.startswith("data:image/webp;base64,")
    assert len(image.placeholder) < 400
    assert Rendition.objects.filter(image=image).count() == len(all_specs(image))


def test_the_focal_point_decides_the_rendition() -> None:
    image = make_image()
    prepare(image)
    before = rendition(image, ImagePreset.THUMBNAIL)
    image.focal_point_x = image.focal_point_y = 10
    image.focal_point_width = image.focal_point_height = 10
    image.save()
    image = PortalImage.objects.get()
    assert rendition(image, ImagePreset.THUMBNAIL) is None
    prepare(image)
    assert rendition(PortalImage.objects.get(), ImagePreset.THUMBNAIL) != before


def test_reading_makes_no_file(client: Any) -> None:
    show(make_image())
    body = post(client, QUERY).json()
    (entry,) = body["data"]["faqEntries"]["nodes"]
    assert entry["answer"][1] == {"image": None}
    assert "<img" not in entry["answerHtml"]
    assert entry["seo"]["image"] is None
    assert not Rendition.objects.exists()


def test_what_readers_are_given(client: Any) -> None:
    image = make_image("vue.jpg")
    prepare(image)
    made = set(Rendition.objects.values_list("pk", flat=True))
    show(image)
    (entry,) = post(client, QUERY).json()["data"]["faqEntries"]["nodes"]
    shown = entry["answer"][1]["image"]
    assert (shown["alt"], shown["width"], shown["height"], shown["focalPoint"]) == ("Une vue", 800, 400, None)
    assert (shown["thumbnail"]["width"], shown["thumbnail"]["height"]) == (160, 160)
    assert shown["content"]["mimeType"] == "image/jpeg"
    assert shown["content"]["url"].startswith("http://testserver/media/")
    assert [part.split()[1] for part in shown["webp"].split(", ")] == ["320w", "640w", "800w"]
    assert shown["jpeg"] == shown["srcSet"]
    assert f'src="{shown["content"]["url"]}" alt="Un paysage"' in entry["answerHtml"]
    assert set(Rendition.objects.values_list("pk", flat=True)) == made
    assert client.get(shown["content"]["url"]).status_code == 200
