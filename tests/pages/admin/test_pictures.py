"""Picture fields ask for an alternative text."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from core.models import PortalImage

pytestmark = pytest.mark.django_db


def upload():
    return SimpleUploadedFile("logo.png", get_test_image_file().file.getvalue(), content_type="image/png")


def test_several_at_once_wait_for_theirs(editor_client):
    response = editor_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Logo", "files[]": upload()},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    answer = json.loads(response.content)
    assert answer["success"]
    assert not PortalImage.objects.exists()
    [field] = [name for name in ("uploaded_file_id", "image_id") if name in answer]
    pk, url = answer[field], reverse("wagtailimages:create_multiple_from_uploaded_image", args=[answer[field]])
    prefix = f"uploaded-file-{pk}" if f"uploaded-file-{pk}-" in answer["form"] else f"uploaded-image-{pk}"
    data = {f"{prefix}-title": "Logo", f"{prefix}-description": "", f"{prefix}-tags": ""}
    ajax = {"x-requested-with": "XMLHttpRequest"}
    assert not json.loads(editor_client.post(url, data, headers=ajax).content)["success"]
    data[f"{prefix}-description"] = "Une balise sur la mer."
    assert json.loads(editor_client.post(url, data, headers=ajax).content)["success"]
    assert PortalImage.objects.get().description == "Une balise sur la mer."


def test_the_chooser_asks_for_it(editor_client):
    response = editor_client.post(
        reverse("wagtailimages_chooser:create"),
        {"image-chooser-upload-title": "Logo", "image-chooser-upload-file": upload()},
    )
    assert not PortalImage.objects.exists()
    assert "Texte alternatif" in json.loads(response.content)["htmlFragment"]
