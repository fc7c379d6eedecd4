"""Whoever is offered a screen may open it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.menu import SubmenuMenuItem, admin_menu

from directory.actions.mark_files import note_download
from directory.models import MarkFinding
from directory.setup import BRAND_OWNERS, REVIEWERS
from tests.factories.directory import make_profile
from tests.factories.marks import make_active, make_mark_file
from tests.factories.pages import make_user

pytestmark = pytest.mark.django_db


def offered(request, menu) -> Iterator[str]:
    for item in menu.menu_items_for_request(request):
        if isinstance(item, SubmenuMenuItem):
            yield from offered(request, item.menu)
        elif item.url.startswith("/"):
            yield item.url


def opens(client, address: str) -> bool:
    """Whether it is there; who is refused is sent home."""
    response = client.get(address, follow=True)
    return response.status_code == 200 and response.request["PATH_INFO"] != reverse("wagtailadmin_home")


@pytest.fixture
def signed_in(client, directory):
    def sign_in(group: str):
        client.force_login(make_user("personne", groups=[group]))
        return client.get("/admin/").wsgi_request

    return sign_in


@pytest.mark.parametrize("group", [BRAND_OWNERS, REVIEWERS, "Rédacteurs", "Modérateurs"])
def test_everything_in_the_menu_opens(client, signed_in, group) -> None:
    request = signed_in(group)
    addresses = list(offered(request, admin_menu))
    assert len(addresses) > 2
    refused = [address for address in addresses if not opens(client, address)]
    assert refused == []


def test_editors_still_find_their_lists(signed_in) -> None:
    addresses = set(offered(signed_in("Rédacteurs"), admin_menu))
    assert {reverse("faq:index"), reverse("activators:index")} <= addresses


def test_the_brand_s_owner_finds_what_waits_for_them(client, signed_in) -> None:
    profile, user, now = make_profile("Ada", "Zeller"), make_active(), timezone.now()
    for kind in ("block", "warn", "warn"):
        MarkFinding.objects.create(
            profile=profile, rule="B7", code="MARK_MISUSE", kind=kind, field="services", found_at=now
        )
    file = make_mark_file()
    for days in (0, 10, 29, 40):
        note_download(file, by=user, now=now - timedelta(days=days))
    signed_in(BRAND_OWNERS)
    (panel,) = [each for each in client.get("/admin/").context["panels"] if getattr(each, "name", "") == "brand"]
    counters = panel.get_context_data({})["counters"]
    assert [counter.number for counter in counters] == [1, 2, 3]
    html = client.get("/admin/").content.decode()
    for counter in counters:
        response = client.get(counter.url)
        assert len(response.context["object_list"]) == counter.number, counter.label
        assert counter.url.replace("&", "&amp;") in html


def test_a_reviewer_has_no_panel_of_downloads(client, signed_in) -> None:
    signed_in(REVIEWERS)
    assert 'id="brand-section"' not in client.get("/admin/").content.decode()


LISTS = (
    "organisation", "theme", "themefamily", "sector", "styleword", "charter", "markword", "markfile",
)  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_words_agree_with_what_they_name(client, directory, name) -> None:
    client.force_login(make_user("admin", superuser=True))
    for address in (f"{name}:index", f"{name}:add"):
        html = client.get(reverse(address)).content.decode()
        assert "un(e)" not in html, address
        assert "Nouvel(le)" not in html, address
    assert "Ajouter un" in client.get(reverse(f"{name}:index")).content.decode()
