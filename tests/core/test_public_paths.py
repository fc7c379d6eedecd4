"""Public paths over plain HTTP: for portals that hand old addresses on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from directory.actions.erase import erase
from directory.actions.rename import rename
from directory.actions.standing import suspend
from directory.models import ActivatorProfile
from tests.factories.directory import directory_page, make_profile
from tests.factories.pages import make_content_page, make_entry

pytestmark = pytest.mark.django_db


def answer(client: Client, path: str) -> tuple[int, str]:
    response = client.get(path)
    return response.status_code, response.get("Location", "")


def test_what_is_there_leads_to_the_frontend(client: Client) -> None:
    make_content_page("Mentions", slug="mentions")
    assert answer(client, "/mentions/") == (302, "https://portail.example/mentions/")
    assert answer(client, "/mentions?x=1") == (302, "https://portail.example/mentions/")


def test_where_the_platform_is_its_own_frontend_it_leads_to_the_page_to_print(client: Client, settings) -> None:
    settings.BALISE_PUBLIC_URL = settings.BALISE_BASE_URL
    make_content_page("Mentions", slug="mentions")
    assert answer(client, "/mentions/") == (302, "/imprimer/mentions/")


def test_former_addresses_redirect_for_good(client: Client) -> None:
    profile = make_profile("Zoé", "Lefèvre")
    rename(profile, by=None, reason="Nom d’usage", now=timezone.now(), slug="zoe-martin")
    new = (301, "https://portail.example/activateurs/zoe-martin/")
    for path in ("/activateurs/zoe-lefevre/", "/trouver-un-accompagnement/zoe-lefevre", "/activateurs/zoe-lefevre?a=b"):
        assert answer(client, path) == new
    Redirect.objects.create(old_path="/ancienne", redirect_link="https://ailleurs.example/", is_permanent=False)
    assert answer(client, "/ancienne/") == (302, "https://ailleurs.example/")


def test_a_redirect_is_found_with_a_query_and_with_slashes_too_many(client: Client) -> None:
    entry = make_entry("Qui ?", slug="qui")
    Redirect.objects.create(old_path="/vieille", redirect_page=entry)
    Redirect.objects.create(old_path="/vieille?page=2", redirect_link="https://ailleurs.example/")
    path = entry.url_path.split("/", 2)[2]
    for old in ("/vieille/", "/vieille?utm_source=x", "/vieille//"):
        assert answer(client, old) == (301, f"https://portail.example/{path}"), old
    assert answer(client, "/vieille?page=2") == (301, "https://ailleurs.example/")


def test_what_is_deleted_is_gone_and_the_rest_is_nowhere(client: Client) -> None:
    entry = make_entry("Qui ?", slug="qui")
    path = "/" + entry.url_path.split("/", 2)[2]
    entry.delete()
    assert answer(client, path) == (410, "")
    assert answer(client, "/nulle-part/") == (404, "")
    assert answer(client, "/activateurs/personne/") == (404, "")


HIDE: dict[str, Callable[[ActivatorProfile], object]] = {
    "suspended": lambda profile: suspend(profile, by=None, reason="Plainte", now=timezone.now()),
    "erased": lambda profile: erase(profile, by=None, now=timezone.now()),
}


@pytest.mark.parametrize("hide", HIDE)
@pytest.mark.parametrize(
    "target", ["/activateurs/zoe-lefevre/", "/trouver-un-accompagnement/zoe-lefevre", "/activateurs/zoe/"]
)
def test_a_redirect_that_was_typed_names_nobody_who_is_hidden(client: Client, hide: str, target: str) -> None:
    """By whatever address of theirs, whether they may come back or are erased."""
    profile = make_profile("Zoé", "Lefèvre")
    rename(profile, by=None, reason="Nom d’usage", now=timezone.now(), slug="zoe")
    Redirect.objects.create(old_path="/ancienne", redirect_link=target)
    Redirect.objects.create(old_path="/entiere", redirect_link=f"https://portail.example{target}#ici")
    assert answer(client, "/ancienne/")[0] == 301
    HIDE[hide](ActivatorProfile.objects.get(pk=profile.pk))
    assert answer(client, "/ancienne/") == (404, "")
    assert answer(client, "/entiere/") == (404, "")


def test_a_redirect_that_was_typed_leads_to_nothing_that_is_deleted(client: Client) -> None:
    entry = make_entry("Qui ?", slug="qui")
    path = "/" + entry.url_path.split("/", 2)[2]
    Redirect.objects.create(old_path="/ancienne", redirect_link=path)
    assert answer(client, "/ancienne/")[0] == 301
    entry.delete()
    assert answer(client, "/ancienne/") == (404, "")


def test_a_redirect_that_was_typed_names_no_hidden_page_by_a_former_address(client: Client) -> None:
    entry = make_entry("Qui ?", slug="qui")
    former = "/" + entry.url_path.split("/", 2)[2]
    entry.slug = "quoi"
    entry.save_revision().publish()
    Redirect.add_redirect(old_path=former, redirect_to=entry)  # as the admin does once it is committed
    Redirect.objects.create(old_path="/ancienne", redirect_link=former)
    assert answer(client, former)[0] == 301
    assert answer(client, "/ancienne/")[0] == 301
    entry.unpublish()
    assert answer(client, former) == (404, "")
    assert answer(client, "/ancienne/") == (404, "")


def test_a_redirect_that_was_typed_with_what_no_address_holds_leads_nowhere(client: Client) -> None:
    Redirect.objects.create(old_path="/ancienne", redirect_link="/faq/%00/")
    assert answer(client, "/ancienne/") == (404, "")


def test_only_reading(client: Client) -> None:
    assert client.put("/nulle-part/").status_code == 405


def test_regions_and_profiles_are_printed(client: Client) -> None:
    make_profile("Zoé", "Lefèvre", departments=["35"], services="<p>Sites <b>simples</b>.</p>")
    ActivatorProfile.objects.update(regionally_listed_from=timezone.localdate())
    assert "Sites <b>simples</b>." in client.get("/imprimer/activateurs/zoe-lefevre/").content.decode()
    assert "Zoé Lefèvre" in client.get("/imprimer/activateurs/regions/bretagne/").content.decode()
    directory_page()
    assert "Bretagne" in client.get("/imprimer/activateurs/").content.decode()
