"""Pages for tests: the smallest that the portal accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Page, Site

from accounts.models import User
from pages.models import ContentPage, DatedUpdate, FaqEntry, FaqPage, FaqSection, HomePage
from pages.setup import ensure_home

Update = tuple[date, str] | tuple[date, str, str]


def make_site() -> Site:
    """The default site with our home page as its root: the one there is, or a new one."""
    ensure_home()
    return Site.objects.select_related("root_page").get(is_default_site=True)


def home_page() -> HomePage:
    """Our home page; the site is set up if need be."""
    return ensure_home()


def make_faq(title: str = "FAQ", **fields: Any) -> FaqPage:
    """The FAQ: the first there is, or a new one under the home page."""
    existing = FaqPage.objects.first()
    return existing or home_page().add_child(instance=FaqPage(title=title, slug="faq", **fields))


def make_section(title: str = "Thème", **fields: Any) -> FaqSection:
    """A new theme of the FAQ, live unless `live=False` is given."""
    return _fresh(make_faq().add_child(instance=FaqSection(title=title, **fields)))


def make_content_page(title: str = "À propos", *, parent: Page | None = None, **fields: Any) -> ContentPage:
    return _fresh((parent or home_page()).add_child(instance=ContentPage(title=title, **fields)))


def make_entry(
    title: str = "Une question ?",
    *,
    section: FaqSection | None = None,
    answer: str | Sequence[tuple[str, Any] | Mapping[str, Any]] = "<p>Une réponse.</p>",
    updates: Iterable[Update] = (),
    keywords: Iterable[str] = (),
    live: bool = True,
    **fields: Any,
) -> FaqEntry:
    """A new entry.

    `answer` is rich text, or blocks as a StreamField takes them (`("text", "<p>…</p>")` or stored dicts);
    `updates` are `(date, summary)` or `(date, summary, significance)`. A live entry has been published through
    a revision, as in the admin; otherwise it is a draft that never was public.
    """
    section = section or FaqSection.objects.first() or make_section()
    entry = FaqEntry(title=title, live=False, **fields)
    entry.answer = [("text", answer)] if isinstance(answer, str) and answer else list(answer)
    for day, summary, *significance in updates:
        entry.updates.add(
            DatedUpdate(date=day, summary=summary, **dict(zip(("significance",), significance, strict=False)))
        )
    section.add_child(instance=entry)
    entry.keywords.set(keywords)
    revision = entry.save_revision()
    if live:
        revision.publish()
    return _fresh(entry)


def schedule(entry: FaqEntry, at: datetime) -> FaqEntry:
    """Have the entry published at `at`."""
    entry.go_live_at = at
    entry.save_revision(approved_go_live_at=at)
    return _fresh(entry)


def make_user(username: str = "ada", *, groups: Iterable[str] = (), superuser: bool = False) -> User:
    """A user of these groups (which must exist), with the password «motdepasse»."""
    create = User.objects.create_superuser if superuser else User.objects.create_user
    user = create(username=username, email=f"{username}@example.org", password="motdepasse")
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def _fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)
