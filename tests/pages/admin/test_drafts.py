"""Any draft can be saved, however odd; and an address is ours until readers have seen it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import streamfield

from pages.models import ContentPage, FaqEntry, FaqSection
from tests.factories.pages import home_page, make_entry, make_faq, make_section
from tests.pages.admin.forms import entry_data, new_update

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(parent, model="faqentry"):
    return reverse("wagtailadmin_pages:add", args=["pages", model, parent.pk])


def latest(entry):
    return FaqEntry.objects.get(pk=entry.pk).get_latest_revision_as_object()


def links(*values):
    items = {
        str(n): {"deleted": "", "order": str(n), "type": "item", "id": "", "value": value}
        for n, value in enumerate(values)
    }
    return [("links", {"title": "", "links": {"count": str(len(values)), **items}})]


class TestOddValues:
    ODD = {
        "half an address": {"answer": links({"text": "Voir", "page": "", "url": "exemple"})},
        "a long title of a link": {"answer": links({"text": "x" * 300, "page": "", "url": ""})},
        "a keyword of 101 characters": {"keywords": "tva, " + "x" * 101},
        "a day that does not exist": {"valid_from": "30/02/2021"},
        "an address that is none": {"slug": "À l’œuvre !"},
        "a long question": {"title": "x" * 300},
        "an expiry in the past": {"expire_at": "2021-01-01 10:00"},
        "an expiry before the publication": {"go_live_at": "2051-01-01 10:00", "expire_at": "2050-01-01 10:00"},
        "a verdict that does not exist": {"verdict": "PEUT-ÊTRE"},
        "an update on no day": {"updates": [new_update(day="demain")]},
        "an update without significance": {"updates": [new_update(significance="")]},
        "a long update": {"updates": [new_update(summary="x" * 400)]},
    }

    @pytest.mark.parametrize("live", [False, True], ids=["draft", "live"])
    @pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
    def test_are_saved_as_a_draft_and_said_at_publication(self, moderator_client, odd, live):
        entry = make_entry(live=live)
        data = entry_data(entry, **{"title": "Une question à saveur ?", **odd})

        autosaved = moderator_client.post(edit_url(entry), data, headers=JSON)
        saved = moderator_client.post(edit_url(entry), data)
        published = moderator_client.post(edit_url(entry), {**data, "action-publish": "1"})

        assert autosaved.json()["success"]
        assert saved.status_code == 302
        assert published.status_code == 200
        assert latest(entry).title == odd.get("title", "Une question à saveur ?")[:255]

    def test_half_an_address_is_still_there(self, editor_client):
        entry = make_entry(live=False)
        other = make_entry("Autre ?")
        odd = links({"text": "", "page": str(other.pk), "url": ""}, {"text": "Voir", "page": "", "url": "exemple"})
        editor_client.post(edit_url(entry), entry_data(entry, answer=odd))
        [block] = latest(entry).answer
        first, second = block.value["links"]
        assert (first["page"].pk, second["url"]) == (other.pk, "exemple")

    def test_a_long_keyword_is_cut(self, editor_client):
        entry = make_entry(live=False)
        editor_client.post(edit_url(entry), entry_data(entry, keywords="tva, " + "x" * 101))
        assert {tag.name for tag in latest(entry).keywords.all()} == {"tva", "x" * 100}

    def test_a_page_without_a_title_is_saved_and_not_published(self, moderator_client):
        data = {"title": "", "slug": "", "body": streamfield([]), "share_image": "", "comments": streamfield([])}
        url = add_url(home_page(), "contentpage")
        data = entry_data(**data)
        assert moderator_client.post(url, data).status_code == 302
        page = ContentPage.objects.get()
        assert (page.title, page.slug) == ("Page sans titre", "page-sans-titre")
        refused = moderator_client.post(edit_url(page), {**data, "title": page.title, "action-publish": "1"})
        assert refused.status_code == 200


class TestAddress:
    def test_is_made_from_the_title_with_its_ligatures(self, editor_client):
        editor_client.post(add_url(make_section()), entry_data(title="Qu’est-ce qu’une tâche œuvrée ?"))
        assert FaqEntry.objects.get().slug == "qu-est-ce-qu-une-tache-oeuvree"

    def test_of_themes_too(self, editor_client):
        editor_client.post(add_url(make_faq(), "faqsection"), entry_data(title="Œuvrer"))
        assert FaqSection.objects.get().slug == "oeuvrer"

    def test_the_browser_makes_none(self, editor_client):
        for url in (add_url(make_section()), add_url(make_faq(), "faqsection")):
            form = editor_client.get(url).content.decode()
            assert "w-sync#apply" not in form
            assert "domain.com" not in form

    def test_follows_the_title_until_readers_see_it(self, moderator_client):
        moderator_client.post(add_url(make_section()), entry_data(title="Une ?"))
        entry = FaqEntry.objects.get()
        told = moderator_client.post(edit_url(entry), entry_data(entry, title="Deux ?"), headers=JSON).json()
        assert told["field_updates"]["slug"] == "deux"
        entry.refresh_from_db()
        data = entry_data(entry, title="Trois ?", answer="<p>Oui.</p>", action="publish")
        moderator_client.post(edit_url(entry), data)
        entry.refresh_from_db()
        assert entry.slug == "trois"
        data = entry_data(entry, title="Quatre ?", minor_correction="on", action="publish")
        moderator_client.post(edit_url(entry), data)
        entry.refresh_from_db()
        assert (entry.title, entry.slug) == ("Quatre ?", "trois")

    def test_one_that_was_chosen_stays(self, editor_client):
        editor_client.post(add_url(make_section()), entry_data(title="Une ?", slug="choisie"))
        entry = FaqEntry.objects.get()
        editor_client.post(edit_url(entry), entry_data(entry, title="Deux ?"))
        assert FaqEntry.objects.get().slug == "choisie"

    def test_left_empty_is_the_one_readers_know(self, moderator_client):
        entry = make_entry(slug="connue")
        response = moderator_client.post(edit_url(entry), entry_data(entry, slug="", action="publish"))
        assert response.status_code == 302
        assert FaqEntry.objects.get().slug == "connue"

    def test_one_that_is_taken_gets_a_number(self, moderator_client):
        make_entry("Une ?", section=make_section("Autre"))
        section = make_section()
        assert moderator_client.post(add_url(section), entry_data(title="Une ?"), headers=JSON).json()["success"]
        entry = FaqEntry.objects.get(slug="une-2")
        data = entry_data(entry, answer="<p>Oui.</p>")
        moderator_client.post(edit_url(entry), data)
        assert moderator_client.post(edit_url(entry), {**data, "action-publish": "1"}).status_code == 302
        assert FaqEntry.objects.get(pk=entry.pk).slug == "une-2"

    def test_one_that_was_chosen_and_is_taken_is_said_at_publication(self, moderator_client):
        make_entry("Autre ?", slug="prise")
        for entry in (make_entry("Une ?"), make_entry("Deux ?", live=False)):
            data = entry_data(entry, slug="prise")
            told = moderator_client.post(edit_url(entry), data, headers=JSON).json()
            assert told["success"]
            assert "slug" not in told["field_updates"]
            refused = moderator_client.post(edit_url(entry), {**data, "action-publish": "1"})
            assert refused.context["form"].errors["slug"]

    def test_of_a_title_without_a_letter(self, editor_client):
        editor_client.post(add_url(make_section()), entry_data(title="???"))
        assert FaqEntry.objects.get().slug == "page"

    def test_editing_an_expired_page_saves_a_draft(self, moderator_client):
        entry = make_entry()
        FaqEntry.objects.update(live=False, expired=True, expire_at=timezone.now() - timedelta(days=1))
        data = entry_data(entry, expire_at="2021-01-01 10:00")
        assert moderator_client.post(edit_url(entry), data, headers=JSON).json()["success"]


class TestAllAtOnce:
    """What a field misses and what the rules say come in one answer."""

    def test_beside_each_other(self, moderator_client):
        entry = make_entry(updates=[(date(2021, 2, 3), "Un.")])
        notice = [("notice", {"kind": "INFO", "title": "Note", "text": "null"})]
        data = entry_data(entry, answer=notice, valid_from="2026-03-02", valid_until="2026-03-01", action="publish")

        form = moderator_client.post(edit_url(entry), data).context["form"]

        [error] = form.errors["answer"].as_data()
        assert list(error.block_errors) == [0]
        assert error.block_errors[0].block_errors["text"]
        assert "Règle E5" in form.errors["valid_until"][0]
        assert "Règle E2" in form.formsets["updates"].non_form_errors()[0]

    def test_on_one_question_of_the_group(self, moderator_client):
        entry = make_entry(live=False)
        blocks = [("question", {"question": "", "anchor": "", "verdict": "", "answer": streamfield([])})]
        form = moderator_client.post(edit_url(entry), entry_data(entry, answer=blocks, action="publish")).context[
            "form"
        ]
        [error] = form.errors["answer"].as_data()
        assert list(error.block_errors[0].block_errors) == ["question"]
        assert "Règle E" in str(error.block_errors[0].non_block_errors)

    def test_a_missing_question_is_said_once(self, moderator_client):
        entry = make_entry(live=False, answer="")
        form = moderator_client.post(edit_url(entry), entry_data(entry, title="", answer="", action="publish")).context[
            "form"
        ]
        assert len(form.errors["title"]) == 1
        assert "answer" in form.errors


class TestTicks:
    """A tick speaks of one change."""

    def ticked_draft(self, client, entry):
        client.post(edit_url(entry), entry_data(entry, answer="<p>Corrigée.</p>", minor_correction="on"))
        form = client.get(edit_url(entry)).content.decode()
        assert 'value="kept"' in form

    def test_holds_for_the_change_it_was_given_for(self, moderator_client):
        entry = make_entry()
        self.ticked_draft(moderator_client, entry)
        data = entry_data(entry, answer="<p>Corrigée.</p>", minor_correction="kept", action="publish")
        assert moderator_client.post(edit_url(entry), data).status_code == 302

    def test_and_not_for_another(self, moderator_client):
        entry = make_entry()
        self.ticked_draft(moderator_client, entry)
        data = entry_data(entry, answer="<p>Tout autre.</p>", minor_correction="kept")

        moderator_client.post(edit_url(entry), data)
        assert not latest(entry).minor_correction
        refused = moderator_client.post(edit_url(entry), {**data, "action-publish": "1"})

        assert refused.status_code == 200
        assert "Règle E2" in refused.content.decode()
        assert not refused.context["form"]["minor_correction"].value()
        assert 'value="kept"' not in refused.content.decode()
        again = {**data, "minor_correction": "on", "action-publish": "1"}
        assert moderator_client.post(edit_url(entry), again).status_code == 302
