"""Only the closed list of public pictures is ever in the public storage, whatever moves, changes or looks."""

from __future__ import annotations

import io
import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.urls import NoReverseMatch, reverse
from PIL import Image as Picture
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission

from core import images
from core.images import ImagePreset, all_specs, is_prepared, rendition
from core.models import PortalImage, Rendition
from core.rendition_files import is_public, private_name
from pages.setup import setup_portal
from tests.core.test_images import make_image as make_large_image
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> Path:
    """Storages of this test alone, so that every file in them can be counted."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "cms.storage.PrivateFiles", "OPTIONS": {"location": str(tmp_path / "private")}},
        "public": {"BACKEND": "cms.storage.PublicFiles", "OPTIONS": {"location": str(tmp_path / "public")}},
    }
    return tmp_path


def make_image(name: str = "vue.png", **fields: Any) -> PortalImage:
    """A small one: how many sizes there are does not depend on it."""
    return make_large_image(name, (96, 64), **fields)


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """`with committed():` what follows from the commit is done at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def assert_in_public(folders: Path, *pictures: PortalImage) -> None:
    """The public folder has the sizes of these pictures, their rows say so, and there is nothing else."""
    names = set(Rendition.objects.filter(image__in=pictures, file__startswith="images/").values_list("file", flat=True))
    assert files(folders / "public") == names
    assert len(names) == sum(len(all_specs(picture)) for picture in pictures)
    for picture in PortalImage.objects.all():
        assert is_prepared(picture) == (picture in pictures)


def collection(name: str, parent: Collection | None = None, *, private: bool = False) -> Collection:
    made = (parent or Collection.get_first_root_node()).add_child(instance=Collection(name=name))
    if private:
        CollectionViewRestriction.objects.create(collection=made, restriction_type="login")
    return Collection.objects.get(pk=made.pk)


@pytest.fixture
def private() -> Collection:
    return collection("Privé", private=True)


@pytest.fixture
def picture(committed: Any, folders: Path) -> PortalImage:
    with committed():
        made = make_image("vue.jpg")
    assert_in_public(folders, made)
    return made


# --- moving ---------------------------------------------------------------------------------------------


def test_the_bulk_action_moves_pictures_in_and_out(
    client: Any, committed: Any, folders: Path, picture: PortalImage, private: Collection
) -> None:
    client.force_login(make_user("admin", superuser=True))
    addresses = [made.url for made in picture.renditions.all()]
    action = reverse("wagtail_bulk_action", args=["core", "portalimage", "add_to_collection"])
    with committed():
        client.post(f"{action}?id={picture.pk}", {"collection": private.pk})
    assert PortalImage.objects.get().collection == private
    assert_in_public(folders)
    client.logout()
    assert {client.get(address).status_code for address in addresses} == {404}
    client.force_login(make_user("admin2", superuser=True))
    with committed():
        client.post(f"{action}?id={picture.pk}", {"collection": Collection.get_first_root_node().pk})
    assert_in_public(folders, picture)
    # What was withdrawn does not come back under its old address.
    assert not {made.url for made in picture.renditions.all()} & set(addresses)


def test_a_collection_moves_with_its_pictures(committed: Any, folders: Path, private: Collection) -> None:
    open_one = collection("Ouverte")
    under = collection("Dessous", open_one)
    with committed():
        one, two = make_image(collection=open_one), make_image(collection=under)
    assert_in_public(folders, one, two)
    with committed():
        Collection.objects.get(pk=open_one.pk).move(Collection.objects.get(pk=private.pk), "sorted-child")
    assert_in_public(folders)
    with committed():
        # Among siblings that have to make room.
        collection("Autre")
        Collection.objects.get(pk=under.pk).move(Collection.get_first_root_node(), "sorted-child")
    assert_in_public(folders, two)


def test_a_collection_moved_in_the_admin(client: Any, committed: Any, folders: Path, private: Collection) -> None:
    moving = collection("Ouverte")
    with committed():
        make_image(collection=moving)
    client.force_login(make_user("admin", superuser=True))
    with committed():
        response = client.post(
            reverse("wagtailadmin_collections:edit", args=[moving.pk]), {"name": "Ouverte", "parent": private.pk}
        )
    assert response.status_code == 302
    assert_in_public(folders)


def test_saving_a_picture_in_another_collection(
    committed: Any, folders: Path, picture: PortalImage, private: Collection
) -> None:
    for place, public in ((private, False), (Collection.get_first_root_node(), True)):
        picture.collection = place
        with committed():
            picture.save()
        assert_in_public(folders, *([picture] if public else []))


def test_a_restriction_added_and_removed(committed: Any, folders: Path) -> None:
    above = collection("Dessus")
    with committed():
        picture = make_image(collection=collection("Dessous", above))
    with committed():
        restriction = CollectionViewRestriction.objects.create(collection=above, restriction_type="login")
    assert_in_public(folders)
    with committed():
        restriction.delete()
    assert_in_public(folders, picture)


def test_a_collection_deleted_with_what_is_in_it(committed: Any, folders: Path, private: Collection) -> None:
    with committed():
        make_image(collection=collection("Ouverte"))
        make_image(collection=private)
    for each in (private, Collection.objects.get(name="Ouverte")):
        with committed():
            each.delete()
    assert not PortalImage.objects.exists()
    assert files(folders) == set()


# --- changing -------------------------------------------------------------------------------------------


def test_a_deleted_picture_leaves_no_file(committed: Any, folders: Path, picture: PortalImage) -> None:
    picture.get_rendition("max-165x165")
    with committed():
        PortalImage.objects.filter(pk=picture.pk).delete()
    assert files(folders) == set()


def test_a_replaced_file_leaves_nothing_of_the_old_one(committed: Any, folders: Path, picture: PortalImage) -> None:
    picture.get_rendition("max-165x165")
    before, placeholder = files(folders), PortalImage.objects.get().placeholder
    picture.file = ImageFile(make_jpeg((300, 500), "red"), name="autre.jpg")
    with committed():
        picture.save()
    assert not files(folders) & before
    assert_in_public(folders, picture)
    stored = PortalImage.objects.get()
    assert (stored.width, stored.height) == (300, 500)
    assert stored.placeholder != placeholder
    assert files(folders / "private") == {stored.file.name}


def test_a_file_replaced_in_the_admin(client: Any, committed: Any, folders: Path, picture: PortalImage) -> None:
    client.force_login(make_user("admin", superuser=True))
    before = files(folders)
    data = {
        "title": "Vue", "description": "Une autre vue", "collection": picture.collection_id, "tags": "",
        "file": ImageFile(make_jpeg((300, 500), "red"), name="autre.jpg"),
    }  # fmt: skip
    with committed():
        assert client.post(reverse("wagtailimages:edit", args=[picture.pk]), data).status_code == 302
    assert not files(folders) & before
    assert_in_public(folders, picture)


def test_another_focal_point_replaces_what_depends_on_it(committed: Any, folders: Path, picture: PortalImage) -> None:
    before = rendition(picture, ImagePreset.CONTENT), rendition(picture, ImagePreset.CARD)
    picture.focal_point_x = picture.focal_point_y = 30
    picture.focal_point_width = picture.focal_point_height = 10
    with committed():
        picture.save()
    assert_in_public(folders, picture)
    picture = PortalImage.objects.get()
    assert rendition(picture, ImagePreset.CONTENT) == before[0]
    assert rendition(picture, ImagePreset.CARD) not in (None, before[1])


# --- looking --------------------------------------------------------------------------------------------

SCREENS = (
    ("wagtailimages:index", ()),
    ("wagtailimages:edit", ("pk",)),
    ("wagtailimages_chooser:choose", ()),
    ("wagtailimages_chooser:chosen", ("pk",)),
    ("wagtailimages_chooser:select_format", ("pk",)),
)


@pytest.mark.parametrize("is_private", [True, False])
def test_looking_at_pictures_in_the_admin_makes_nothing_public(
    client: Any, committed: Any, folders: Path, private: Collection, is_private: bool
) -> None:
    with committed():
        picture = make_image("vue.jpg", **({"collection": private} if is_private else {}))
    before = files(folders / "public")
    client.force_login(make_user("admin", superuser=True))
    for name, arguments in SCREENS:
        response = client.get(reverse(name, args=[picture.pk for _ in arguments]))
        assert response.status_code == 200, name
    client.get(f"{reverse('wagtailimages:index')}?layout=list")
    picture.get_rendition("original")
    made = [found for found in Rendition.objects.all() if not is_public(found.file.name)]
    assert {"max-165x165", "max-800x600", "original"} <= {found.filter_spec for found in made}
    assert files(folders / "public") == before
    for found in made:
        response = client.get(found.url)
        assert response["Content-Type"] == "image/jpeg"
        assert "no-store" in response["Cache-Control"]
        assert b"".join(response.streaming_content).startswith(b"\xff\xd8")
        assert client.get(f"/media/{found.file.name}").status_code == 404
    assert (
        reverse("private_rendition", args=[made[0].file.name])
        in client.get(reverse("wagtailimages:index")).content.decode()
        + client.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()
    )


def test_there_is_no_generator_of_public_addresses(client: Any, picture: PortalImage) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=["signature", picture.pk, "original"])
    client.force_login(make_user("admin", superuser=True))
    assert client.get(reverse("wagtailimages:url_generator", args=[picture.pk])).status_code == 404
    # The admin's preview of one is streamed, and kept nowhere.
    before = Rendition.objects.count()
    assert client.get(reverse("wagtailimages:preview", args=[picture.pk, "width-20"])).status_code == 200
    assert Rendition.objects.count() == before


def test_the_closed_list_of_a_private_picture_is_private_too(folders: Path, private: Collection) -> None:
    picture = make_image(collection=private)
    images.prepare(picture)
    assert files(folders / "public") == set()
    assert rendition(picture, ImagePreset.CONTENT) is None
    assert images.made_renditions(picture) == {}


def test_a_picture_that_comes_out_has_what_was_made_before_made_again(
    committed: Any, folders: Path, private: Collection
) -> None:
    picture = make_image(collection=private)
    picture.get_rendition(all_specs(picture)[0])
    with committed():
        PortalImage.objects.update(collection=Collection.get_first_root_node())
    assert_in_public(folders, picture)


def test_private_renditions_are_for_people_with_a_right_to_the_picture(client: Any, private: Collection) -> None:
    setup_portal()
    picture = make_image(collection=private)
    address = picture.get_rendition("max-165x165").url
    assert address.startswith("/admin/")
    response = client.get(address)
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/admin/login/")
    client.force_login(make_user("lecteur"))
    assert client.get(address).status_code == 403
    client.force_login(make_user("redactrice", groups=["Rédacteurs"]))
    assert client.get(address).status_code == 200
    GroupCollectionPermission.objects.filter(group=Group.objects.get(name="Rédacteurs")).update(
        collection=collection("La leur")
    )
    client.force_login(make_user("autre", groups=["Rédacteurs"]))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "name", ["absent.jpg", "renditions/1/absent.jpg", "renditions/x/y.jpg", "renditions/9999999999999999999/y.jpg"]
)
def test_what_is_no_private_rendition_is_not_there(client: Any, name: str) -> None:
    client.force_login(make_user("admin", superuser=True))
    assert client.get(f"/admin/apercus/{name}").status_code == 404


def test_originals_and_public_renditions_are_not_read_there(client: Any, picture: PortalImage) -> None:
    client.force_login(make_user("admin", superuser=True))
    for name in (picture.file.name, rendition(picture, ImagePreset.CARD).file.name):  # type: ignore[union-attr]
        assert client.get(f"/admin/apercus/{name}").status_code == 404


def test_a_rendition_whose_file_is_gone_is_not_there(client: Any) -> None:
    client.force_login(make_user("admin", superuser=True))
    picture = make_image()
    row = Rendition.objects.create(
        image=picture, filter_spec="width-1", width=1, height=1, file=private_name(picture.pk, ".png")
    )
    assert client.get(row.url).status_code == 404


# --- what goes wrong ------------------------------------------------------------------------------------


def test_a_collection_closed_while_sizes_are_made(
    committed: Any, folders: Path, private: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = images.prepare

    def slowly(picture: PortalImage) -> None:
        prepare(picture)
        # Past our own `update`: somebody else's commit, whose own following found nothing yet.
        super(type(PortalImage.objects.all()), PortalImage.objects.all()).update(collection=private)

    monkeypatch.setattr(images, "prepare", slowly)
    with committed():
        make_image()
    assert files(folders / "public") == set()


def test_one_failure_keeps_no_other_picture_from_its_turn(
    committed: Any, folders: Path, private: Collection, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    with committed():
        one, two = make_image(), make_image()
    delete, broken = type(storages["public"]).delete, one.renditions.first().file.name

    def fails_once(self: Any, name: str) -> None:
        if name == broken:
            raise OSError("no route to the bucket")
        delete(self, name)

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(type(storages["public"]), "delete", fails_once)
        with committed():
            PortalImage.objects.update(collection=private)
        with pytest.raises(CommandError, match="1 pictures"):
            call_command("synchronise_images")
    assert "run synchronise_images" in caplog.text
    assert not two.renditions.exists()
    assert one.renditions.exists()
    with committed():
        call_command("synchronise_images")
    assert_in_public(folders)


def test_two_at_the_same_time_make_one_set(
    committed: Any, folders: Path, picture: PortalImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = PortalImage.objects.get(pk=picture.pk)
    with monkeypatch.context() as patch:
        # Who looked before the other had made any.
        patch.setattr(PortalImage, "find_existing_renditions", lambda self, *filters: {})
        images.prepare(found)
    assert_in_public(folders, picture)


def test_the_command_makes_what_is_missing(folders: Path, committed: Any) -> None:
    picture = make_image()
    assert files(folders / "public") == set()
    with committed():
        call_command("synchronise_images")
    assert_in_public(folders, picture)


def test_the_command_makes_files_that_are_lost(folders: Path, committed: Any, picture: PortalImage) -> None:
    shutil.rmtree(folders / "public")
    with committed():
        call_command("synchronise_images")
    assert_in_public(folders, picture)


def make_jpeg(size: tuple[int, int], colour: str) -> Any:
    buffer = io.BytesIO()
    Picture.new("RGB", size, colour).save(buffer, "JPEG")
    buffer.seek(0)
    return buffer
