"""The rules hold where no form asks them: moderation, bulk actions, jobs, code, copies."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from core.errors import PublicationRefused
from pages.models import FaqEntry
from tests.factories.pages import make_entry, make_section
from tests.pages.admin.forms import entry_data

pytestmark = pytest.mark.django_db


def changed_draft(entry, answer="<p>Autre.</p>"):
    """The entry with another answer in its latest draft, not dated."""
    draft = entry.get_latest_revision_as_object()
    draft.answer = [("text", answer)] if answer else []
    return draft.save_revision()


def texts(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def moderate(entry, user):
    """Have the latest draft wait for a moderator, although the form would not have let it."""
    workflow = entry.get_workflow()
    state = workflow.start(entry, user)
    return state.current_task_state


class TestCode:
    def test_a_changed_answer_is_refused_and_nothing_changes(self):
        entry = make_entry()
        revision = changed_draft(entry)

        with pytest.raises(PublicationRefused) as refused:
            revision.publish()

        assert [finding.rule.id for finding in refused.value.findings] == ["E2"]
        assert "Autre" not in str(FaqEntry.objects.get().answer)

    def test_no_answer_is_refused(self):
        entry = make_entry(live=False, answer="")
        with pytest.raises(PublicationRefused) as refused:
            entry.get_latest_revision().publish()
        assert "E6" in {finding.rule.id for finding in refused.value.findings}

    def test_unfinished_blocks_are_refused(self):
        entry = make_entry(live=False, answer=[("text", "<p>Une réponse.</p>"), ("notice", {"text": ""})])
        with pytest.raises(PublicationRefused) as refused:
            entry.get_latest_revision().publish()
        assert [finding.code for finding in refused.value.findings] == ["INCOMPLETE"]

    def test_an_address_taken_meanwhile_is_refused(self):
        entry = make_entry(live=False)
        revision = entry.get_latest_revision()
        entry.slug = "autre-adresse"
        entry.save()
        make_entry(slug=revision.content["slug"])
        with pytest.raises(PublicationRefused):
            revision.publish()


class TestModeration:
    def test_approval_is_refused_with_a_message_and_the_draft_waits_on(self, moderator_client, editor):
        entry = make_entry()
        changed_draft(entry)
        task_state = moderate(FaqEntry.objects.get(), editor)
        url = reverse("wagtailadmin_pages:workflow_action", args=[entry.pk, "approve", task_state.pk])

        response = moderator_client.post(url, {"comment": ""})

        assert response.url == reverse("wagtailadmin_pages:edit", args=[entry.pk])
        assert "Règle E2" in texts(response)
        task_state.refresh_from_db()
        assert task_state.status == task_state.STATUS_IN_PROGRESS
        assert "Autre" not in str(FaqEntry.objects.get().answer)

    def test_the_dialogue_is_answered_in_its_own_way(self, moderator_client, editor):
        entry = make_entry()
        changed_draft(entry)
        task_state = moderate(FaqEntry.objects.get(), editor)
        url = reverse("wagtailadmin_pages:workflow_action", args=[entry.pk, "approve", task_state.pk])
        response = moderator_client.post(url, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
        assert response.json()["step"] == "success"

    def test_an_entry_that_keeps_the_rules_is_published(self, moderator_client, editor):
        entry = make_entry(live=False)
        task_state = moderate(entry, editor)
        url = reverse("wagtailadmin_pages:workflow_action", args=[entry.pk, "approve", task_state.pk])
        moderator_client.post(url, {"comment": ""})
        assert FaqEntry.objects.get().live

    def test_approving_from_the_form_is_held_to_the_rules_and_rejecting_is_not(self, moderator_client, editor):
        entry = make_entry()
        changed_draft(entry)
        entry = FaqEntry.objects.get()
        moderate(entry, editor)
        url = reverse("wagtailadmin_pages:edit", args=[entry.pk])
        draft = entry.get_latest_revision_as_object()
        extra = {"workflow-action-name": "approve", "workflow-action-extra-data": "{}"}

        approved = moderator_client.post(url, entry_data(draft, action="workflow-action", **extra))
        extra["workflow-action-name"] = "reject"
        rejected = moderator_client.post(url, entry_data(draft, action="workflow-action", **extra))

        assert approved.status_code == 200
        assert rejected.status_code == 302


class TestBulk:
    url = reverse_lazy("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    def publish(self, client, *pages, include_descendants=""):
        query = "&".join(f"id={page.pk}" for page in pages)
        return client.post(f"{self.url}?{query}", {"include_descendants": include_descendants})

    def test_publishes_what_it_can_and_lists_every_refusal(self, moderator_client):
        empty, good, changed = (
            make_entry("Vide ?", live=False, answer=""),
            make_entry(live=False),
            make_entry("Autre ?"),
        )
        changed_draft(changed)

        response = self.publish(moderator_client, empty, good, changed)

        assert response.status_code == 302
        said = texts(response)
        assert "1 page " in said
        assert "2 pages n’ont pas été publiées" in said
        for text in ("Vide ?", "Règle E6", "Autre ?", "Règle E2"):
            assert text in said
        assert FaqEntry.objects.get(pk=good.pk).live
        assert not FaqEntry.objects.get(pk=empty.pk).live
        assert "Autre." not in str(FaqEntry.objects.get(pk=changed.pk).answer)

    def test_with_what_is_under_a_theme(self, moderator_client):
        section = make_section("Sous")
        make_entry("Vide ?", section=section, live=False, answer="")
        good = make_entry(section=section, live=False)
        response = self.publish(moderator_client, section, include_descendants="on")
        assert "Une page n’a pas été publiée" in texts(response)
        assert FaqEntry.objects.get(pk=good.pk).live

    def test_nothing_published_is_no_success(self, moderator_client):
        response = self.publish(moderator_client, make_entry("Vide ?", live=False, answer=""))
        assert [message.level_tag for message in get_messages(response.wsgi_request)] == ["error"]


class TestSchedule:
    def scheduled(self, entry):
        at = timezone.now() - timedelta(minutes=5)
        revision = entry.get_latest_revision()
        revision.approved_go_live_at = at
        revision.save()
        return revision

    def test_one_refused_entry_does_not_stop_the_others(self, db):
        bad = make_entry(live=False, answer="")
        good = make_entry("Autre ?", live=False)
        revision = self.scheduled(bad)
        self.scheduled(good)

        call_command("publish_scheduled", stdout=StringIO())

        assert FaqEntry.objects.get(pk=good.pk).live
        assert not FaqEntry.objects.get(pk=bad.pk).live
        revision.refresh_from_db()
        assert revision.approved_go_live_at is None
        entry = PageLogEntry.objects.get(page=bad.pk, action="balise.publish.refused")
        assert "Règle E6" in entry.message

    def test_the_history_shows_it(self, moderator_client):
        bad = make_entry(live=False, answer="")
        self.scheduled(bad)
        call_command("publish_scheduled", stdout=StringIO())
        response = moderator_client.get(reverse("wagtailadmin_pages:history", args=[bad.pk]))
        assert "Publication programmée refusée" in response.content.decode()


class TestCopy:
    def copy(self, client, page, **data):
        url = reverse("wagtailadmin_pages:copy", args=[page.pk])
        return client.post(url, {"new_title": "Copie", "new_parent_page": page.get_parent().pk, **data})

    def test_has_its_own_anchors_and_no_history(self, moderator_client):
        question = {"question": "Et qui ?", "anchor": "", "verdict": "", "answer": [("text", "<p>Vous.</p>")]}
        entry = make_entry(answer=[("question", question)], updates=[(timezone.localdate(), "Un.")])

        response = self.copy(moderator_client, entry, new_slug="copie", publish_copies="on")

        assert response.status_code == 302
        copy = FaqEntry.objects.get(slug="copie")
        assert copy.live
        assert copy.anchor
        assert copy.anchor != entry.anchor
        for version in (copy, copy.get_latest_revision_as_object()):
            [block] = version.answer
            assert block.value["anchor"] == "et-qui-2"
            assert version.anchor == copy.anchor
            assert not version.updates.exists()
        assert entry.updates.count() == 1
        copy.get_latest_revision().publish()

    def test_an_address_taken_elsewhere_in_the_faq_is_said(self, moderator_client):
        entry, other = make_entry(), make_entry("Autre ?", section=make_section("Autre"))
        response = self.copy(moderator_client, entry, new_slug=other.slug)
        assert response.context["form"].errors["new_slug"]

    def test_a_theme_is_copied_alone_and_not_published(self, moderator_client):
        section = make_entry().get_parent()
        url = reverse("wagtailadmin_pages:copy", args=[section.pk])
        form = moderator_client.get(url).context["form"]
        assert "publish_copies" not in form.fields
        assert "sans celles qu’elle contient" in form.fields["new_title"].help_text
        self.copy(moderator_client, section, new_slug="theme-copie", publish_copies="on")
        assert not Page.objects.get(slug="theme-copie").live

    def test_is_never_an_alias_nor_recursive(self, moderator_client):
        entry = make_entry()
        section = entry.get_parent()
        self.copy(moderator_client, entry, new_slug="copie", alias="on")
        self.copy(moderator_client, section, new_slug="theme-copie", copy_subpages="on")
        assert not Page.objects.filter(alias_of__isnull=False).exists()
        assert not Page.objects.get(slug="theme-copie").get_children().exists()
