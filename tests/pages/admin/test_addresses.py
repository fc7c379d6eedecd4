"""What becomes of an address when a page is renamed, moved or deleted."""

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from core.models import GonePath
from core.routing import RouteStatus, resolve_path
from core.visibility import PublicScope
from tests.factories.pages import make_content_page, make_entry, make_faq, make_section

pytestmark = pytest.mark.django_db


def status(path):
    return resolve_path(path, PublicScope(timezone.now())).status


def gone():
    return set(GonePath.objects.values_list("path", flat=True))


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Publishes a page under another slug; Wagtail makes redirects after the commit."""

    def rename(page, slug):
        page.refresh_from_db()
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return rename


def test_a_new_slug_leaves_a_redirect(db, rename):
    entry = make_entry(slug="ancienne", section=make_section("Thème"))
    rename(entry, "nouvelle")
    assert Redirect.objects.get().redirect_page_id == entry.pk
    assert status("/faq/theme/ancienne/") is RouteStatus.REDIRECT
    assert status("/faq/theme/nouvelle/") is RouteStatus.OK


def test_so_does_a_move_and_a_renamed_theme(db, rename):
    section, other = make_section("Thème"), make_section("Autre")
    entry = make_entry(slug="question", section=section)
    entry.move(other, pos="last-child")
    rename(other, "encore-autre")
    assert status("/faq/theme/question/") is RouteStatus.REDIRECT
    assert status("/faq/autre/question/") is RouteStatus.REDIRECT
    assert status("/faq/encore-autre/question/") is RouteStatus.OK


def test_a_deleted_page_is_gone_and_so_are_its_former_addresses(db, rename):
    entry = make_entry(slug="ancienne", section=make_section("Thème"))
    rename(entry, "nouvelle")
    Page.objects.get(pk=entry.pk).delete()
    assert gone() == {"/faq/theme/ancienne/", "/faq/theme/nouvelle/"}
    assert status("/faq/theme/nouvelle/") is RouteStatus.GONE
    assert status("/faq/theme/ancienne/") is RouteStatus.GONE


def test_so_are_the_pages_under_it(db):
    make_entry(slug="question", section=make_section("Thème"))
    make_faq().delete()
    assert "/faq/theme/question/" in gone()


def test_a_page_nobody_saw_leaves_no_trace(db):
    make_entry(live=False).delete()
    hidden = make_content_page("Réservée")
    hidden.save_revision().publish()
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    hidden.delete()
    assert gone() == set()


def test_an_unpublished_page_is_not_gone_until_it_is_deleted(db):
    entry = make_entry(slug="question", section=make_section("Thème"))
    entry.unpublish()
    assert status("/faq/theme/question/") is RouteStatus.NOT_FOUND
    entry.delete()
    assert status("/faq/theme/question/") is RouteStatus.GONE


def test_an_address_that_is_used_again_is_not_gone(db):
    section = make_section("Thème")
    make_entry(slug="question", section=section).delete()
    section.refresh_from_db()
    entry = make_entry(slug="question", section=section)
    assert gone() == set()
    assert status("/faq/theme/question/") is RouteStatus.OK
    entry.delete()
    assert gone() == {"/faq/theme/question/"}
