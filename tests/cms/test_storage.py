"""Two storages: what is uploaded is private, the closed list of picture sizes is public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client, override_settings
from moto import mock_aws
from storages.backends.s3 import S3Storage
from wagtail.models import Collection, CollectionViewRestriction

from cms.checks import default_storage_is_private
from cms.env import read
from cms.health import check_storage
from cms.settings.environment import storages as storages_for
from cms.storage import PrivateFiles
from core.images import all_specs
from core.models import PortalDocument, PortalImage, Rendition
from core.rendition_files import private_name, public_name
from tests.cms.test_env import GOOD
from tests.core.test_images import make_image
from tests.factories.pages import make_user

BUCKETS = {
    **GOOD,
    "BALISE_S3_PRIVATE_BUCKET": "balise-private",
    "BALISE_S3_PUBLIC_BUCKET": "balise-public",
    "BALISE_S3_REGION": "eu-west-3",
    "BALISE_S3_ACCESS_KEY": "key",
    "BALISE_S3_SECRET_KEY": "secret",
    "BALISE_S3_PUBLIC_URL": "https://media.portail.example",
}


def test_private_files_have_no_address() -> None:
    name = storages["default"].save("lettre.pdf", ContentFile(b"%PDF"))
    with pytest.raises(NotImplementedError):
        storages["default"].url(name)


def test_public_files_have_one() -> None:
    assert storages["public"].url("a.webp") == "/media/a.webp"


def test_what_is_uploaded_goes_to_the_private_storage() -> None:
    for model in (PortalImage, PortalDocument):
        assert isinstance(model._meta.get_field("file").storage, PrivateFiles)


def test_the_name_of_a_rendition_says_in_which_storage_it_is() -> None:
    storage = Rendition._meta.get_field("file").storage
    public = storage.save(public_name(".webp"), ContentFile(b"public"))
    private = storage.save(private_name(7, ".webp"), ContentFile(b"private"))
    assert storages["public"].exists(public)
    assert not storages["default"].exists(public)
    assert storages["default"].exists(private)
    assert not storages["public"].exists(private)
    assert storage.url(public) == f"/media/{public}"
    assert storage.url(private) == f"/admin/apercus/{private}"
    assert storage.open(private).read() == b"private"
    for name in (public, private):
        storage.delete(name)
        assert not storage.exists(name)


def test_a_public_default_storage_is_an_error(settings) -> None:
    assert default_storage_is_private(None) == []
    settings.STORAGES = {**settings.STORAGES, "default": settings.STORAGES["public"]}
    assert [error.id for error in default_storage_is_private(None)] == ["balise.E002"]


@pytest.fixture
def buckets() -> Iterator[Any]:
    with mock_aws(), override_settings(STORAGES=storages_for(read(BUCKETS))):
        client = boto3.client("s3", region_name="eu-west-3")
        for name in ("balise-private", "balise-public"):
            client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
        yield client


def test_private_bucket_signs_addresses_that_expire(buckets: Any) -> None:
    storage = storages["default"]
    name = storage.save("lettre.pdf", ContentFile(b"%PDF"))
    parts = urlsplit(storage.url(name))
    query = parse_qs(parts.query)
    assert query["X-Amz-Expires"] == ["300"]
    assert "X-Amz-Signature" in query
    assert "media.portail.example" not in parts.netloc
    assert buckets.get_object(Bucket="balise-private", Key=name)["CacheControl"] == "private, no-store"


def test_public_bucket_is_read_through_its_own_origin(buckets: Any) -> None:
    storage = storages["public"]
    name = storage.save("image.webp", ContentFile(b"RIFF"))
    assert storage.url(name) == "https://media.portail.example/image.webp"
    assert "immutable" in buckets.get_object(Bucket="balise-public", Key=name)["CacheControl"]


def test_no_acl_is_sent(buckets: Any) -> None:
    assert all(storages[alias].default_acl is None for alias in ("default", "public"))  # type: ignore[attr-defined]


def test_two_files_of_one_name_are_two_files(buckets: Any) -> None:
    storage = storages["default"]
    assert storage.save("a.pdf", ContentFile(b"1")) != storage.save("a.pdf", ContentFile(b"2"))


def test_buckets_pass_the_privacy_check_and_the_health_check(buckets: Any) -> None:
    assert default_storage_is_private(None) == []
    for alias in ("default", "public"):
        assert isinstance(storages[alias], S3Storage)
        check_storage(alias)


def test_a_missing_bucket_is_not_healthy(buckets: Any) -> None:
    buckets.delete_bucket(Bucket="balise-public")
    with pytest.raises(ClientError, match="404"):
        check_storage("public")


@pytest.mark.django_db
def test_pictures_in_buckets(buckets: Any, client: Client, django_capture_on_commit_callbacks: Any) -> None:
    def names(bucket: str) -> list[str]:
        return [item["Key"] for item in buckets.list_objects_v2(Bucket=bucket).get("Contents", ())]

    with django_capture_on_commit_callbacks(execute=True):
        image = make_image("vue.jpg")
    assert len(names("balise-public")) == len(all_specs(image))
    thumbnail = image.get_rendition("max-165x165")
    assert sorted(names("balise-private")) == sorted([image.file.name, thumbnail.file.name])
    client.force_login(make_user("admin", superuser=True))
    assert b"".join(client.get(thumbnail.url).streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]
    closed = Collection.get_first_root_node().add_child(instance=Collection(name="Privé"))
    with django_capture_on_commit_callbacks(execute=True):
        CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
        PortalImage.objects.filter(pk=image.pk).update(collection=closed)
    assert names("balise-public") == []
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert names("balise-private") == []
