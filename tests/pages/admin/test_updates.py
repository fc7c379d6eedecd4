"""Dated updates keep their key through the real edit view (rule E2)."""

from datetime import date

import pytest
from django.urls import reverse

from core.errors import PublicationRefused
from pages.models import DatedUpdate, FaqEntry
from tests.factories.pages import make_entry
from tests.pages.admin.forms import entry_data, input_values, new_update

pytestmark = pytest.mark.django_db


def edit_url(entry):
    return reverse("wagtailadmin_pages:edit", args=[entry.pk])


def sent_back(client, entry, **changed):
    """The updates as the form shows them, as a browser would send them back."""
    values = input_values(client.get(edit_url(entry)))
    total = int(values["updates-TOTAL_FORMS"])
    return [
        {
            "id": values[f"updates-{index}-id"],
            "key": values[f"updates-{index}-key"],
            "date": values[f"updates-{index}-date"],
            "summary": values[f"updates-{index}-summary"],
            "significance": "MAJOR",
        }
        for index in range(total)
    ]


def keys(entry):
    latest = FaqEntry.objects.get(pk=entry.pk).get_latest_revision_as_object()
    return {update.summary: update.key for update in latest.updates.all()}


def test_key_and_row_survive_drafts_and_publications(moderator_client):
    entry = make_entry(updates=[(date(2021, 2, 3), "Un.")])
    [first] = entry.updates.all()
    updates = [*sent_back(moderator_client, entry), new_update("2026-01-01", "Deux.")]
    moderator_client.post(edit_url(entry), entry_data(entry, updates=updates, updates_initial=1))
    key = keys(entry)["Deux."]

    for number in range(3):
        updates = sent_back(moderator_client, entry)
        assert [update["date"] for update in updates] == ["01/01/2026", "03/02/2021"]
        data = entry_data(
            entry,
            updates=updates,
            updates_initial=2,
            answer=f"<p>Version {number}.</p>",
            minor_correction="on" if number else None,  # the first time, the new update dates the change
        )
        assert moderator_client.post(edit_url(entry), data).status_code == 302
        assert keys(entry) == {"Un.": first.key, "Deux.": key}
        data["action-publish"] = "1"
        assert moderator_client.post(edit_url(entry), data).status_code == 302
        assert {update.summary: update.key for update in entry.updates.all()} == {"Un.": first.key, "Deux.": key}

    assert entry.updates.get(key=first.key).pk == first.pk
    assert DatedUpdate.objects.count() == 2


def test_an_autosave_tells_the_browser_the_key(moderator_client):
    entry = make_entry()
    data = entry_data(entry, updates=[new_update(summary="Un.")])

    response = moderator_client.post(edit_url(entry), data, headers={"accept": "application/json"})

    told = response.json()["field_updates"]
    assert told["updates-0-key"] == str(keys(entry)["Un."])
    data.update(told, **{"updates-0-summary": "Un, mieux dit."})
    data["overwrite_revision_id"] = response.json()["revision_id"]
    moderator_client.post(edit_url(entry), data, headers={"accept": "application/json"})
    assert {key: str(value) for key, value in keys(entry).items()} == {"Un, mieux dit.": told["updates-0-key"]}


class TestPublishedUpdates:
    """What readers know neither moves nor goes unasked."""

    @pytest.fixture
    def entry(self):
        return make_entry(updates=[(date(2021, 1, 6), "Un."), (date(2021, 2, 3), "Deux.")])

    def publish(self, client, entry, updates, **changed):
        data = entry_data(entry, updates=updates, updates_initial=2, action="publish", **changed)
        response = client.post(edit_url(entry), data)
        entry.refresh_from_db()
        return response

    def test_a_ticked_publication_does_not_move_the_date(self, moderator_client, entry):
        updates = sent_back(moderator_client, entry)
        updates[0]["date"] = "2026-01-15"
        for ticks in ({}, {"dates_corrected": "on"}):
            response = self.publish(
                moderator_client, entry, updates, answer="<p>Autre.</p>", minor_correction="on", **ticks
            )
            assert "une correction mineure ne déplace pas la date" in response.content.decode()
            assert entry.updated_on == date(2021, 2, 3)

    def test_deleting_them_all_is_refused_until_it_is_said_to_be_meant(self, moderator_client, entry):
        updates = [{**update, "DELETE": "1"} for update in sent_back(moderator_client, entry)]

        refused = self.publish(moderator_client, entry, updates)
        assert "celle du 06/01/2021 est retirée, celle du 03/02/2021 est retirée" in refused.content.decode()
        assert entry.updated_on == date(2021, 2, 3)

        accepted = self.publish(moderator_client, entry, updates, dates_corrected="on")
        assert accepted.status_code == 302
        assert entry.updated_on is None
        assert not entry.dates_corrected
        assert not entry.get_latest_revision_as_object().dates_corrected

    def test_a_wrong_date_is_put_right(self, moderator_client, entry):
        updates = sent_back(moderator_client, entry)
        updates[0]["date"] = "2021-02-04"
        assert self.publish(moderator_client, entry, updates).status_code == 200
        assert self.publish(moderator_client, entry, updates, dates_corrected="on").status_code == 302
        assert entry.updated_on == date(2021, 2, 4)

    def test_they_come_along_when_an_older_version_is_published_again(self, moderator_client, entry):
        first = entry.latest_revision
        updates = [*sent_back(moderator_client, entry), new_update("2026-01-15", "Trois.")]
        self.publish(moderator_client, entry, updates, answer="<p>Autre.</p>")
        url = reverse("wagtailadmin_pages:revisions_revert", args=[entry.pk, first.pk])
        shown = input_values(moderator_client.get(url))
        assert shown["updates-TOTAL_FORMS"] == "3"
        back = [
            {
                **{name: shown[f"updates-{n}-{name}"] for name in ("id", "key", "date", "summary")},
                "significance": "MAJOR",
            }
            for n in range(3)
        ]
        data = entry_data(entry, answer="<p>Une réponse.</p>", updates=back, updates_initial=3, action="publish")

        refused = moderator_client.post(url, data)
        accepted = moderator_client.post(url, {**data, "minor_correction": "on"})

        assert (refused.status_code, accepted.status_code) == (200, 302)
        entry.refresh_from_db()
        assert "Une réponse" in str(entry.answer)
        assert entry.updated_on == date(2026, 1, 15)
        assert entry.updates.count() == 3

    def test_publishing_an_older_version_by_code_does_not_drop_them(self, moderator_client, entry):
        first = entry.latest_revision
        updates = [*sent_back(moderator_client, entry), new_update("2026-01-15", "Trois.")]
        self.publish(moderator_client, entry, updates, answer="<p>Autre.</p>")
        first.content["minor_correction"] = True
        with pytest.raises(PublicationRefused, match="celle du 15/01/2026 est retirée"):
            first.publish()


def test_a_key_of_another_entry_is_not_believed(moderator_client):
    [other] = make_entry(updates=[(date(2021, 2, 3), "Un.")]).updates.all()
    entry = make_entry("Autre ?")
    update = {**new_update(), "key": str(other.key)}
    data = entry_data(entry, updates=[update], answer="<p>Autre.</p>", action="publish")
    assert moderator_client.post(edit_url(entry), data).status_code == 302
    [mine] = FaqEntry.objects.get(pk=entry.pk).updates.all()
    assert mine.key != other.key


def test_one_key_twice_is_refused(moderator_client):
    entry = make_entry()
    key = "5f0c5f5e-4a0b-4f4e-9b0e-0d3f1c6a7b21"
    updates = [{**new_update(), "key": key}, {**new_update("2026-02-01"), "key": key}]
    response = moderator_client.post(edit_url(entry), entry_data(entry, updates=updates, action="publish"))
    assert response.status_code == 200


def test_the_form_offers_today_for_a_new_update(moderator_client):
    values = input_values(moderator_client.get(edit_url(make_entry())))
    assert values["updates-__prefix__-key"] == ""
    assert values["updates-__prefix__-date"]
