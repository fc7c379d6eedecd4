"""Loading the demo into a database, and what anybody may see of it then."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.http import HttpRequest
from django.test import override_settings
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site, TaskState

from accounts.models import User
from cms.demo.accounts import ACCOUNTS
from cms.demo.content import THEMES, portal
from cms.demo.loader import OutsideDemoError, load
from cms.demo.media import PICTURE_TITLE, load_media
from core.content import stream
from core.models import PortalDocument, PortalImage
from core.references import Kind, ReferenceIds, load_references
from core.routing import RouteStatus, resolve_path
from pages.models import Anchor, ContentPage, FaqEntry, FaqPage, FaqSection, HomePage, PortalSettings
from pages.publication import ensure_publishable, findings_for
from pages.setup import WORKFLOW
from tests.cms.demo.cases import DemoTestCase


class LoadedDemoTests(DemoTestCase):
    def test_the_tree_is_the_source_s_in_its_order(self):
        faq = FaqPage.objects.public(self.scope).get()
        sections = FaqSection.objects.public(self.scope).child_of(faq).order_by("path")
        assert [section.title for section in sections] == [theme.title for theme in THEMES]
        for section, theme in zip(sections, THEMES, strict=True):
            entries = FaqEntry.objects.child_of(section).order_by("path")
            assert [entry.slug for entry in entries] == [entry.slug for entry in theme.entries]

    def test_public_entries_per_theme(self):
        public = FaqEntry.objects.public(self.scope)
        counts = [public.descendant_of(section).count() for section in FaqSection.objects.order_by("path")]
        assert counts == [1, 2, 2, 10]

    def test_the_site_shows_our_home_page_and_nothing_of_wagtail_s(self):
        site = Site.objects.get()
        assert site.is_default_site
        assert isinstance(site.root_page.specific, HomePage)
        assert not Page.objects.filter(depth=2).exclude(pk=site.root_page_id).exists()

    def test_navigation_and_legal_links_lead_to_public_pages(self):
        settings = PortalSettings.for_site(Site.objects.get())
        items = [item.value for item in settings.navigation]
        pages = [item["page"] for item in items] + [child["page"] for item in items for child in item["children"]]
        pages += [item.value["page"] for item in settings.legal_pages]
        assert len(pages) == 9
        assert all(page.specific.__class__.objects.public(self.scope).filter(pk=page.pk).exists() for page in pages)
        assert settings.name == portal.NAME

    def test_updates_and_verdicts(self):
        lump_sum, call = self.entry("cheque-500-euros"), self.entry("appel-a-projets-clique-mon-commerce")
        assert str(lump_sum.updated_on) == "2021-02-03"
        assert [update.significance for update in lump_sum.updates.order_by("-date")] == ["MAJOR"]
        assert (str(call.updated_on), call.verdict) == ("2021-01-06", "NO")
        assert self.entry("logo-france-num").verdict == "NO"

    def test_one_entry_is_closed_and_one_is_to_come(self):
        today = timezone.localdate()
        public = FaqEntry.objects.public(self.scope)
        assert [entry.slug for entry in public.filter(valid_until__lt=today)] == ["appel-a-projets-clique-mon-commerce"]
        assert [entry.slug for entry in public.filter(valid_from__gt=today)] == ["ateliers-en-ligne"]

    def test_what_is_not_public_waits_in_its_state(self):
        draft, scheduled = self.entry("quitter-le-reseau"), self.entry("prochaine-version-de-la-charte")
        moderated = self.entry("premier-projet-numerique")
        assert [page.live for page in (draft, scheduled, moderated)] == [False, False, False]
        assert (draft.has_unpublished_changes, len(draft.answer)) == (True, 0)
        assert scheduled.approved_schedule
        assert scheduled.go_live_at == self.now + timedelta(days=60)
        mine = {"status": TaskState.STATUS_IN_PROGRESS, "workflow_state__workflow__name": WORKFLOW}
        waiting = TaskState.objects.get(**mine)
        assert waiting.workflow_state.object_id == str(moderated.pk)
        assert waiting.workflow_state.requested_by.username == "redaction"

    def test_a_renamed_entry_is_found_at_its_old_address(self):
        renamed = self.entry("qui-peut-devenir-activateur")
        assert Redirect.objects.get(automatically_created=True).redirect_page_id == renamed.pk
        route = resolve_path("/faq/activateurs/qui-peut-etre-activateur/", self.scope)
        assert route.status is RouteStatus.REDIRECT
        assert route.redirect is not None
        assert route.redirect.path == "/faq/activateurs/qui-peut-devenir-activateur/"
        assert renamed.anchor == "qui-peut-devenir-activateur-france-num"

    def test_every_question_has_an_anchor(self):
        questions = [block.value for block in self.entry("cheque-500-euros").answer]
        anchors = [question["anchor"] for question in questions]
        assert len(set(anchors)) == 5
        assert set(anchors) <= set(Anchor.objects.values_list("value", flat=True))

    def test_every_reference_of_a_public_page_is_public(self):
        wanted = ReferenceIds()
        for entry in FaqEntry.objects.public(self.scope):
            stream(entry, "answer", wanted)
        for page in ContentPage.objects.public(self.scope):
            stream(page, "body", wanted)
        found = load_references(wanted, self.scope)
        assert {kind: len(ids) for kind, ids in wanted.ids.items()}.keys() == set(Kind)
        missing = [(kind, pk) for kind, ids in wanted.ids.items() for pk in ids if found(kind, pk) is None]
        assert missing == []

    def test_no_placeholder_is_left(self):
        stored = [str(entry.answer.raw_data) for entry in FaqEntry.objects.all()]
        stored += [str(page.body.raw_data) for page in ContentPage.objects.all()]
        stored += [HomePage.objects.get().introduction, FaqPage.objects.get().introduction]
        assert not [text for text in stored if "@page:" in text or "@document:" in text or "@image:" in text]

    def test_what_was_published_passes_every_check_of_the_editing_form(self):
        for page in Page.objects.filter(live=True, depth__gt=1).specific():
            page.full_clean()
            for name in ("answer", "body"):
                if hasattr(page, name):
                    value = getattr(page, name)
                    value.stream_block.clean(value)

    def test_every_entry_but_the_draft_passes_the_publishing_rules(self):
        entries = {entry.slug: entry.get_latest_revision_as_object() for entry in FaqEntry.objects.all()}
        draft = entries.pop("quitter-le-reseau")
        assert {slug: findings for slug, entry in entries.items() if (findings := findings_for(entry))} == {}
        for entry in entries.values():
            ensure_publishable(entry)
        assert [finding.rule.id for finding in findings_for(draft)] == ["E6"]

    def test_documents_are_real_and_the_private_one_stays_private(self):
        public = {document.title for document in PortalDocument.objects.public(self.scope)}
        private = PortalDocument.objects.exclude(title__in=public).get()
        assert public == {"Mode d’emploi de l’inscription", "Charte d’engagement", "Lettre d’engagement"}
        assert private.title.startswith("Grille de relecture")
        assert self.client.get(private.url).status_code in (302, 403, 404)
        for document in PortalDocument.objects.public(self.scope):
            content = b"".join(self.client.get(document.url))
            assert content.startswith(b"PK" if document.file_extension == "odt" else b"%PDF-1.4")
            assert len(content) == document.file_size

    def test_the_picture_has_an_alternative_text(self):
        image = PortalImage.objects.get(title=PICTURE_TITLE)
        assert image.description
        assert (image.width, image.height) == (1280, 640)
        assert image.placeholder.startswith("data:image/webp")

    def test_there_is_a_login_per_role(self):
        for account in ACCOUNTS:
            user = User.objects.get(username=account.username)
            assert user.is_demo
            assert user.check_password(account.password)
            assert user.email.endswith("@demo.example")
            assert {group.name for group in user.groups.all()} == set(account.groups)
            assert user.has_perm("wagtailadmin.access_admin")
            assert authenticate(HttpRequest(), username=account.username, password=account.password) == user

    def test_a_second_loading_does_nothing(self):
        def state():
            return [
                list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision_id")),
                list(User.objects.order_by("pk").values_list("pk", "password")),
                PortalDocument.objects.count(),
            ]

        before, out = state(), StringIO()
        assert load(now=timezone.now(), progress=pytest.fail) is False
        call_command("load_demo", stdout=out)
        assert "already" in out.getvalue()
        assert state() == before

    def test_it_says_what_it_does(self):
        assert self.loaded is True
        assert "Publishing the theme “Activateurs”" in self.progress.getvalue()


@override_settings(DEMO=False)
@pytest.mark.django_db
def test_nothing_is_loaded_outside_a_demo():
    with pytest.raises(OutsideDemoError, match="BALISE_DEMO"):
        load(now=timezone.now(), progress=pytest.fail)
    with pytest.raises(CommandError, match="BALISE_DEMO"):
        call_command("load_demo")
    assert not User.objects.exists()


@override_settings(DEMO=True)
@pytest.mark.django_db
def test_a_failed_loading_leaves_nothing(monkeypatch):
    def fail(**kwargs):
        load_media(**kwargs)
        raise OSError("the disk is full")

    monkeypatch.setattr("cms.demo.loader.load_media", fail)
    with pytest.raises(OSError, match="disk is full"):
        load(now=timezone.now(), progress=lambda line: None)
    assert not User.objects.exists()
    assert not FaqPage.objects.exists()
    assert not PortalDocument.objects.exists()
