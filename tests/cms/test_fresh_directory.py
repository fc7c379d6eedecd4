"""What changes around profiles (points, words, organisations) changes the answers that show it, and no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.actions.erase import erase
from directory.actions.geocode import geocode
from directory.actions.rename import rename
from directory.actions.standing import reinstate, suspend
from directory.geocoding.answers import Answer
from directory.models import ActivatorProfile, Organisation, Sector, Theme, ThemeFamily
from tests.factories.directory import make_organisation, make_profile, sector
from tests.factories.pages import make_entry, make_section, make_user
from tests.front import Asker
from tests.kept import KeptAnswers

pytestmark = pytest.mark.django_db(transaction=True)

NEAR = "{ latitude: 48.5, longitude: -1.5, radiusKm: 5 }"
PROFILE = "displayName organisation { name } themes { name family { name } } sectors { name } location { latitude }"
QUESTIONS = {
    "near": f"{{ activators(near: {NEAR}) {{ nodes {{ lastName }} }} }}",
    "ada": f'{{ activator(slug: "ada-lovelace") {{ {PROFILE} }} }}',
    "blaise": f'{{ activator(slug: "blaise-pascal") {{ {PROFILE} }} }}',
    "found": '{ activators(filter: { query: "vitrine" }) { nodes { lastName } } }',
    "themes": "{ themes { name family { name } } }",
    "sectors": "{ sectors { name } }",
    "regions": "{ regions { name departments { name } } }",
    "entries": "{ faqEntries { nodes { title } } }",
    "entry": '{ faqEntry(slug: "une") { title } }',
}
ELSEWHERE = {"regions", "entries", "entry"}
LISTS = {"near", "found"}


@pytest.fixture
def kept(ask: Asker) -> KeptAnswers:
    make_entry("Une ?", slug="une", section=make_section("Un thème", slug="un-theme"))
    shop = make_organisation("Atelier", street="1 rue de la Paix")
    make_profile("Ada", "Lovelace", organisation=shop, themes=["contenus"], sectors=["commerce"], departments=["35"])
    make_profile("Blaise", "Pascal", address_differs=True, street="2 rue de la Paix", postcode="35000", city="Rennes")
    sector("artisanat")
    return KeptAnswers(ask, QUESTIONS)


@pytest.fixture
def editor(kept: KeptAnswers, client: Client) -> Client:
    client.force_login(make_user("redactrice", superuser=True))
    return client


def ada() -> ActivatorProfile:
    return ActivatorProfile.objects.get(first_name="Ada")


def blaise() -> ActivatorProfile:
    return ActivatorProfile.objects.get(first_name="Blaise")


def found_at(latitude: float) -> Callable[[str], Answer]:
    return lambda address: Answer(latitude, -1.5, "ADDRESS", "35000")


def save(editor: Client, thing: Any, **data: Any) -> None:
    """Send the admin's form of a word or an organisation."""
    name = f"{thing._meta.model_name}:edit"
    response = editor.post(reverse(name, args=[thing.pk]), data)
    assert response.status_code == 302, response.context["form"].errors


# --- points ---------------------------------------------------------------------------------------------


def locate_organisation(editor: Client) -> None:
    geocode(Organisation.objects.get(name="Atelier"), ask=found_at(48.5))


def locate_profile(editor: Client) -> None:
    geocode(blaise(), ask=found_at(48.5))


def type_point(editor: Client) -> None:
    save_shop(editor, latitude="48.5", longitude="-1.5")


def not_found(editor: Client) -> None:
    geocode(blaise(), ask=lambda address: None)


# --- words ----------------------------------------------------------------------------------------------


def rename_theme(editor: Client) -> None:
    theme = Theme.objects.get(slug="contenus")
    save(editor, theme, name="Une vitrine", family=theme.family_id, sort_order=theme.sort_order)


def rename_family(editor: Client) -> None:
    family = ThemeFamily.objects.get(themes__slug="contenus")
    save(editor, family, name="Une famille neuve", sort_order=family.sort_order)


def reorder_themes(editor: Client) -> None:
    theme = Theme.objects.order_by("family__sort_order", "sort_order").first()
    assert theme is not None
    save(editor, theme, name=theme.name, family=theme.family_id, sort_order=999)


def rename_sector(editor: Client) -> None:
    found = Sector.objects.get(slug="commerce")
    save(editor, found, name="Vitrines", sort_order=found.sort_order)


def add_sector(editor: Client) -> None:
    assert editor.post(reverse("sector:add"), {"name": "Transport", "sort_order": 9}).status_code == 302


def delete_sector(editor: Client) -> None:
    found = Sector.objects.get(slug="artisanat")
    assert editor.post(reverse("sector:delete", args=[found.pk])).status_code == 302
    assert not Sector.objects.filter(pk=found.pk).exists()


# --- organisations and standing -------------------------------------------------------------------------


def save_shop(editor: Client, **changed: Any) -> None:
    shop = Organisation.objects.get(name="Atelier")
    data = {name: getattr(shop, name) for name in ("name", "siret", "street", "postcode", "city")}
    save(editor, shop, **{**data, "latitude": "", "longitude": "", **changed})


def rename_shop(editor: Client) -> None:
    save_shop(editor, name="La vitrine")


def suspend_ada(editor: Client) -> None:
    suspend(ada(), by=None, reason="Plainte", now=timezone.now())


def come_back(editor: Client) -> None:
    suspend_ada(editor)
    reinstate(ada(), by=None, reason="Réglé", now=timezone.now())


def erase_ada(editor: Client) -> None:
    erase(ada(), by=None, now=timezone.now())


def rename_ada(editor: Client) -> None:
    rename(ada(), by=None, reason="Nom d’usage", now=timezone.now(), slug="ada-byron")


Path = tuple[str | int, ...]
NEARBY: Path = ("near", "activators", "nodes")
FIRST_FOUND: Path = ("found", "activators", "nodes", 0, "lastName")
ADA: Path = ("ada", "activator")
CHANGES: dict[str, tuple[Callable[[Client], None], set[str], set[str], dict[Path, Any]]] = {
    # The change; who is made anew; who stays kept besides what is elsewhere; what is said afterwards.
    "an organisation's point": (
        locate_organisation, {"near", "ada"}, {"blaise", "themes", "sectors"},
        {NEARBY: [{"lastName": "Lovelace"}], (*ADA, "location", "latitude"): 48.5},
    ),
    "a profile's point": (
        locate_profile, {"near", "blaise"}, {"ada", "themes", "sectors"},
        {NEARBY: [{"lastName": "Pascal"}], ("blaise", "activator", "location", "latitude"): 48.5},
    ),
    "a point that was typed": (
        type_point, {"near", "ada"}, {"blaise", "themes", "sectors"},
        {NEARBY: [{"lastName": "Lovelace"}]},
    ),
    "no point": (not_found, set(), {"ada", "themes"}, {NEARBY: []}),
    "a theme's name": (
        rename_theme, {"ada", "found", "themes"}, {"sectors"},
        {(*ADA, "themes", 0, "name"): "Une vitrine", FIRST_FOUND: "Lovelace"},
    ),
    "a family's name": (
        rename_family, {"ada", "themes"}, {"sectors", "near", "found"},
        {(*ADA, "themes", 0, "family", "name"): "Une famille neuve"},
    ),
    "the order of themes": (reorder_themes, {"themes"}, {"sectors"}, {}),
    "a sector's name": (
        rename_sector, {"ada", "found", "sectors"}, {"themes"},
        {(*ADA, "sectors", 0, "name"): "Vitrines", FIRST_FOUND: "Lovelace"},
    ),
    "a new sector": (add_sector, {"sectors"}, {"themes", "near", "found"}, {}),
    "a sector less": (delete_sector, {"sectors"}, {"themes"}, {("sectors", "sectors"): [{"name": "Commerce"}]}),
    "an organisation's name": (
        rename_shop, {"ada", "found"}, {"blaise", "themes", "sectors"},
        {(*ADA, "organisation", "name"): "La vitrine", FIRST_FOUND: "Lovelace"},
    ),
    "suspended": (suspend_ada, {"ada"} | LISTS, {"blaise", "themes", "sectors"}, {ADA: None}),
    "reinstated": (
        come_back, {"ada"} | LISTS, {"blaise", "themes", "sectors"}, {(*ADA, "displayName"): "Ada Lovelace"}
    ),
    # Its addresses become nobody's: nobody looks at whose they were, and other profiles are made anew.
    "erased": (erase_ada, {"ada"} | LISTS, {"themes", "sectors"}, {ADA: None}),
    "another address": (
        rename_ada, {"ada"}, {"blaise", "themes", "sectors"}, {(*ADA, "displayName"): "Ada Lovelace"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_around_profiles(kept: KeptAnswers, editor: Client, change: str) -> None:
    do, lost, stays, said = CHANGES[change]
    do(editor)
    anew = kept.made_anew()
    assert lost <= anew
    assert anew & (stays | ELSEWHERE) == set()
    answers = kept.keep()
    assert {path: follow(answers, path) for path in said} == said


def follow(found: Any, path: Path) -> Any:
    for step in path:
        found = found[step]
    return found


def test_the_command_that_looks_for_points(kept: KeptAnswers, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.BALISE_GEOCODING_URL = "https://adresses.example/search"
    monkeypatch.setattr("directory.management.commands.geocode.ask", lambda address, url: found_at(48.5)(address))
    call_command("geocode")
    anew = kept.made_anew()
    assert {"near", "ada", "blaise"} <= anew
    assert anew & ELSEWHERE == set()
    assert len(follow(kept.keep(), NEARBY)) == 2
