"""What moves or is closed leaves the public storage, what comes out is there again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from core.models import PortalImage
from tests.core.public_files.files import assert_in_public, collection, files, make_image
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db


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
