"""Documents: what is public is for everybody, the rest does not exist for who may not read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission

from core.models import PortalDocument
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db


def make_document(name: str = "guide.pdf", kind: str = "", **restriction: Any) -> PortalDocument:
    collection = Collection.get_first_root_node()
    if kind:
        collection = collection.add_child(instance=Collection(name=kind))
        closed = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=kind, password="sésame" if kind == "password" else ""
        )
        closed.groups.set(restriction.get("groups", ()))
        collection = collection.add_child(instance=Collection(name="Dessous"))
    document = PortalDocument(title="Guide", collection=collection)
    document.file.save(name, ContentFile(b"%PDF-1.7 contenu"), save=True)
    return document


def read(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_public_document(client: Any) -> None:
    document = make_document()
    response = client.get(document.url)
    assert read(response) == b"%PDF-1.7 contenu"
    assert "Content-Encoding" not in response
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == "16"
    assert response["Content-Disposition"] == f'inline; filename="{document.filename}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-cache"
    again = client.get(document.url, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again["ETag"], again["Cache-Control"]) == (304, response["ETag"], "no-cache")
    assert client.head(document.url).status_code == 200
    assert client.post(document.url).status_code == 405


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("notice.txt", "text/plain; charset=utf-8"),
        ("liste.csv", "text/csv; charset=utf-8"),
        ("lettre.odt", "application/vnd.oasis.opendocument.text"),
        ("page.html", "application/octet-stream"),
        ("page.xhtml", "application/octet-stream"),
        ("dessin.svg", "application/octet-stream"),
        ("script.js", "application/octet-stream"),
        ("page.pdf.html", "application/octet-stream"),
        ("sans-suffixe", "application/octet-stream"),
    ],
)
def test_nothing_else_is_shown_by_a_browser(client: Any, name: str, expected: str) -> None:
    response = client.get(make_document(name).url)
    assert response["Content-Type"] == expected
    assert response["Content-Disposition"].startswith("attachment; ")


def test_a_french_name(client: Any) -> None:
    document = make_document("été n° 1.pdf")
    assert client.get(document.url).status_code == 200


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_private_document_does_not_exist_for_strangers(client: Any, kind: str) -> None:
    document = make_document(kind=kind)
    absent = client.get(reverse("wagtaildocs_serve", args=[document.pk + 1, document.filename]))
    for address in (document.url, reverse("wagtaildocs_serve", args=[document.pk, "autre.pdf"])):
        for headers in ({}, {"If-None-Match": f'"{document.get_file_hash()}"'}, {"If-Match": '"x"'}):
            response = client.get(address, headers=headers)
            assert (response.status_code, response.content) == (absent.status_code, absent.content)
            assert set(response.headers) == set(absent.headers)
    assert absent.status_code == 404


def test_nobody_is_asked_for_a_password(client: Any) -> None:
    make_document(kind="password")
    restriction = CollectionViewRestriction.objects.get()
    assert client.get(f"/documents/authenticate_with_password/{restriction.pk}/").status_code == 404
    client.force_login(make_user("admin", superuser=True))
    form = client.get(reverse("wagtailadmin_collections:set_privacy", args=[restriction.collection_id])).json()["html"]
    assert 'value="login"' in form
    assert 'value="password"' not in form


def test_who_may_read_what(client: Any) -> None:
    readers = Group.objects.create(name="Lecteurs")
    documents = {
        "login": make_document(kind="login"),
        "groups": make_document(kind="groups", groups=[readers]),
        "password": make_document(kind="password"),
    }

    def readable(*groups: str, **options: Any) -> set[str]:
        client.force_login(make_user(f"qui-{'-'.join(groups)}-{len(options)}", groups=groups, **options))
        return {kind for kind, document in documents.items() if client.get(document.url).status_code == 200}

    assert readable() == {"login"}
    assert readable("Lecteurs") == {"login", "groups"}
    assert readable("Rédacteurs") == {"login", "groups", "password"}
    assert readable(superuser=True) == {"login", "groups", "password"}
    GroupCollectionPermission.objects.all().delete()
    client.force_login(make_user("autre", groups=["Rédacteurs"]))
    assert client.get(documents["password"].url).status_code == 404
    assert client.get(documents["login"].url)["Cache-Control"] == "private, no-store"


def test_a_document_whose_file_is_gone(client: Any) -> None:
    document = make_document()
    document.file.storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


@pytest.mark.parametrize(
    "path", ["/documents/", "/documents/x/y.pdf", "/documents/1/", "/documents/99999999999999999999/y.pdf"]
)
def test_what_is_no_address_of_a_document(client: Any, path: str) -> None:
    assert client.get(path).status_code == 404
