"""«Ma fiche»: what its screens do, whoever comes to them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from directory.actions.own_profile import save_draft
from directory.actions.standing import leave, suspend
from directory.admin.own.confinement import OWN
from directory.admin.own.forms import OwnProfileForm, values_of
from directory.admin.own.merging import fingerprints
from directory.models import ActivatorProfile, Upload
from directory.own_profile import own_status, version_of
from tests.directory.own.conftest import NOW, asked, draft, make_upload, stored
from tests.factories.pages import make_user
from tests.schema.contents import png

URL = "/admin/ma-fiche/"


@pytest.fixture
def own_client(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def rich(text: str) -> str:
    """A text as the editor sends it."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def form_data(profile: ActivatorProfile, action: str = "save", **changes: Any) -> dict[str, Any]:
    """The form as it is opened now, with changes."""
    values = values_of(draft(profile))
    seen = json.dumps(fingerprints(values))
    values |= {name: rich("Accompagnement des petites entreprises.") for name in ("presentation",)}
    values |= {name: rich("") for name in ("services", "references")}
    values |= {name: f"{values[name]}".replace(".", ",") for name in ("latitude", "longitude")}
    values |= changes | {"version": version_of(stored(profile)), "seen": seen, "action": action}
    return {name: value for name, value in values.items() if value not in (None, False)}


def texts(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]] if response.context else []


def test_the_form_shows_the_draft(own_client: Client, profile: ActivatorProfile, owner: User) -> None:
    save_draft(profile, changes={"pricing": "90 € à l’heure"}, **asked(profile, owner))
    page = own_client.get(URL).content.decode()
    assert "90 € à l’heure" in page
    assert "Publiée, avec des changements en brouillon" in page
    assert "Ma fiche" in page


def test_saving_keeps_a_draft(own_client: Client, profile: ActivatorProfile) -> None:
    response = own_client.post(URL, form_data(profile, pricing="90 €", services=rich("Conseil")), follow=True)
    assert "Le brouillon est enregistré. La fiche publique n’a pas changé." in texts(response)[0]
    saved = draft(profile)
    assert (saved.pricing, saved.services) == ("90 €", "<p>Conseil</p>")
    assert stored(profile).pricing == "80 € de l’heure"
    assert profile.revisions.count() == 2


def test_saving_what_is_saved_makes_no_version(own_client: Client, profile: ActivatorProfile) -> None:
    own_client.post(URL, form_data(profile))
    assert profile.revisions.count() == 1


def test_a_draft_may_be_wrong_and_is_told_so_at_the_field(own_client: Client, profile: ActivatorProfile) -> None:
    response = own_client.post(URL, form_data(profile, "submit", last_name="", website="x"), follow=True)
    assert draft(profile).last_name == ""
    assert "à corriger" in texts(response)[0]
    groups = {field.name: found for _, _, fields in response.context["form"].groups() for field, found in fields}
    assert {finding.rule.id for finding in groups["last_name"]} == {"W3", "W7"}
    assert {finding.rule.id for finding in groups["website"]} == {"W8"}
    assert "Règle W7" in response.content.decode()
    assert own_status(stored(profile), now=NOW) == "PUBLISHED_WITH_DRAFT"


def test_submitting(own_client: Client, profile: ActivatorProfile) -> None:
    own_client.post(URL, form_data(profile, "submit", pricing="90 €"))
    assert own_status(stored(profile), now=NOW) == "IN_REVIEW"
    assert "en relecture" in own_client.get(URL).content.decode()
    response = own_client.post(URL, form_data(profile, pricing="95 €"), follow=True)
    assert any("annulée" in text for text in texts(response))
    assert own_status(stored(profile), now=NOW) == "PUBLISHED_WITH_DRAFT"


def test_giving_up(own_client: Client, profile: ActivatorProfile, owner: User) -> None:
    save_draft(profile, changes={"pricing": "90 €"}, **asked(profile, owner))
    own_client.post(URL, form_data(profile, "discard"))
    assert not stored(profile).has_unpublished_changes


def test_what_cannot_be_stored_stays_in_the_form(own_client: Client, profile: ActivatorProfile) -> None:
    response = own_client.post(URL, form_data(profile, first_name="x" * 101, pricing="90 €"))
    form = response.context["form"]
    assert form.errors["first_name"]
    assert form["pricing"].value() == "90 €"
    assert not stored(profile).has_unpublished_changes


class TestConflict:
    def test_nothing_is_lost(self, own_client: Client, profile: ActivatorProfile, reviewer: User) -> None:
        data = form_data(profile, pricing="mon prix", telephone="03 00 00 00 00")
        edited = draft(profile)
        edited.pricing, edited.city, edited.services = "leur prix", "Brest", "<p>Leur texte</p>"
        edited.save_revision(user=reviewer)
        response = own_client.post(URL, data)
        page = response.content.decode()
        assert "a enregistré entre-temps" in page
        differences = {found.label: (found.theirs, found.is_both) for found in response.context["differences"]}
        assert differences == {
            "Tarifs": ("leur prix", True),
            "Commune": ("Brest", False),
            "Services proposés": ("Leur texte", False),
        }
        form: OwnProfileForm = response.context["form"]
        shown = {name: form[name].value() for name in ("pricing", "telephone", "city")}
        assert shown == {"pricing": "mon prix", "telephone": "03 00 00 00 00", "city": "Brest"}
        assert draft(profile).pricing == "leur prix"
        again = data | {"version": form["version"].value(), "seen": json.dumps(form["seen"].initial), "city": "Brest"}
        own_client.post(URL, again | {"services": rich("Leur texte")})
        saved = draft(profile)
        assert (saved.pricing, saved.city, saved.services) == ("mon prix", "Brest", "<p>Leur texte</p>")

    def test_nor_with_a_form_that_was_tampered_with(self, own_client: Client, profile: ActivatorProfile) -> None:
        for seen in ("", "[]", "nonsense", '{"pricing": 3}'):
            data = form_data(profile, pricing="mon prix") | {"version": 1, "seen": seen}
            assert own_client.post(URL, data).status_code == 200
        assert not stored(profile).has_unpublished_changes


class TestPicture:
    def test_is_checked_and_kept_private(self, own_client: Client, profile: ActivatorProfile) -> None:
        file = SimpleUploadedFile("camille.png", png(), "image/png")
        own_client.post(URL, form_data(profile, photo=file))
        photo = draft(profile).photo
        assert photo is not None
        assert photo.collection.name == "Photos à valider"
        shown = own_client.get("/admin/ma-fiche/photo/")
        assert shown["Content-Type"] == "image/png"
        own_client.post(URL, form_data(profile, remove_photo="on"))
        assert draft(profile).photo is None
        assert own_client.get("/admin/ma-fiche/photo/").status_code == 404

    def test_what_is_none_is_refused(self, own_client: Client, profile: ActivatorProfile) -> None:
        for data in (b"%PDF-1.4", b"", b"<svg onload=alert(1)>"):
            file = SimpleUploadedFile("photo.png", data, "image/png")
            response = own_client.post(URL, form_data(profile, photo=file, pricing="90 €"))
            assert response.context["form"].errors["photo"]
        assert not Upload.objects.exists()
        assert not stored(profile).has_unpublished_changes

    def test_is_not_asked_for_again(self, own_client: Client, profile: ActivatorProfile) -> None:
        file = SimpleUploadedFile("camille.png", png(), "image/png")
        data = form_data(profile, photo=file, first_name="x" * 101, departments=["29", "35"])
        response = own_client.post(URL, data)
        assert response.context["form"]["departments"].value() == ["29", "35"]
        kept = response.context["form"]["photo_upload"].value()
        own_client.post(URL, form_data(profile, photo_upload=kept))
        assert draft(profile).photo is not None

    def test_nobody_elses(self, own_client: Client, profile: ActivatorProfile) -> None:
        other = make_upload(make_user("autre"))
        own_client.post(URL, form_data(profile, photo_upload=str(other.pk)))
        assert draft(profile).photo is None


def test_the_preview_is_of_the_draft(own_client: Client, profile: ActivatorProfile, owner: User) -> None:
    save_draft(profile, changes={"presentation": "Un brouillon à voir"}, **asked(profile, owner))
    page = own_client.get("/admin/ma-fiche/apercu/")
    assert "Un brouillon à voir" in page.content.decode()


class TestLinks:
    def test_to_the_web_only(self, own_client: Client, profile: ActivatorProfile) -> None:
        given = {
            "https://x.example/": "https://x.example/",
            "x.example": "https://x.example",
            "c@x.example": "mailto:c@x.example",
            "tel:+33 1": "tel:+331",
            "javascript:alert(1)": None,
            "/admin/": None,
            "ftp://x.example": None,
        }
        for url, kept in given.items():
            answer = own_client.post("/admin/ma-fiche/lien/", {"url": url, "link_text": "Voir"}).json()
            assert answer.get("result", {}).get("url") == kept
            assert answer["step"] == ("external_link_chosen" if kept else "external_link")

    def test_the_editor_knows_no_other_chooser(self, own_client: Client, profile: ActivatorProfile) -> None:
        page = own_client.get(URL).content.decode()
        assert "/admin/ma-fiche/lien/" in page
        assert not [word for word in ("choose-page", "choose-external-link", "images/chooser") if word in page]


@pytest.mark.parametrize("step", [suspend, leave])
def test_who_is_no_activator_any_more(own_client: Client, profile: ActivatorProfile, step: Any) -> None:
    data = form_data(profile, pricing="90 €")
    step(stored(profile), by=None, reason="zqraisonqz", now=NOW)
    for response in (own_client.get(URL), own_client.post(URL, data)):
        page = response.content.decode()
        assert "Télécharger toutes mes données" in page
        assert "Effacer mon compte" in page
        assert "ne se modifie plus" in page
        assert "zqraisonqz" not in page
        assert "<textarea" not in page
    assert profile.revisions.count() == 1


class TestWhoMayCome:
    """Role by operation."""

    @pytest.mark.parametrize("name", sorted(OWN))
    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize(
        ("role", "expected"),
        [("nobody", 302), ("no admin", 302), ("no profile", (200, 403, 404, 405)), ("editor", (200, 403, 404, 405))],
    )
    def test_nobody_else_sees_or_changes_it(
        self, client: Client, profile: ActivatorProfile, name: str, method: str, role: str, expected: Any
    ) -> None:
        if role != "nobody":
            groups = {"no admin": [], "no profile": ["Activateurs"], "editor": ["Rédacteurs"]}[role]
            client.force_login(make_user("autre", groups=groups))
        data = form_data(profile, "submit", pricing="90 €") if method == "post" else {}
        response = getattr(client, method)(reverse(name), data)
        assert response.status_code in (expected if isinstance(expected, tuple) else (expected,))
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"Le Goff" not in body
        assert not stored(profile).has_unpublished_changes
        assert User.objects.filter(username="camille").exists()


def test_a_passage_is_told_once(own_client: Client, profile: ActivatorProfile, owner: User) -> None:
    claim = "Notre offre France Num."
    save_draft(profile, changes={"presentation": claim}, **asked(profile, owner))
    page = own_client.get(URL)
    (found,) = [each for each in draft(profile).findings() if each.rule.id in ("B1", "B7")]
    told = page.content.decode().replace("\xa0", " ")
    assert found.message.replace("\xa0", " ") in told
    assert f"<em>« {found.excerpt} »</em>" not in told
