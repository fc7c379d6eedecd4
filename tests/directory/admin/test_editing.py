"""Editing profiles: a draft is always savable, a publication holds to the rules at the field."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from directory import addresses
from directory.models import ActivatorProfile, Theme
from tests.factories.directory import make_organisation, make_profile

pytestmark = pytest.mark.django_db

COMPLETE = {
    "category": "PRIVATE_CONSULTANT", "first_name": "Zoé", "last_name": "Lefèvre", "email": "zoe@exemple.example",
    "telephone": "02 00 00 00 00", "website": "https://zoe.example/",
}  # fmt: skip


def form(action: str = "", **given: Any) -> dict[str, Any]:
    data = {
        "category": "", "first_name": "", "last_name": "", "organisation": "", "organisation_kind": "OWN",
        "street": "", "postcode": "", "city": "", "latitude": "", "longitude": "", "pricing": "", "website": "",
        "social_links": "", "email": "", "telephone": "", "photo": "", "search_description": "", "go_live_at": "",
        "expire_at": "", "presentation": rich_text(""), "services": rich_text(""), "references": rich_text(""),
        "comments": inline_formset([]), **given,
    }  # fmt: skip
    if action:
        data[f"action-{action}"] = action
    return nested_form_data(data)


def create(client: Any, directory: Any, data: dict[str, Any]) -> Any:
    return client.post(f"/admin/pages/add/directory/activatorprofile/{directory.pk}/", data)


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_an_empty_draft_is_saved(editor_client, directory) -> None:
    assert create(editor_client, directory, form()).status_code == 302
    draft = ActivatorProfile.objects.get()
    assert (draft.title, draft.live) == ("Fiche sans nom", False)
    assert addresses.is_provisional(draft.slug)


def test_an_incomplete_one_is_not_published_and_says_why_at_the_field(moderator_client, directory) -> None:
    response = create(moderator_client, directory, form("publish", first_name="Zoé", website="https://zoe.example/"))
    assert response.status_code == 200
    found = errors(response)
    assert set(found) == {"category", "last_name", "email", "telephone", "organisation"}
    assert "Règle W1" in found["category"][0]
    assert "Règle W4" in found["organisation"][0]
    assert not ActivatorProfile.objects.filter(live=True).exists()
    # What was typed is still there.
    assert response.context["form"]["first_name"].value() == "Zoé"


def test_a_complete_one_is(moderator_client, directory) -> None:
    organisation = make_organisation("Atelier", postcode="35000", city="Rennes")
    response = create(moderator_client, directory, form("publish", organisation=organisation.pk, **COMPLETE))
    assert response.status_code == 302, errors(response)
    profile = ActivatorProfile.objects.get()
    assert (profile.live, profile.slug, profile.title) == (True, "zoe-lefevre", "Zoé Lefèvre")
    assert profile.latitude is not None


def test_links_that_are_none_are_pointed_out(moderator_client, directory) -> None:
    data = form("publish", organisation=make_organisation().pk, **COMPLETE, social_links="https://ok.example/\nzoé")
    assert "« zoé »" in errors(create(moderator_client, directory, data))["social_links"][0]


def test_the_list_of_links_is_kept(moderator_client, directory) -> None:
    links = ["https://a.example/zoe", "https://b.example/zoe"]
    data = form("publish", organisation=make_organisation().pk, **COMPLETE, social_links="\n".join(links))
    assert create(moderator_client, directory, data).status_code == 302
    assert ActivatorProfile.objects.get().social_links == links


def test_too_many_themes_warn_and_stop_nothing(moderator_client, directory) -> None:
    themes = [str(pk) for pk in Theme.objects.values_list("pk", flat=True)[:4]]
    data = form("publish", organisation=make_organisation().pk, **COMPLETE) | {"themes": themes}
    response = moderator_client.post(f"/admin/pages/add/directory/activatorprofile/{directory.pk}/", data, follow=True)
    assert "Règle W9" in response.content.decode()
    assert ActivatorProfile.objects.get().live


def test_a_typed_point_is_the_exact_one(moderator_client, directory) -> None:
    data = form(
        "publish", organisation=make_organisation().pk, **COMPLETE, address_differs="on", street="1 rue Haute",
        postcode="29000", city="Quimper", latitude="48,1", longitude="-4,2",
    )  # fmt: skip
    response = create(moderator_client, directory, data)
    assert response.status_code == 302, errors(response)
    profile = ActivatorProfile.objects.get()
    assert (profile.latitude, profile.longitude, profile.precision) == (48.1, -4.2, "ADDRESS")
    assert profile.department_id is not None


def test_the_slug_is_not_typed(moderator_client, directory) -> None:
    data = form("publish", organisation=make_organisation().pk, **COMPLETE, slug="graphql")
    assert create(moderator_client, directory, data).status_code == 302
    assert ActivatorProfile.objects.get().slug == "zoe-lefevre"


def test_a_writer_sends_to_moderation_what_the_rules_accept(editor_client, directory) -> None:
    assert errors(create(editor_client, directory, form("submit", first_name="Zoé")))
    data = form("submit", organisation=make_organisation().pk, **COMPLETE)
    assert create(editor_client, directory, data).status_code == 302
    profile = ActivatorProfile.objects.get()
    assert not profile.live
    assert profile.current_workflow_state is not None


class TestOrganisations:
    def add(self, client: Any, **given: str | None) -> Any:
        data = {
            "name": "Atelier",
            "siret": "",
            "street": "",
            "postcode": "",
            "city": "",
            "latitude": "",
            "longitude": "",
        }
        return client.post("/admin/organisation/new/", data | given)

    def test_the_siret_is_checked(self, editor_client) -> None:
        assert "Règle W4" in self.add(editor_client, siret="12345678901234").content.decode()
        assert "Règle W4" in self.add(editor_client, siret="").content.decode()

    def test_and_there_is_one_organisation_of_a_siret(self, editor_client) -> None:
        existing = make_organisation()
        assert "Règle W5" in self.add(editor_client, siret=existing.siret).content.decode()

    def test_spaces_do_not_matter(self, editor_client) -> None:
        assert self.add(editor_client, siret="356 000 000 00048", postcode="75015", city="Paris").status_code == 302

    def test_it_is_searched_where_it_is_chosen(self, editor_client) -> None:
        make_organisation("Œuvres numériques", siret="35600000000048")
        make_organisation("Autre")
        for query in ("oeuvre", "NUMÉRIQ", "356 000"):
            html = editor_client.get("/admin/organisation_chooser/results/", {"q": query}).content.decode()
            assert "Œuvres numériques" in html, query
            assert "Autre" not in html, query

    def test_and_created_there(self, editor_client) -> None:
        url = "/admin/organisation_chooser/create/"
        given = dict.fromkeys(("street", "postcode", "city", "latitude", "longitude"), "") | {"name": "Atelier"}
        assert "Règle W4" in editor_client.post(url, given | {"siret": "1"}).json()["htmlFragment"]
        assert editor_client.post(url, given | {"siret": "35600000000048"}).json()["step"] == "chosen"

    def test_a_family_in_use_is_not_deleted_either(self, moderator_client) -> None:
        family = Theme.objects.get(slug="contenus").family
        response = moderator_client.post(f"/admin/themefamily/delete/{family.pk}/", follow=True)
        assert "sert encore" in response.content.decode()

    def test_a_theme_in_use_is_not_deleted(self, moderator_client) -> None:
        theme = Theme.objects.get(slug="contenus")
        make_profile(themes=["contenus"])
        response = moderator_client.post(f"/admin/theme/delete/{theme.pk}/", follow=True)
        assert "sert encore" in response.content.decode()
        assert Theme.objects.filter(pk=theme.pk).exists()
        unused = Theme.objects.get(slug="place-de-marche")
        moderator_client.post(f"/admin/theme/delete/{unused.pk}/")
        assert not Theme.objects.filter(pk=unused.pk).exists()


def test_a_draft_keeps_what_is_odd(editor_client, directory) -> None:
    given = {
        "email": "pas une adresse", "website": "zoe point fr", "social_links": "à compléter",
        "latitude": "nord", "longitude": "ouest",
        "pricing": "x" * 600, "postcode": "35 000", "first_name": "Z" * 150,
    }  # fmt: skip
    response = create(editor_client, directory, form(**given))
    assert response.status_code == 302, errors(response)
    draft = ActivatorProfile.objects.get().get_latest_revision_as_object()
    assert (draft.email, draft.website, draft.social_links) == ("pas une adresse", "zoe point fr", ["à compléter"])
    assert (len(draft.pricing), len(draft.first_name), draft.postcode) == (500, 100, "35 00")


def test_and_points_it_out_when_it_is_published(moderator_client, directory) -> None:
    data = form("publish", organisation=make_organisation().pk, **COMPLETE | {"email": "non", "website": "zoe"})
    found = errors(create(moderator_client, directory, data))
    assert set(found) == {"email", "website"}
