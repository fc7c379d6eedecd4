"""Looking at pictures makes nothing public; private sizes are for people with a right to the picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse
from wagtail.models import Collection, GroupCollectionPermission

from core import images
from core.images import ImagePreset, all_specs, rendition
from core.models import PortalImage, Rendition
from core.rendition_files import is_public, private_name
from tests.core.public_files.files import assert_in_public, collection, files, make_image
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db

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
