"""From a file to a profile's picture: nothing of it is public before the profile is."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection

from core.images import all_specs, is_public_picture
from core.models import PortalImage, Rendition
from core.rendition_files import is_public
from directory.actions.erase import erase
from directory.actions.standing import leave, suspend
from directory.models import ActivatorProfile, UploadKind
from directory.uploads import photos
from directory.uploads.photos import SHOWN, WAITING, portal_image, release, withhold
from tests.core.test_images import make_image
from tests.directory.uploads.sending import keep, make_draft
from tests.factories.directory import make_profile
from tests.factories.pages import make_user
from tests.schema.asking import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(django_capture_on_commit_callbacks: Any) -> PortalImage:
    upload = keep(make_draft()[0], UploadKind.PICTURE, name="zqnomqz.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        return portal_image(upload, title="Camille Le Goff", alt="Photo de Camille Le Goff", by=make_user("ada"))


def public_files() -> list[str]:
    return [made.file.name for made in Rendition.objects.all() if is_public(made.file.name)]


def test_it_is_named_after_whom_it_shows(image: PortalImage) -> None:
    assert (image.title, image.description) == ("Camille Le Goff", "Photo de Camille Le Goff")
    assert image.uploaded_by_user is not None
    assert "zqnomqz" not in image.file.name
    assert (image.width, image.height) == (40, 30)


def test_it_waits_where_nobody_sees_it(image: PortalImage) -> None:
    assert image.collection.name == WAITING
    assert not is_public_picture(image)
    assert public_files() == []


def test_there_is_one_waiting_room(image: PortalImage) -> None:
    photos.waiting_room().view_restrictions.all().delete()
    assert photos.waiting_room() == image.collection
    assert not is_public_picture(image), "closed again, should somebody have opened it"
    assert Collection.objects.filter(name=WAITING).count() == 1


def test_it_is_shown_once_it_is_released(image: PortalImage, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        release(image)
    assert PortalImage.objects.get().collection.name == SHOWN
    assert len(public_files()) == len(all_specs(image))
    with django_capture_on_commit_callbacks(execute=True):
        withhold(image)
    assert public_files() == []


def test_publishing_its_profile_shows_it(
    client: Client, image: PortalImage, django_capture_on_commit_callbacks: Any
) -> None:
    asked = '{ activator(slug: "camille-le-goff") { photo { rendition(preset: CARD) { url } } } }'
    with django_capture_on_commit_callbacks(execute=True):
        profile = make_profile(photo=image, live=False)
    assert public_files() == []
    with django_capture_on_commit_callbacks(execute=True):
        profile.get_latest_revision().publish()
    shown = post(client, asked).json()["data"]["activator"]["photo"]
    assert client.get(shown["rendition"]["url"]).status_code == 200
    assert shown["rendition"]["url"].startswith(f"http://testserver{settings.MEDIA_URL}")


@pytest.mark.parametrize("step", [suspend, leave])
def test_it_goes_with_its_profile(
    client: Client, image: PortalImage, django_capture_on_commit_callbacks: Any, step: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        profile = make_profile(photo=image)
    address = client_path(public_files()[0])
    assert client.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        take_away(step, profile)
    assert public_files() == []
    assert client.get(address).status_code == 404


def client_path(name: str) -> str:
    return f"{settings.MEDIA_URL}{name}"


def take_away(step: Any, profile: ActivatorProfile) -> None:
    from django.utils import timezone

    step(profile, by=make_user("bob"), reason="Une raison", now=timezone.now())


def test_it_stays_for_another_profile_that_shows_it(image: PortalImage) -> None:
    profile = make_profile(photo=image)
    make_profile("Alix", "Martin", photo=PortalImage.objects.get())
    profile.unpublish()
    assert PortalImage.objects.get().collection.name == SHOWN


def test_pictures_of_editors_are_left_where_they_are() -> None:
    picture = make_image()
    profile = make_profile(photo=picture)
    profile.unpublish()
    assert PortalImage.objects.get().collection == picture.collection


def test_a_draft_with_another_picture_shows_nothing(
    image: PortalImage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        profile = make_profile()
        profile.photo = image
        profile.save_revision()
    assert public_files() == []


def test_one_that_was_replaced_is_hidden_and_comes_back_with_its_version(image: PortalImage) -> None:
    upload = keep(make_draft()[0], UploadKind.PICTURE, name="autre.jpg")
    other = portal_image(upload, title="Autre", alt="Photo de Camille Le Goff", by=make_user("bob"))
    profile = make_profile("Camille", "Le Goff")
    for picture in (image, other):
        profile.photo = picture
        profile.save_revision().publish()
    names = {each.pk: each.collection.name for each in PortalImage.objects.all()}
    assert (names[image.pk], names[other.pk]) == (WAITING, SHOWN)
    first = ActivatorProfile.objects.get(pk=profile.pk).revisions.filter(content__photo=image.pk).get()
    first.publish()
    names = {each.pk: each.collection.name for each in PortalImage.objects.all()}
    assert (names[image.pk], names[other.pk]) == (SHOWN, WAITING)


def test_erasing_finds_the_first_one_though_its_version_was_purged(image: PortalImage) -> None:
    """Its title is the person's name, and a reviewer has put it into the library."""
    profile = make_profile("Camille", "Le Goff")
    namesake = make_profile("Camille", "Le Goff")
    upload = keep(make_draft()[0], UploadKind.PICTURE, name="autre.jpg")
    others = portal_image(upload, title="Camille Le Goff", alt="Photo de Camille Le Goff", by=make_user("bob"))
    namesake.photo = others
    namesake.save_revision().publish()
    profile.photo = image
    profile.save_revision().publish()
    profile.photo = None
    profile.save_revision().publish()
    profile.revisions.filter(content__photo=image.pk).delete()
    erase(ActivatorProfile.objects.get(pk=profile.pk), by=None, now=timezone.now())
    assert list(PortalImage.objects.all()) == [others]
