"""One's own settings in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.users.models import UserProfile

from tests.factories.pages import make_user
from tests.schema.contents import png


@pytest.fixture
def editor(db: None, client: Client) -> Any:
    user = make_user("redactrice", groups=["Rédacteurs"])
    client.force_login(user)
    return user


def test_no_portrait_is_taken(editor: Any, client: Client) -> None:
    client.post("/admin/account/", {"avatar-avatar": SimpleUploadedFile("x.png", png(), "image/png")})
    assert not UserProfile.get_for_user(editor).avatar
    assert b'type="file"' not in client.get("/admin/account/").content


def test_one_that_was_taken_once_breaks_nothing(editor: Any, client: Client) -> None:
    UserProfile.get_for_user(editor).avatar.save("x.png", ContentFile(png()))
    for path in ("/admin/", "/admin/account/"):
        assert client.get(path).status_code == 200
    UserProfile.get_for_user(editor).avatar.delete()


def test_only_for_people_who_may_use_the_admin(db: None, client: Client) -> None:
    assert client.get("/admin/account/").status_code == 302
    client.force_login(make_user("personne"))
    assert client.get("/admin/account/").status_code == 302
