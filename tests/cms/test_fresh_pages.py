"""What happens to pages, by an editor or by the clock, changes the answers that show it and leaves the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from pages.models import FaqEntry, FaqSection
from schema.node import encode_id
from tests.factories.directory import make_profile
from tests.factories.files import make_file
from tests.factories.pages import make_content_page, make_entry, make_section, make_user
from tests.front import Asker, hear
from tests.kept import KeptAnswers
from tests.pages.admin.forms import entry_data

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
ENTRY = """{ faqEntry(slug: "%s") { title path section { title } breadcrumb { title path } } }"""
QUESTIONS = {
    "one": ENTRY.replace("%s", "une"),
    "other": ENTRY.replace("%s", "autre"),
    "entries": "{ faqEntries { totalCount nodes { title path } } }",
    "route": '{ route(path: "/faq/un-theme/une/") { status node { id } } }',
    # Asked for by their ids, they depend on themselves and on what is above them; by address, on all of their kind.
    "other by id": '{ node(id: "OTHER") { ... on FaqEntry { title path section { title } } } }',
    "mentions": '{ node(id: "MENTIONS") { ... on ContentPage { title bodyHtml } } }',
    "profile": '{ activator(slug: "ada-lovelace") { displayName } }',
    "themes": "{ themes { name } }",
}
OF_ONE = {"one", "entries", "route"}
ELSEWHERE = {"other by id", "mentions", "profile", "themes"}


@pytest.fixture(autouse=True)
def clock(time_machine: Any) -> Any:
    """Noon in Paris: no test meets midnight, when every answer ends."""
    time_machine.move_to(NOON)
    return time_machine


@pytest.fixture
def kept(ask: Asker) -> KeptAnswers:
    section = make_section("Un thème", slug="un-theme")
    make_section("Un autre", slug="un-autre")
    make_entry("Une ?", slug="une", section=section)
    other = make_entry("Autre ?", slug="autre", section=section)
    mentions = make_content_page("Mentions", slug="mentions")
    make_profile("Ada", "Lovelace")
    ids = {"OTHER": encode_id("FaqEntry", other.pk), "MENTIONS": encode_id("ContentPage", mentions.pk)}
    return KeptAnswers(ask, QUESTIONS, ids)


@pytest.fixture
def editor(kept: KeptAnswers, client: Client) -> Client:
    client.force_login(make_user("redactrice", superuser=True))
    return client


def one() -> FaqEntry:
    return FaqEntry.objects.get(title__startswith="Une")


def pass_time(clock: Any, **length: float) -> None:
    clock.move_to(timezone.now() + timedelta(**length))
    hear()


# --- by an editor ---------------------------------------------------------------------------------------


def rename(editor: Client) -> None:
    post(editor, entry_data(one(), action="publish", slug="une-nouvelle", minor_correction="on"), one())


def retitle(editor: Client) -> None:
    post(editor, entry_data(one(), action="publish", title="Une autrement ?", minor_correction="on"), one())


def draft(editor: Client) -> None:
    post(editor, entry_data(one(), title="Une qui attend ?"), one())


def tag(editor: Client) -> None:
    post(editor, entry_data(one(), action="publish", keywords="facture", minor_correction="on"), one())


def post(editor: Client, data: dict[str, Any], page: Page) -> None:
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302, response.context["form"].errors


def move(editor: Client) -> None:
    to = FaqSection.objects.get(slug="un-autre")
    assert editor.post(reverse("wagtailadmin_pages:move_confirm", args=[one().pk, to.pk])).status_code == 302


def reorder(editor: Client) -> None:
    editor.post(reverse("wagtailadmin_pages:set_page_position", args=[one().pk]) + "?position=1")
    assert one().path > FaqEntry.objects.get(slug="autre").path


def unpublish(editor: Client) -> None:
    assert editor.post(reverse("wagtailadmin_pages:unpublish", args=[one().pk])).status_code == 302


def delete(editor: Client) -> None:
    assert editor.post(reverse("wagtailadmin_pages:delete", args=[one().pk])).status_code == 302


def rename_theme(editor: Client) -> None:
    theme = FaqSection.objects.get(slug="un-theme")
    theme.slug, theme.title = "theme-nouveau", "Thème nouveau"
    theme.save_revision().publish()


BY_EDITORS: dict[str, tuple[Callable[[Client], None], set[str], set[str], dict[str, Any]]] = {
    # The change; who is made anew; who stays kept; what is said afterwards, as far as the path leads.
    "another address": (rename, OF_ONE, ELSEWHERE, {"one": None, "route.status": "REDIRECT"}),
    "another title": (
        retitle, OF_ONE, ELSEWHERE, {"one.title": "Une autrement ?", "route.status": "OK"}
    ),
    "a draft": (draft, set(), set(QUESTIONS), {"one.title": "Une ?"}),
    "a keyword": (tag, {"one", "entries"}, ELSEWHERE, {"one.title": "Une ?"}),
    "moved": (
        move, OF_ONE, {"themes"}, {"one.path": "/faq/un-autre/une/", "route.status": "REDIRECT"}
    ),
    "another order": (reorder, {"entries"}, {"themes"}, {"one.title": "Une ?"}),
    "unpublished": (
        unpublish, OF_ONE, ELSEWHERE, {"one": None, "entries.totalCount": 1}
    ),
    "deleted": (
        delete, OF_ONE, ELSEWHERE, {"one": None, "route.status": "GONE"}
    ),
    "a theme's address and title": (
        rename_theme, OF_ONE | {"other", "other by id"}, {"themes"},
        {"one.path": "/faq/theme-nouveau/une/", "other.section.title": "Thème nouveau"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", BY_EDITORS)
def test_what_editors_do(kept: KeptAnswers, editor: Client, change: str) -> None:
    do, lost, stays, said = BY_EDITORS[change]
    do(editor)
    anew = kept.made_anew()
    assert lost <= anew
    assert anew & stays == set()
    answers = kept.keep()
    assert {path: follow(answers, path) for path in said} == said


def follow(answers: dict[str, Any], path: str) -> Any:
    """What an answer says: the question's name, then the fields under its only one."""
    name, *fields = path.split(".")
    (found,) = answers[name].values()
    for field in fields:
        found = found[field]
    return found


# --- by the clock ---------------------------------------------------------------------------------------


def by_command(clock: Any) -> None:
    call_command("publish_scheduled")


def by_tick(clock: Any) -> None:
    call_command("tick")


@pytest.mark.parametrize("run", [by_command, by_tick])
def test_a_new_entry_comes_at_its_hour(kept: KeptAnswers, clock: Any, run: Callable[[Any], None]) -> None:
    entry = make_entry("Nouvelle ?", slug="nouvelle", section=FaqSection.objects.get(slug="un-theme"), live=False)
    publish_at(entry, timedelta(minutes=5))
    kept.keep()
    pass_time(clock, minutes=4)
    run(clock)
    assert kept.made_anew() == set()
    pass_time(clock, minutes=2)
    run(clock)
    assert "entries" in (anew := kept.made_anew())
    assert anew & ELSEWHERE == set()
    assert follow(kept.keep(), "entries.totalCount") == 3


@pytest.mark.parametrize("run", [by_command, by_tick])
def test_a_new_version_comes_at_its_hour(kept: KeptAnswers, clock: Any, run: Callable[[Any], None]) -> None:
    entry = one()
    entry.title = "Une, la suite ?"
    entry.minor_correction = True
    publish_at(entry, timedelta(minutes=5))
    assert kept.made_anew() == set()
    pass_time(clock, minutes=6)
    run(clock)
    anew = kept.made_anew()
    assert anew >= OF_ONE
    assert anew & ELSEWHERE == set()
    assert follow(kept.keep(), "one.title") == "Une, la suite ?"


@pytest.mark.parametrize("run", [by_command, by_tick, None])
def test_an_entry_expires_with_and_without_the_command(
    kept: KeptAnswers, clock: Any, run: Callable[[Any], None] | None
) -> None:
    entry = one()
    entry.expire_at = timezone.now() + timedelta(minutes=5)
    entry.minor_correction = True
    entry.save_revision().publish()
    assert follow(kept.keep(), "one.title") == "Une ?"
    pass_time(clock, minutes=4, seconds=59)
    assert kept.made_anew() == set()
    pass_time(clock, seconds=1)
    assert kept.made_anew() >= OF_ONE
    if run is not None:
        run(clock)
        assert kept.made_anew() & ELSEWHERE == set()
    answers = kept.keep()
    assert follow(answers, "one") is None
    assert follow(answers, "entries.totalCount") == 1
    assert follow(answers, "route.status") == "NOT_FOUND"


def test_a_theme_that_expires_takes_its_entries_along(kept: KeptAnswers, clock: Any) -> None:
    theme = FaqSection.objects.get(slug="un-theme")
    theme.expire_at = timezone.now() + timedelta(minutes=5)
    theme.save_revision().publish()
    assert follow(kept.keep(), "other.title") == "Autre ?"
    pass_time(clock, minutes=5)
    assert OF_ONE | {"other", "other by id"} <= kept.made_anew()
    assert follow(kept.keep(), "entries.totalCount") == 0
    by_command(clock)
    assert follow(kept.keep(), "entries.totalCount") == 0


def test_an_expiry_that_is_put_off_is_put_off(kept: KeptAnswers, clock: Any) -> None:
    """One that is brought forward ends what was kept for longer."""
    entry = one()
    for minutes in (30, 5):
        entry.expire_at = NOON + timedelta(minutes=minutes)
        entry.minor_correction = True
        entry.save_revision().publish()
        kept.keep()
    pass_time(clock, minutes=5)
    assert follow(kept.keep(), "one") is None
    entry.expire_at = NOON + timedelta(minutes=30)
    entry.save_revision().publish()
    assert follow(kept.keep(), "one.title") == "Une ?"


def test_a_profile_comes_the_day_after_its_activation(ask: Asker, clock: Any) -> None:
    make_file("ACTIVATED", now=timezone.now())
    kept = KeptAnswers(ask, {"profiles": "{ activators { totalCount } }", "entries": QUESTIONS["entries"]})
    pass_time(clock, days=1)
    assert follow(kept.keep(), "profiles.totalCount") == 0
    call_command("tick")
    assert kept.made_anew() == {"profiles"}
    assert follow(kept.keep(), "profiles.totalCount") == 1


def publish_at(entry: FaqEntry, after: timedelta) -> None:
    """Have this version published later, as the admin's form does."""
    entry.go_live_at = timezone.now() + after
    entry.save_revision().publish()
