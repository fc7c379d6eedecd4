"""«Marques» in the admin: who may do what, what is refused, what is reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from directory.actions.erase_account import erase_account
from directory.actions.mark_files import note_download, withdraw_file
from directory.exports.own_data import own_data
from directory.models import BrandMark, MarkDownload, MarkFile
from directory.rules.marks import Mark
from directory.setup import BRAND_OWNERS
from tests.factories.files import PASSWORD
from tests.factories.marks import OWN, artwork, encoded, make_active, make_mark_file
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client) -> Client:
    client.force_login(make_user("marque", groups=[BRAND_OWNERS]))
    return client


def form(data: bytes, **changes: object) -> dict[str, object]:
    mark = BrandMark.objects.get(code=OWN)
    file = SimpleUploadedFile("nom-quelconque.bin", data)
    return {"mark": mark.pk, "title": "Logo", "version": "2026-1", "file": file} | changes


def screens(file: MarkFile) -> Iterator[str]:
    yield reverse("brandmark:index")
    yield reverse("brandmark:edit", args=[file.mark_id])
    yield reverse("markfile:index")
    yield reverse("markfile:add")
    for name in ("inspect", "file", "withdraw", "history"):
        yield reverse(f"markfile:{name}", args=[file.pk])
    yield reverse("mark_downloads")


def test_the_owner_sees_every_screen(owner: Client) -> None:
    file = make_mark_file()
    assert {address: owner.get(address).status_code for address in screens(file)} == dict.fromkeys(screens(file), 200)


@pytest.mark.parametrize("group", ["Rédacteurs", "Modérateurs", "Instructeurs", "Activateurs", ""])
def test_nobody_else_sees_any(client: Client, group: str) -> None:
    file = make_mark_file()
    user = make_user("autre", groups=[group])
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    for address in screens(file):
        response = client.get(address)
        assert response.status_code in (302, 403, 404), address
        assert "marques" not in response.headers.get("Location", "")
    assert client.post(reverse("markfile:withdraw", args=[file.pk])).status_code in (302, 403)
    assert client.post(reverse("markfile:add"), form(encoded(artwork()), version="2")).status_code in (302, 403)
    assert MarkFile.objects.get().withdrawn_at is None


def test_nobody_replaces_or_deletes_a_file(client: Client) -> None:
    file = make_mark_file()
    client.force_login(make_user("chef", superuser=True))
    for name in ("edit", "delete"):
        address = reverse(f"markfile:{name}", args=[file.pk])
        assert client.get(address).status_code == 302
        client.post(address, form(encoded(artwork("autre"))))
    for address in (reverse("brandmark:add"), reverse("brandmark:delete", args=[file.mark_id])):
        client.post(address, {"contact": "x"})
    assert (MarkFile.objects.get().sha256, BrandMark.objects.count()) == (file.sha256, 3)


def test_a_file_is_added_and_kept_byte_for_byte(owner: Client) -> None:
    response = owner.post(reverse("markfile:add"), form(encoded(artwork())))
    file = MarkFile.objects.get()
    assert response["Location"] == reverse("markfile:inspect", args=[file.pk])
    with file.file.open() as stored:
        assert stored.read() == encoded(artwork())
    assert (file.format, file.size, bool(file.fingerprint)) == ("PNG", len(encoded(artwork())), True)
    assert file.uploaded_by == User.objects.get(username="marque")
    assert "nom-quelconque" not in str(file.file.name)
    shown = owner.get(reverse("markfile:file", args=[file.pk]))
    assert shown.getvalue() == encoded(artwork())
    assert "sandbox" in shown["Content-Security-Policy"]
    assert owner.get(reverse("markfile:file", args=[file.pk]), {"garder": "1"})["Content-Disposition"].startswith(
        "attachment"
    )
    assert not MarkDownload.objects.exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%!PS-Adobe", "PostScript"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "autre chose qu’un dessin"),
        (b"bonjour", "PNG, JPEG, WebP, SVG ou PDF"),
        (b"", "vide"),
    ],
)
def test_a_refusal_says_why(owner: Client, data: bytes, says: str) -> None:
    response = owner.post(reverse("markfile:add"), form(data))
    assert response.status_code == 200
    assert says in response.content.decode()
    assert not MarkFile.objects.exists()


def test_the_same_version_is_not_added_twice(owner: Client) -> None:
    make_mark_file()
    response = owner.post(reverse("markfile:add"), form(encoded(artwork("autre"))))
    assert "existe déjà" in response.content.decode()
    assert MarkFile.objects.count() == 1
    owner.post(reverse("markfile:add"), form(encoded(artwork("autre")), version="2026-2"))
    assert MarkFile.objects.count() == 2


def test_a_file_is_withdrawn_once(owner: Client) -> None:
    file = make_mark_file()
    owner.post(reverse("markfile:withdraw", args=[file.pk]))
    at = MarkFile.objects.get().withdrawn_at
    assert at is not None
    withdraw_file(file, by=None, now=timezone.now() + timedelta(days=1))
    assert MarkFile.objects.get().withdrawn_at == at
    assert owner.get(reverse("markfile:inspect", args=[file.pk])).status_code == 200


def test_the_conditions_are_written(owner: Client) -> None:
    mark = BrandMark.objects.get(code=OWN)
    assert reverse("brandmark:edit", args=[mark.pk]) in owner.get(reverse("brandmark:index")).content.decode()
    text = '{"blocks": [{"key": "a", "text": "Sur fond clair.", "type": "unstyled", "depth": 0, "inlineStyleRanges": '
    text += '[], "entityRanges": [], "data": {}}], "entityMap": {}}'
    owner.post(reverse("brandmark:edit", args=[mark.pk]), {"guidance": text, "contact": "la cellule marque"})
    mark.refresh_from_db()
    assert ("Sur fond clair." in mark.guidance, mark.contact) == (True, "la cellule marque")


def test_the_report_and_its_exports(owner: Client) -> None:
    now = timezone.now()
    reserved, own = make_mark_file(Mark.FRANCE_NUM, title="Réservé"), make_mark_file(title="=Le nôtre")
    person = make_active(now=now - timedelta(days=40))
    note_download(reserved, by=person, now=now - timedelta(days=30))
    note_download(own, by=person, now=now)
    html = owner.get(reverse("mark_downloads")).content.decode()
    assert html.count("Camille Le Goff") == 2
    for query, found, other in (
        ({"mark": own.mark_id}, "Le nôtre", "Réservé"),
        ({"at_from": f"{now:%Y-%m-%d}"}, "Le nôtre", "Réservé"),
        ({"at_to": f"{now - timedelta(days=20):%Y-%m-%d}"}, "Réservé", "Le nôtre"),
    ):
        rows = owner.get(reverse("mark_downloads_results"), query).content.decode()
        assert (found in rows, f">{other}" in rows or f"={other}" in rows) == (True, False), query
    rows = owner.get(reverse("mark_downloads_results"), {"who": "personne"}).content.decode()
    assert "Aucun téléchargement" in rows
    csv = b"".join(owner.get(reverse("mark_downloads"), {"export": "csv"})).decode()
    assert csv.startswith("\ufeffQuand;Qui;Compte;Marque;Fichier;Version;Format;SHA-256\r\n")
    assert (own.sha256 in csv, ";=Le" in csv) == (True, False)
    assert owner.get(reverse("mark_downloads"), {"export": "xlsx"}).getvalue().startswith(b"PK")


def test_what_is_left_of_a_person_who_is_erased(owner: Client) -> None:
    now = timezone.now()
    person = make_active(now=now)
    file = make_mark_file()
    note_download(file, by=person, now=now)
    (row,) = own_data(person, now=now)["mark_downloads"]
    assert (row["title"], row["version"], row["sha256"]) == ("Logo", "2026-1", file.sha256)
    erase_account(person, password=PASSWORD, now=now)
    line = MarkDownload.objects.get()
    assert (line.account, line.file) == (None, file)
    html = owner.get(reverse("mark_downloads")).content.decode()
    assert ("personne effacée" in html, "Le Goff" in html) == (True, False)


def test_nothing_leads_to_a_form_that_there_is_not(owner: Client) -> None:
    file = make_mark_file()
    for name in ("inspect", "history"):
        html = owner.get(reverse(f"markfile:{name}", args=[file.pk])).content.decode()
        assert reverse("markfile:edit", args=[file.pk]) not in html, name
    assert reverse("markfile:inspect", args=[file.pk]) in html


def test_a_withdrawn_file_is_not_asked_about_again(owner: Client) -> None:
    file = make_mark_file()
    withdraw_file(file, by=None, now=timezone.now())
    for answer in (owner.get, owner.post):
        response = answer(reverse("markfile:withdraw", args=[file.pk]), follow=True)
        assert response.redirect_chain[0][0] == reverse("markfile:inspect", args=[file.pk])
        assert "n’est déjà plus distribué" in response.content.decode()


def test_a_title_turns_no_line_around(owner: Client) -> None:
    turned = "Logo \u202egnp.\u202c\u2067 bleu\u2069"
    owner.post(reverse("markfile:add"), form(encoded(artwork()), title=turned, version="\u202e2026-1"))
    kept = MarkFile.objects.get()
    assert (kept.title, kept.version) == ("Logo gnp. bleu", "2026-1")
    again = owner.post(reverse("markfile:add"), form(encoded(artwork()), title="\u202e\u2066", version="2026-2"))
    assert "Ce champ est obligatoire." in again.content.decode()
    assert MarkFile.objects.count() == 1
