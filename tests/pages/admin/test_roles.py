"""Who may do what."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Collection, Page, Site, Workflow

from pages.models import FaqEntry, HomePage
from pages.setup import setup_portal
from tests.factories.pages import make_content_page, make_entry, make_user
from tests.pages.admin.forms import entry_data

pytestmark = pytest.mark.django_db


def edit_url(entry):
    return reverse("wagtailadmin_pages:edit", args=[entry.pk])


class TestSetup:
    """The database of the tests is set up before them (tests/conftest.py), as `setup_portal` leaves it."""

    def test_puts_our_home_in_place_of_wagtails(self):
        assert isinstance(Site.objects.get().root_page.specific, HomePage)
        assert list(Page.objects.filter(depth=2)) == [HomePage.objects.get().page_ptr]
        assert set(Group.objects.values_list("name", flat=True)) == {
            "Rédacteurs", "Modérateurs", "Activateurs", "Instructeurs", "Responsables de la marque",
        }  # fmt: skip
        assert [collection.name for collection in Collection.objects.all()] == ["Médiathèque"]
        assert [workflow.name for workflow in Workflow.objects.order_by("pk")] == [
            "Relecture", "Relecture des fiches",
        ]  # fmt: skip

    def test_a_second_time_changes_nothing_and_is_quick(self, django_assert_max_num_queries):
        Group.objects.get(name="Rédacteurs").permissions.clear()
        with django_assert_max_num_queries(15):
            setup_portal()
        assert not Group.objects.get(name="Rédacteurs").permissions.exists()

    def test_a_site_of_ones_own_is_left_alone(self):
        other = make_content_page("Autre racine")
        Site.objects.update(root_page=other)
        setup_portal()
        assert Site.objects.get().root_page_id == other.pk

    def test_groups_in_use_are_kept(self):
        # As Wagtail's migrations make them.
        editors, _ = (Group.objects.create(name=name) for name in ("Editors", "Moderators"))
        make_user("bob").groups.add(editors)
        setup_portal()
        assert Group.objects.filter(name="Editors").exists()
        assert not Group.objects.filter(name="Moderators").exists()


class TestEditor:
    def test_writes_and_submits_and_cannot_publish(self, editor_client):
        entry = make_entry(live=False)
        editor_client.post(edit_url(entry), entry_data(entry, title="Autre ?", action="publish"))
        entry.refresh_from_db()
        assert not entry.live
        assert entry.get_latest_revision_as_object().title == "Autre ?"

        response = editor_client.post(edit_url(entry), entry_data(entry, action="submit"))
        assert response.status_code == 302
        assert FaqEntry.objects.get().workflow_in_progress

    @pytest.mark.parametrize(
        "url",
        [
            reverse("wagtailusers_users:index"),
            reverse("wagtailusers_groups:index"),
            reverse("wagtailsites:index"),
            reverse("wagtailredirects:index"),
            reverse("wagtailadmin_workflows:index"),
            reverse("wagtailsettings:edit", args=["pages", "portalsettings"]),
            reverse("wagtailadmin_collections:index"),
        ],
    )
    def test_does_not_come_into_what_is_not_theirs(self, editor_client, url):
        response = editor_client.get(url)
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")

    @pytest.mark.parametrize("model", ["image", "document"])
    def test_adds_files(self, editor_client, model):
        app = f"wagtail{model}s" if model == "image" else "wagtaildocs"
        assert editor_client.get(reverse(f"{app}:add")).status_code == 200

    def test_edits_plain_pages_too(self, editor_client):
        assert editor_client.get(edit_url(make_content_page())).status_code == 200

    def test_cannot_publish_in_bulk(self, editor_client):
        entry = make_entry(live=False)
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        editor_client.post(f"{url}?id={entry.pk}", {"include_descendants": ""})
        assert not FaqEntry.objects.get().live


class TestModerator:
    @pytest.mark.parametrize(
        "url",
        [
            reverse("wagtailredirects:index"),
            reverse("wagtailsettings:edit", args=["pages", "portalsettings"]),
        ],
    )
    def test_keeps_redirects_and_the_portals_settings(self, moderator_client, url):
        assert moderator_client.get(url, follow=True).status_code == 200

    def test_publishes_and_unpublishes(self, moderator_client):
        entry = make_entry(live=False)
        moderator_client.post(edit_url(entry), entry_data(entry, action="publish"))
        assert FaqEntry.objects.get().live
        moderator_client.post(reverse("wagtailadmin_pages:unpublish", args=[entry.pk]))
        assert not FaqEntry.objects.get().live

    def test_does_not_come_to_users(self, moderator_client):
        assert moderator_client.get(reverse("wagtailusers_users:index")).status_code == 302
