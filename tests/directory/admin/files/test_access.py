"""Who sees files in the admin, and who decides: role × view × file."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from directory.admin.files.steps import STEPS
from directory.models import Application, ApplicationReader, UploadKind
from directory.rules.states import Status
from tests.directory.admin.files.conftest import signed_in
from tests.factories.files import make_file, make_reviewer, make_upload
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db

READ = ("index", "index_results", "mails", "mail", "file", "presence", "letter", "photo")
WRITE = ("tick", "note", *STEPS)
SECRET = "secret@exemple.example"


def url_of(name: str, pk: int) -> str:
    if name in STEPS:
        return reverse("files:step", args=[pk, name])
    if name == "mail":
        return reverse("files:mail", args=["correction"])
    return reverse(f"files:{name}", args=[] if name in ("index", "index_results", "mails") else [pk])


@pytest.fixture
def file(db):
    application = make_file(Status.SUBMITTED, email=SECRET)
    photo = make_upload(application, UploadKind.PICTURE)
    Application.objects.filter(pk=application.pk).update(photo=photo)
    return application


def make_reader():
    """Somebody who may look and not decide."""
    user = make_user("lectrice")
    user.user_permissions.add(
        Permission.objects.get(codename="access_admin"), Permission.objects.get(codename="view_application")
    )
    return user


STRANGERS = {
    "anonymous": lambda: None,
    "nobody": lambda: make_user("personne"),
    "editor": lambda: make_user("redactrice", groups=["Rédacteurs"]),
    "moderator": lambda: make_user("moderatrice", groups=["Modérateurs"]),
    "activator": lambda: make_user("activateur", groups=["Activateurs"]),
}


@pytest.mark.parametrize("role", STRANGERS)
def test_a_stranger_gets_nothing(client, file, role) -> None:
    if user := STRANGERS[role]():
        client.force_login(user)
    before = Application.objects.values().get(pk=file.pk)
    for name in (*READ, *WRITE):
        answers: dict[Any, Any] = {}
        for pk in (file.pk, file.pk + 999):
            for method in (client.get, client.post):
                response = method(url_of(name, pk), {"text": "x", "reason": "x", "version": 2, "seen": 2})
                answers.setdefault((method, pk == file.pk), response)
                assert response.status_code in (302, 403, 405), name
                assert response.get("Location", "/admin/").partition("?")[0] in ("/admin/", "/admin/login/"), name
        for method in (client.get, client.post):
            there, nowhere = answers[method, True], answers[method, False]
            assert there.status_code == nowhere.status_code, f"{name} tells which files there are"
    assert SECRET not in client.get("/admin/", follow=True).content.decode()
    assert Application.objects.values().get(pk=file.pk) == before
    assert not file.notes.exists()
    assert not ApplicationReader.objects.exists()


@pytest.mark.parametrize("role", STRANGERS)
def test_a_stranger_exports_nothing(client, file, role) -> None:
    if user := STRANGERS[role]():
        client.force_login(user)
    for given in ("csv", "xlsx"):
        assert client.get(url_of("index", 0), {"export": given}).status_code in (302, 403)


def test_who_may_look_looks(file) -> None:
    client = signed_in(make_reader())
    for name in READ:
        response = client.get(url_of(name, file.pk))
        assert response.status_code == (302 if name in ("letter", "photo") else 200), name
        assert not response.get("Location", "").startswith("/admin/"), name


def test_who_may_look_does_not_decide(file) -> None:
    client = signed_in(make_reader())
    for name in WRITE:
        response = client.post(url_of(name, file.pk), {"text": "x", "reason": "x", "version": 2, "seen": 2})
        assert response["Location"] == "/admin/", name
    assert Application.objects.get(pk=file.pk).status == Status.SUBMITTED
    assert not file.notes.exists()
    html = client.get(url_of("file", file.pk)).content.decode()
    assert "vous pouvez lire les dossiers, pas en décider" in html
    assert reverse("files:step", args=[file.pk, "accepter"]) not in html


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_what_was_never_handed_in_is_not_there(reviewer_client, status) -> None:
    draft = make_file(status)
    for name in ("file", "presence", "letter", "photo", "tick", "note", *STEPS):
        method = reviewer_client.post if name in ("tick", "note") else reviewer_client.get
        assert method(url_of(name, draft.pk)).status_code == 404, name
    assert draft.reference not in reviewer_client.get("/admin/dossiers/", {"status": "all"}).content.decode()


def test_each_address_takes_its_method_alone(reviewer_client, file) -> None:
    for name in READ:
        assert reviewer_client.post(url_of(name, file.pk)).status_code == 405, name
    for name in ("tick", "note"):
        assert reviewer_client.get(url_of(name, file.pk)).status_code == 405, name


def test_no_other_site_decides(file) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_reviewer("rosa"))
    for name in WRITE:
        assert client.post(url_of(name, file.pk), {"version": file.version, "seen": 0}).status_code == 403, name
    assert Application.objects.get(pk=file.pk).status == Status.SUBMITTED


def test_the_menu_and_the_home_say_it_to_reviewers_alone(reviewer_client, editor_client, file) -> None:
    for client, is_told in ((reviewer_client, True), (editor_client, False)):
        html = client.get("/admin/").content.decode()
        assert ("/admin/dossiers/" in html) is is_told
        assert ('id="files-section"' in html) is is_told


def test_the_letter_is_shown_to_this_reviewer_alone(reviewer_client, file) -> None:
    address = reviewer_client.get(url_of("letter", file.pk))["Location"]
    assert b"".join(reviewer_client.get(address).streaming_content).startswith(b"%PDF")
    assert signed_in(make_reviewer("autre")).get(address).status_code == 404
