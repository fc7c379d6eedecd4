"""What is done to a picture changes the answers that show it, and no other."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from wagtail.models import Collection, CollectionViewRestriction

from core.images import prepare
from core.models import PortalImage
from schema.node import encode_id
from tests.factories.directory import make_profile
from tests.factories.pages import make_entry, make_section, make_user
from tests.front import Asker
from tests.kept import KeptAnswers

pytestmark = pytest.mark.django_db(transaction=True)

IMAGE = "alt placeholder width focalPoint { x y } srcSet(format: WEBP) rendition(preset: CARD) { url width }"
ENTRY = f"... on FaqEntry {{ title answerHtml seo {{ image {{ {IMAGE} }} }} }}"
PROFILE = f"displayName photo {{ {IMAGE} }}"
SHOWING = ("shared by", "in the text of", "photo of", "list with")
QUESTIONS = {
    "shared by": f'{{ node(id: "SHARED") {{ {ENTRY} }} }}',
    "in the text of": f'{{ node(id: "WRITTEN") {{ {ENTRY} }} }}',
    "photo of": f'{{ activator(slug: "ada-lovelace") {{ {PROFILE} }} }}',
    "list with": f"{{ faqEntries {{ nodes {{ {ENTRY} }} }} }}",
    "another's": f'{{ node(id: "OTHER") {{ {ENTRY} }} }}',
    "another's photo": f'{{ activator(slug: "blaise-pascal") {{ {PROFILE} }} }}',
    "no picture": "{ themes { name } }",
    "titles": "{ faqEntries { nodes { title } } }",
}


def picture_file(color: str, size: tuple[int, int] = (480, 320)) -> ImageFile:
    buffer = io.BytesIO()
    Picture.new("RGB", size, color).save(buffer, "PNG")
    buffer.seek(0)
    return ImageFile(buffer, name=f"{color}.png")


def make_picture(title: str, color: str) -> PortalImage:
    picture = PortalImage(title=title, description=title, file=picture_file(color))
    picture.save()
    prepare(picture)
    return picture


@pytest.fixture
def picture(ask: Asker) -> PortalImage:
    return make_picture("Vue", "teal")


@pytest.fixture
def kept(ask: Asker, picture: PortalImage) -> KeptAnswers:
    other = make_picture("Autre", "red")
    section = make_section("Un thème", slug="un-theme")
    block: dict[str, Any] = {
        "type": "image",
        "value": {"image": picture.pk, "alt_text": "Une vue", "decorative": False},
    }
    text = [
        {"type": "text", "value": f'<p>Voici.</p><embed embedtype="image" id="{picture.pk}" format="left" alt="Vue"/>'},
        block,
    ]
    entries = {
        "SHARED": make_entry("Partagée ?", section=section, share_image=picture),
        "WRITTEN": make_entry("Écrite ?", section=section, answer=text),
        "OTHER": make_entry("Autre ?", section=section, share_image=other),
    }
    make_profile("Ada", "Lovelace", photo=picture)
    make_profile("Blaise", "Pascal", photo=other)
    return KeptAnswers(ask, QUESTIONS, {word: encode_id("FaqEntry", entry.pk) for word, entry in entries.items()})


@pytest.fixture
def editor(kept: KeptAnswers, client: Client) -> Client:
    client.force_login(make_user("redactrice", superuser=True))
    return client


def edit(editor: Client, picture: PortalImage, **changed: Any) -> None:
    """Send the admin's form of a picture."""
    names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    focal_point = {name: getattr(picture, name) or "" for name in names}
    data = {
        "title": picture.title, "description": picture.description, "collection": picture.collection_id, "tags": "",
        **focal_point, **changed,
    }  # fmt: skip
    assert editor.post(reverse("wagtailimages:edit", args=[picture.pk]), data).status_code == 302


def describe(editor: Client, picture: PortalImage) -> None:
    edit(editor, picture, description="Une tout autre vue")


def retitle(editor: Client, picture: PortalImage) -> None:
    edit(editor, picture, title="Un titre neuf")


def replace(editor: Client, picture: PortalImage) -> None:
    edit(editor, picture, file=picture_file("navy", (900, 300)))


def focus(editor: Client, picture: PortalImage) -> None:
    edit(editor, picture, focal_point_x=40, focal_point_y=30, focal_point_width=20, focal_point_height=20)


def hide(editor: Client, picture: PortalImage) -> None:
    """Move it to a collection that is not public."""
    edit(editor, picture, collection=closed_collection().pk)


def hide_several(editor: Client, picture: PortalImage) -> None:
    PortalImage.objects.filter(pk=picture.pk).update(collection=closed_collection())


def delete(editor: Client, picture: PortalImage) -> None:
    assert editor.post(reverse("wagtailimages:delete", args=[picture.pk])).status_code == 302
    assert not PortalImage.objects.filter(pk=picture.pk).exists()


def closed_collection() -> Collection:
    return Collection.objects.get(name="Privé")


Change = Callable[[Client, PortalImage], None]
CHANGES: dict[str, tuple[Change, Callable[[dict[str, Any], dict[str, Any]], bool]]] = {
    # The change; what is to be seen of it in the shared picture, before and after.
    "described": (describe, lambda before, now: now["alt"] == "Une tout autre vue"),
    "retitled": (retitle, lambda before, now: now == before),
    "another file": (replace, lambda before, now: now["width"] == 900 and differs(before, now)),
    "a focal point": (focus, lambda before, now: now["focalPoint"] is not None and differs(before, now)),
    "hidden": (hide, lambda before, now: now is None),
    "hidden with others": (hide_several, lambda before, now: now is None),
    "deleted": (delete, lambda before, now: now is None),
}


def differs(before: dict[str, Any], now: dict[str, Any]) -> bool:
    return bool(before["rendition"]["url"] != now["rendition"]["url"])


@pytest.mark.parametrize("change", CHANGES)
def test_who_shows_a_picture(kept: KeptAnswers, editor: Client, picture: PortalImage, change: str) -> None:
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Privé"))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    do, is_right = CHANGES[change]
    before = shared(kept.keep())
    assert before is not None
    do(editor, picture)
    anew = kept.made_anew()
    assert set(SHOWING) <= anew
    assert anew & {"another's", "another's photo", "no picture"} == set()
    # A picture that is gone was taken out of the entry: that, lists of entries say.
    assert ("titles" in anew) == (change == "deleted")
    answers = kept.keep()
    assert is_right(before, shared(answers))
    if shared(answers) is None:
        assert "<img" not in answers["in the text of"]["node"]["answerHtml"]
        assert answers["photo of"]["activator"]["photo"] is None


def shared(answers: dict[str, Any]) -> Any:
    return answers["shared by"]["node"]["seo"]["image"]


def test_a_collection_that_closes_and_opens(kept: KeptAnswers, picture: PortalImage) -> None:
    root = Collection.get_first_root_node()
    restriction = CollectionViewRestriction.objects.create(collection=root, restriction_type="login")
    assert set(SHOWING) <= kept.made_anew()
    assert shared(kept.keep()) is None
    restriction.delete()
    assert set(SHOWING) <= kept.made_anew()
    assert shared(kept.keep()) is not None
