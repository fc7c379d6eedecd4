"""Rules E2, E3, E5 and E6 where editors work: in the editing form."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import streamfield

from pages.models import FaqEntry
from pages.rules.versions import UNTITLED
from tests.factories.pages import make_entry, make_section
from tests.pages.admin.forms import entry_data, new_update

pytestmark = pytest.mark.django_db


def edit_url(entry):
    return reverse("wagtailadmin_pages:edit", args=[entry.pk])


def add_url(section):
    return reverse("wagtailadmin_pages:add", args=["pages", "faqentry", section.pk])


def texts(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


class TestDraft:
    def test_nothing_at_all_can_be_saved(self, editor_client):
        section = make_section()

        response = editor_client.post(add_url(section), entry_data())

        entry = FaqEntry.objects.get()
        assert response.status_code == 302
        assert not entry.live
        assert (entry.title, entry.slug) == (UNTITLED, "question-a-rediger")

    def test_a_second_one_too(self, editor_client):
        section = make_section()
        editor_client.post(add_url(section), entry_data())
        editor_client.post(add_url(section), entry_data())
        assert FaqEntry.objects.count() == 2

    def test_the_address_follows_the_question_once_it_is_written(self, editor_client):
        section = make_section()
        editor_client.post(add_url(section), entry_data())
        entry = FaqEntry.objects.get()

        editor_client.post(edit_url(entry), entry_data(entry, title="L’œuvre est-elle finie ?"))

        assert FaqEntry.objects.get().slug == "l-oeuvre-est-elle-finie"

    @pytest.mark.parametrize(
        "blocks",
        [
            [("question", {"question": "", "anchor": "", "verdict": "", "answer": streamfield([])})],
            [
                (
                    "links",
                    {
                        "title": "",
                        "links": {
                            "count": "1",
                            "0": {
                                "deleted": "",
                                "order": "0",
                                "type": "item",
                                "value": {"text": "", "page": "", "url": ""},
                                "id": "",
                            },
                        },
                    },
                )
            ],
            [("document", {"document": "", "title": ""})],
            [("image", {"image": "", "alt_text": "", "decorative": ""})],
        ],
        ids=["question", "link", "document", "image"],
    )
    def test_unfinished_blocks_can_be_saved(self, editor_client, blocks):
        entry = make_entry(live=False, answer="")
        response = editor_client.post(edit_url(entry), entry_data(entry, answer=blocks))
        assert response.status_code == 302, response.context["form"].errors
        assert len(FaqEntry.objects.get().get_latest_revision_as_object().answer) == 1

    def test_an_update_without_a_date_can_be_saved(self, editor_client):
        entry = make_entry(live=False)
        response = editor_client.post(
            edit_url(entry), entry_data(entry, updates=[new_update(day="", summary="Quelque chose.")])
        )
        assert response.status_code == 302
        [update] = FaqEntry.objects.get().updates.all()
        assert update.date == timezone.localdate()

    def test_reversed_validity_can_be_saved(self, editor_client):
        entry = make_entry(live=False)
        data = entry_data(entry, valid_from="2026-03-02", valid_until="2026-03-01")
        assert editor_client.post(edit_url(entry), data).status_code == 302

    def test_a_changed_answer_can_be_saved_without_being_dated(self, moderator_client):
        entry = make_entry()
        moderator_client.post(edit_url(entry), entry_data(entry, answer="<p>Autre.</p>"))
        entry.refresh_from_db()
        assert entry.has_unpublished_changes
        assert "Autre" in str(entry.get_latest_revision_as_object().answer)
        assert "Autre" not in str(entry.answer)


class TestE2:
    def test_a_changed_answer_is_refused_at_the_field(self, moderator_client):
        entry = make_entry(updates=[(date(2021, 2, 3), "Première.")])

        response = moderator_client.post(
            edit_url(entry), entry_data(entry, answer="<p>Autre texte.</p>", action="publish")
        )

        assert response.status_code == 200
        [error] = response.context["form"].formsets["updates"].non_form_errors()
        assert error.startswith("Règle E2\u00a0:")
        assert "Règle E2" in response.content.decode()
        assert "Autre texte" in response.content.decode()
        assert "Autre" not in str(FaqEntry.objects.get().answer)

    def test_a_new_dated_update_lets_it_through(self, moderator_client):
        entry = make_entry(updates=[(date(2021, 2, 3), "Première.")])
        updates = [*_updates(entry), new_update("2026-01-15")]

        response = moderator_client.post(
            edit_url(entry),
            entry_data(entry, answer="<p>Autre.</p>", updates=updates, updates_initial=1, action="publish"),
        )

        assert response.status_code == 302
        entry = FaqEntry.objects.get()
        assert "Autre" in str(entry.answer)
        assert entry.updated_on == date(2026, 1, 15)

    def test_an_older_update_does_not(self, moderator_client):
        entry = make_entry(updates=[(date(2021, 2, 3), "Première.")])
        updates = [*_updates(entry), new_update("2020-01-15")]
        response = moderator_client.post(
            edit_url(entry),
            entry_data(entry, answer="<p>Autre.</p>", updates=updates, updates_initial=1, action="publish"),
        )
        assert response.status_code == 200
        assert "antérieure à celle du 03/02/2021" in response.content.decode()

    def test_the_tick_lets_one_change_through(self, moderator_client):
        entry = make_entry(updates=[(date(2021, 2, 3), "Première.")])

        response = moderator_client.post(
            edit_url(entry), entry_data(entry, answer="<p>Autre.</p>", minor_correction="on", action="publish")
        )

        assert response.status_code == 302
        entry = FaqEntry.objects.get()
        assert entry.updated_on == date(2021, 2, 3)
        assert not entry.minor_correction
        assert not moderator_client.get(edit_url(entry)).context["form"]["minor_correction"].value()
        again = moderator_client.post(
            edit_url(entry), entry_data(entry, answer="<p>Encore autre.</p>", action="publish")
        )
        assert again.status_code == 200

    def test_a_first_publication_needs_neither(self, moderator_client):
        response = moderator_client.post(
            add_url(make_section()),
            entry_data(title="Qui ?", slug="qui", answer="<p>Vous.</p>", action="publish"),
        )
        assert response.status_code == 302
        assert FaqEntry.objects.get().live

    @pytest.mark.parametrize("changed", [{"keywords": "tva"}, {"search_description": "Autre."}, {}])
    def test_what_is_not_the_answer_may_change(self, moderator_client, changed):
        entry = make_entry()
        response = moderator_client.post(edit_url(entry), entry_data(entry, action="publish", **changed))
        assert response.status_code == 302

    @pytest.mark.parametrize(
        "changed", [{"title": "Une autre question ?"}, {"verdict": "NO"}, {"valid_until": "2030-01-01"}]
    )
    def test_what_is_the_answer_may_not(self, moderator_client, changed):
        entry = make_entry()
        response = moderator_client.post(edit_url(entry), entry_data(entry, action="publish", **changed))
        assert response.status_code == 200

    def test_unpublishing_first_is_no_way_round(self, moderator_client):
        entry = make_entry()
        entry.unpublish()
        moderator_client.post(edit_url(entry), entry_data(entry, answer="<p>Autre.</p>"))
        response = moderator_client.post(edit_url(entry), entry_data(entry, answer="<p>Autre.</p>", action="publish"))
        assert response.status_code == 200

    def test_submitting_is_held_to_it_too(self, editor_client):
        entry = make_entry()
        response = editor_client.post(edit_url(entry), entry_data(entry, answer="<p>Autre.</p>", action="submit"))
        assert response.status_code == 200
        assert not entry.workflow_states.exists()

    def test_scheduling_is_held_to_it_too(self, moderator_client):
        entry = make_entry()
        at = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
        response = moderator_client.post(
            edit_url(entry), entry_data(entry, answer="<p>Autre.</p>", go_live_at=at, action="publish")
        )
        assert response.status_code == 200

    def test_two_updates_of_one_day_are_pointed_out_and_published(self, moderator_client):
        entry = make_entry(updates=[(date(2021, 2, 3), "Première.")])
        updates = [*_updates(entry), new_update("2021-02-03", "Seconde.")]
        response = moderator_client.post(
            edit_url(entry),
            entry_data(entry, answer="<p>Autre.</p>", updates=updates, updates_initial=1, action="publish"),
        )
        assert response.status_code == 302
        assert FaqEntry.objects.get().updates.count() == 2
        assert any("03/02/2021" in text for text in texts(response))


class TestE3AndE6:
    @pytest.mark.parametrize("title", ["", UNTITLED])
    def test_no_question_no_publication(self, moderator_client, title):
        entry = make_entry(live=False)
        response = moderator_client.post(edit_url(entry), entry_data(entry, title=title, action="publish"))
        assert response.status_code == 200
        assert response.context["form"].errors["title"]

    def test_no_answer_no_publication(self, moderator_client):
        entry = make_entry(live=False, answer="")
        response = moderator_client.post(edit_url(entry), entry_data(entry, answer="", action="publish"))
        assert response.status_code == 200
        [error] = response.context["form"].errors["answer"].as_data()
        assert "Règle E6" in error.non_block_errors[0]

    def test_a_pointer_elsewhere_is_enough(self, moderator_client):
        entry, other = make_entry(live=False, answer=""), make_entry("Autre ?")
        link = {"text": "", "page": str(other.pk), "url": ""}
        blocks = [
            (
                "links",
                {
                    "title": "",
                    "links": {
                        "count": "1",
                        "0": {"deleted": "", "order": "0", "type": "item", "value": link, "id": ""},
                    },
                },
            )
        ]
        response = moderator_client.post(edit_url(entry), entry_data(entry, answer=blocks, action="publish"))
        assert response.status_code == 302

    def test_the_question_of_a_group_that_has_no_answer_is_shown(self, moderator_client):
        entry = make_entry(live=False, answer="")
        blocks = [
            ("question", {"question": "Qui ?", "anchor": "", "verdict": "YES", "answer": streamfield([])}),
            ("question", {"question": "Quand ?", "anchor": "", "verdict": "", "answer": streamfield([])}),
        ]
        response = moderator_client.post(edit_url(entry), entry_data(entry, answer=blocks, action="publish"))
        [error] = response.context["form"].errors["answer"].as_data()
        assert list(error.block_errors) == [1]


def test_e5_validity_is_in_order(moderator_client):
    entry = make_entry(live=False)
    data = entry_data(entry, valid_from="2026-03-02", valid_until="2026-03-01", action="publish")
    response = moderator_client.post(edit_url(entry), data)
    assert response.status_code == 200
    assert "Règle E5" in response.context["form"].errors["valid_until"][0]


def _updates(entry):
    from tests.pages.admin.forms import update_data

    return [update_data(update) for update in entry.updates.all()]
