"""Loading the demo: accounts, media, pages in every state, settings. Once, in one transaction.

Pages refer to each other, so they are made in two passes: empty ones first, which gives every key its id;
then their content, published through Wagtail's revisions as an editor's work is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from accounts.models import User
from cms.demo.accounts import ADMINISTRATION, BRAND_OWNER, EDITOR, MODERATOR, REVIEWER, create_accounts
from cms.demo.blocks import identify, resolve
from cms.demo.content import THEMES, portal
from cms.demo.dossiers import load_dossiers
from cms.demo.marks import load_marks
from cms.demo.media import load_media
from cms.demo.people import PeopleLoader
from cms.demo.specs import Entry, PlainPage, State
from directory.setup import setup_directory
from pages.models import ContentPage, DatedUpdate, FaqEntry, FaqPage, FaqSection, HomePage, PortalSettings
from pages.setup import setup_portal

Progress = Callable[[str], Any]


class OutsideDemoError(RuntimeError):
    """The demo's content and published logins belong to a demo only."""

    def __init__(self) -> None:
        super().__init__("The demo can only be loaded with BALISE_DEMO=1: it creates published logins.")


def is_loaded() -> bool:
    """Whether this database holds the demo. Its logins come and go with the rest, in one transaction."""
    return User.objects.filter(is_demo=True).exists()


def load(*, now: datetime, progress: Progress) -> bool:
    """Load the demo unless it is there; returns whether anything was done.

    `progress` receives a line before every step that takes time. Raises OutsideDemoError outside a demo.
    """
    if not settings.DEMO:
        raise OutsideDemoError
    if is_loaded():
        return False
    with transaction.atomic():
        progress("Setting up the site, the groups and the workflow")
        setup_portal()
        setup_directory()
        _Loader(now, progress).run()
    return True


class _Loader:
    """One loading: what exists so far, by kind and key."""

    def __init__(self, now: datetime, progress: Progress) -> None:
        self.now = now
        self.progress = progress
        self.ids: dict[tuple[str, str], int] = {}
        self.pages: dict[str, Any] = {}

    def run(self) -> None:
        self.users = create_accounts()
        self.editor = self.users[EDITOR.username]
        self.moderator = self.users[MODERATOR.username]
        self.progress("Drawing the picture and writing the documents")
        self.ids |= load_media(uploaded_by=self.editor)
        self.site = Site.objects.get(is_default_site=True)
        self.home: HomePage = self.site.root_page.specific
        self.progress("Creating the pages")
        self._create_pages()
        self._publish_surroundings()
        self._fill_settings()
        for theme in THEMES:
            self.progress(f"Publishing the theme “{theme.title}”")
            self._publish(self.pages[theme.key])
            for entry in theme.entries:
                self._fill_entry(entry)
        self.progress("Publishing the directory")
        PeopleLoader(editor=self.editor, moderator=self.moderator, now=self.now).load()
        self.progress("Filing the applications")
        load_dossiers(reviewer=self.users[REVIEWER.username], now=self.now)
        self.progress("Drawing placeholders for the marks")
        load_marks(owner=self.users[BRAND_OWNER.username], now=self.now)

    # --- first pass: every key gets an id ---

    def _create_pages(self) -> None:
        self.ids["page", "home"] = self.home.pk
        self.ids["page", "annuaire"] = setup_directory().pk
        faq = self._add(self.home, FaqPage(title=portal.FAQ_TITLE, slug="faq"), "faq")
        for theme in THEMES:
            section = self._add(faq, FaqSection(title=theme.title, slug=theme.slug), theme.key)
            for entry in theme.entries:
                slug = entry.former_slug or entry.slug
                self._add(section, FaqEntry(title=entry.title, slug=slug), entry.key)
        for page in portal.PAGES:
            self._add(self.home, ContentPage(title=page.title, slug=page.slug), page.key)

    def _add(self, parent: Page, page: Any, key: str) -> Any:
        if key in self.pages:
            raise ValueError(f"two pages of the demo have the key {key}")
        page.live = False
        page.owner = self.editor
        parent.add_child(instance=page)
        self.pages[key] = page
        self.ids["page", key] = page.pk
        return page

    # --- second pass: content ---

    def _content(self, content: Any, path: str) -> Any:
        return resolve(identify(content, path), lambda kind, key: self.ids[kind, key])

    def _publish(self, page: Any) -> None:
        page.save_revision(user=self.editor).publish(user=self.moderator)

    def _publish_surroundings(self) -> None:
        self.home.introduction = self._content(portal.HOME_INTRODUCTION, "home")
        self.home.save_revision(user=self.users[ADMINISTRATION.username]).publish()
        faq = self.pages["faq"]
        faq.introduction = self._content(portal.FAQ_INTRODUCTION, "faq")
        self._publish(faq)
        for page in portal.PAGES:
            self._fill_plain_page(page)

    def _fill_plain_page(self, spec: PlainPage) -> None:
        page: ContentPage = self.pages[spec.key]
        page.search_description = spec.description
        page.body = self._content(spec.body, spec.key)
        self._publish(page)

    def _fill_settings(self) -> None:
        self.site.site_name = portal.NAME
        self.site.save()
        PortalSettings.objects.update_or_create(
            site=self.site,
            defaults={
                "name": portal.NAME,
                "tagline": portal.TAGLINE,
                "navigation": self._content(portal.NAVIGATION, "navigation"),
                "legal_pages": self._content(portal.LEGAL_PAGES, "legal-pages"),
            },
        )

    def _fill_entry(self, spec: Entry) -> None:
        page: FaqEntry = self.pages[spec.key]
        page.answer = self._content(spec.answer, spec.key)
        page.verdict = spec.verdict
        page.valid_from = spec.valid_from or self._day(spec.valid_in)
        page.valid_until = spec.valid_until
        page.keywords.set(spec.keywords)
        page.updates.set(
            [
                DatedUpdate(date=update.date, summary=update.summary, significance=update.significance)
                for update in spec.updates
            ]
        )
        if spec.scheduled_in is not None:
            page.go_live_at = self.now + timedelta(days=spec.scheduled_in)
        page.save()  # as the editing form does of what readers do not see yet
        self._advance(page, spec)

    def _advance(self, page: FaqEntry, spec: Entry) -> None:
        """Bring a filled entry to its state, by the editors' own ways."""
        if spec.state in (State.LIVE, State.SCHEDULED):
            self._publish(page)  # with a later `go_live_at`, this approves and waits
        else:
            page.save_revision(user=self.editor)
        if spec.state is State.IN_MODERATION:
            page.get_workflow().start(page, self.editor)
        if spec.former_slug:
            # Published anew under its new address: Wagtail makes the redirect from the old one.
            page.slug = spec.slug
            self._publish(page)

    def _day(self, days: int | None) -> Any:
        return None if days is None else timezone.localdate(self.now) + timedelta(days=days)
