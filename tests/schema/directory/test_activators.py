"""Finding activators through the API: filters, orders, facets, paging, privacy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from directory.actions.standing import suspend
from directory.models import ActivatorProfile, Category, Organisation
from tests.factories.directory import make_organisation, make_profile
from tests.schema.asking import ask, codes, post

pytestmark = pytest.mark.django_db

RENNES, NANTES, PARIS = (48.1113, -1.6800), (47.2186, -1.5541), (48.8589, 2.3200)

LIST = """query ($filter: ActivatorFilter, $near: Near, $orderBy: ActivatorOrder! = NAME, $first: Int, $after: String,
               $last: Int, $before: String) {
  activators(filter: $filter, near: $near, orderBy: $orderBy, first: $first, after: $after, last: $last,
             before: $before) {
    totalCount
    nodes { slug distance }
    pageInfo { hasNextPage endCursor }
    facets { categories { category count } themes { theme { slug } count } regions { region { slug } count } }
  }
}"""


def found(client: Client, **variables: Any) -> list[str]:
    """The slugs of a list, whose count is checked on the way."""
    data = ask(client, LIST, **variables)["activators"]
    slugs = [node["slug"] for node in data["nodes"]]
    if not {"first", "last", "after", "before"} & variables.keys():
        assert data["totalCount"] == len(slugs)
    return slugs


def at(name: str, postcode: str, city: str, point: tuple[float, float]) -> Organisation:
    """An organisation at a known point."""
    organisation = Organisation(name=name, siret=None, postcode=postcode, city=city)
    organisation.place(*point)
    return make_organisation(
        name, postcode=postcode, city=city, latitude=point[0], longitude=point[1], precision=organisation.precision,
        located_for=organisation.located_for,
    )  # fmt: skip


@pytest.fixture
def profiles() -> dict[str, ActivatorProfile]:
    """Four profiles that differ in everything that is filtered by."""
    return {
        "ada": make_profile(
            "Ada", "Zeller", category=Category.PUBLIC_ADVISER, themes=["contenus"], sectors=["commerce"],
            departments=["35"], organisation=at("Chambre de Rennes", "35000", "Rennes", RENNES),
            presentation="<p>Diagnostic numérique.</p>",
        ),
        "bob": make_profile(
            "Bob", "Martin", themes=["contenus", "paiement-en-ligne"], sectors=["artisanat"], regions=["53"],
            organisation=at("Atelier Bob", "44000", "Nantes", NANTES),
            services="<p>Création de boutiques e-commerce.</p>",
        ),
        "cle": make_profile(
            "Cléo", "Durand", category=Category.SOLUTION_PROVIDER, themes=["logiciel-de-caisse"],
            regions=["11", "53"], organisation=at("Caisse Étoile", "75001", "Paris", PARIS),
        ),
        "dan": make_profile(
            "Dan", "Sansadresse", departments=["974"],
            organisation=make_organisation("Sans lieu", postcode="", city=""),
        ),
    }  # fmt: skip


BY_NAME = ["ada-zeller", "bob-martin", "caisse-etoile", "dan-sansadresse"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, BY_NAME),
        ({"category": ["PUBLIC_ADVISER"]}, ["ada-zeller"]),
        ({"category": ["PUBLIC_ADVISER", "SOLUTION_PROVIDER"]}, ["ada-zeller", "caisse-etoile"]),
        ({"category": []}, []),
        ({"themes": ["contenus"]}, ["ada-zeller", "bob-martin"]),
        ({"themes": ["contenus", "logiciel-de-caisse"]}, ["ada-zeller", "bob-martin", "caisse-etoile"]),
        ({"themes": ["inconnu"]}, []),
        ({"themes": ["inconnu", "contenus", "contenus"], "sectors": ["commerce", "inconnu"]}, ["ada-zeller"]),
        ({"sectors": ["artisanat"]}, ["bob-martin"]),
        ({"region": "bretagne"}, ["ada-zeller", "bob-martin", "caisse-etoile"]),
        ({"region": "53", "category": ["PRIVATE_CONSULTANT"]}, ["bob-martin"]),
        ({"region": "nulle-part"}, []),
        ({"department": "35"}, ["ada-zeller", "bob-martin", "caisse-etoile"]),
        ({"department": "22"}, ["bob-martin", "caisse-etoile"]),
        ({"department": "974"}, ["dan-sansadresse"]),
        ({"onMap": True}, ["ada-zeller", "bob-martin", "caisse-etoile"]),
        ({"onMap": False}, ["dan-sansadresse"]),
        ({"query": "boutique"}, ["bob-martin"]),
        ({"query": "ecommerce"}, ["bob-martin"]),
        ({"query": "ETOILE"}, ["caisse-etoile"]),
        ({"query": "contenus"}, ["ada-zeller", "bob-martin"]),
        ({"query": "boutiqe"}, ["bob-martin"]),
        ({"query": "diagnostci"}, ["ada-zeller"]),
        ({"query": "introuvable"}, []),
        ({"query": ""}, []),
        ({"query": "martin", "region": "bretagne", "themes": ["paiement-en-ligne"], "onMap": True}, ["bob-martin"]),
    ],
)
def test_filters(client: Client, profiles: Any, given: dict[str, Any], expected: list[str]) -> None:
    assert found(client, filter=given) == expected


def test_near_is_a_circle_on_the_earth(client: Client, profiles: Any) -> None:
    near = {"latitude": RENNES[0], "longitude": RENNES[1], "radiusKm": 100}
    data = ask(client, LIST, near=near, orderBy="DISTANCE")["activators"]
    distances = {node["slug"]: node["distance"] for node in data["nodes"]}
    assert list(distances) == ["ada-zeller", "bob-martin"]
    assert distances["ada-zeller"] == 0
    assert distances["bob-martin"] == pytest.approx(99.7, abs=0.3)  # Rennes to Nantes
    assert found(client, near={**near, "radiusKm": 99}) == ["ada-zeller"]
    assert found(client, near={**near, "radiusKm": 400}, orderBy="NAME") == BY_NAME[:3]


def test_distance_is_null_without_a_point(client: Client, profiles: Any) -> None:
    assert {node["distance"] for node in ask(client, LIST)["activators"]["nodes"]} == {None}


@pytest.mark.parametrize(
    "near",
    [
        {"latitude": 91, "longitude": 0},
        {"latitude": 0, "longitude": -181},
        {"latitude": 0, "longitude": 0, "radiusKm": 0},
        {"latitude": 0, "longitude": 0, "radiusKm": 30000},
    ],
)
def test_a_point_is_on_the_earth(client: Client, near: dict[str, float]) -> None:
    assert codes(post(client, LIST, variables={"near": near})) == ["BAD_USER_INPUT"]


@pytest.mark.parametrize(("order", "argument"), [("DISTANCE", "near"), ("RELEVANCE", "query")])
def test_an_order_without_what_it_orders_by_is_refused(client: Client, order: str, argument: str) -> None:
    response = post(client, LIST, variables={"orderBy": order})
    assert codes(response) == ["BAD_USER_INPUT"]
    assert argument in response.json()["errors"][0]["message"]


def test_orders(client: Client, profiles: Any) -> None:
    ActivatorProfile.objects.filter(pk=profiles["bob"].pk).update(published_on=date(2099, 1, 1))
    assert found(client, orderBy="RECENT")[0] == "bob-martin"
    # The name weighs more than the offer.
    make_profile("Contenus", "Dupond")
    assert found(client, filter={"query": "contenus"}, orderBy="RELEVANCE")[0] == "contenus-dupond"


@pytest.mark.parametrize("order", ["NAME", "RECENT", "RELEVANCE", "DISTANCE"])
def test_pages_neither_skip_nor_repeat_while_profiles_are_published(client: Client, order: str) -> None:
    shared = at("Coopérative", "35000", "Rennes", RENNES)
    first = {make_profile("Jean", "Martin", organisation=shared).slug for _ in range(7)}
    given = {
        "orderBy": order, "first": 2, "filter": {"query": "martin"},
        "near": {"latitude": 48.0, "longitude": -1.6},
    }  # fmt: skip
    seen: list[str] = []
    cursor = None
    while True:
        data = ask(client, LIST, **given, after=cursor)["activators"]
        seen += [node["slug"] for node in data["nodes"]]
        if not data["pageInfo"]["hasNextPage"]:
            break
        cursor = data["pageInfo"]["endCursor"]
        make_profile("Jean", "Martin", organisation=shared)
        if len(seen) > 40:
            break
    assert len(seen) == len(set(seen))
    assert first <= set(seen)


def test_a_cursor_belongs_to_its_order(client: Client, profiles: Any) -> None:
    cursor = ask(client, LIST, first=1)["activators"]["pageInfo"]["endCursor"]
    assert codes(post(client, LIST, variables={"orderBy": "RECENT", "after": cursor})) == ["BAD_USER_INPUT"]


def facets(client: Client, **variables: Any) -> dict[str, dict[str, int]]:
    data = ask(client, LIST, **variables)["activators"]["facets"]
    return {
        "categories": {row["category"]: row["count"] for row in data["categories"]},
        "themes": {row["theme"]["slug"]: row["count"] for row in data["themes"]},
        "regions": {row["region"]["slug"]: row["count"] for row in data["regions"]},
    }


@pytest.mark.parametrize(
    "given",
    [{}, {"category": ["PRIVATE_CONSULTANT"]}, {"themes": ["contenus"], "region": "bretagne"}, {"query": "martin"}],
)
def test_a_facet_counts_what_its_choice_would_give(client: Client, profiles: Any, given: dict[str, Any]) -> None:
    counted = facets(client, filter=given)
    for name, condition in (("categories", "category"), ("themes", "themes"), ("regions", "region")):
        for value, count in counted[name].items():
            choice = value if condition == "region" else [value]
            assert len(found(client, filter={**given, condition: choice})) == count, (name, value)
    assert counted["categories"]


def test_a_further_condition_never_brings_in_others(client: Client) -> None:
    make_profile("Ada", "Un", departments=["35"], services="<p>Paiement en ligne.</p>")
    make_profile("Bob", "Deux", departments=["44"], services="<p>Paiement.</p>")
    for given in ({}, {"department": "44"}, {"department": "35"}, {"region": "pays-de-la-loire"}):
        slugs = found(client, filter={"query": "paiement ligne", **given})
        assert set(slugs) <= {"ada-un"}, given
        for region, count in facets(client, filter={"query": "paiement ligne", **given})["regions"].items():
            other = {key: value for key, value in given.items() if key != "region"}
            assert len(found(client, filter={"query": "paiement ligne", **other, "region": region})) == count


def test_a_suspended_profile_is_nowhere(client: Client, profiles: Any) -> None:
    identity = ask(client, '{ activator(slug: "bob-martin") { id } }')["activator"]["id"]
    suspend(profiles["bob"], by=None, reason="Plainte", now=timezone.now())
    assert "bob-martin" not in found(client)
    counted = facets(client)
    assert counted["categories"] == {"PUBLIC_ADVISER": 1, "PRIVATE_CONSULTANT": 1, "SOLUTION_PROVIDER": 1}
    assert "paiement-en-ligne" not in counted["themes"]
    assert found(client, filter={"query": "boutique"}) == []
    data = ask(client, '{ activator(slug: "bob-martin") { id } search(query: "boutique") { totalCount } }')
    assert data == {"activator": None, "search": {"totalCount": 0}}
    assert ask(client, "query ($id: ID!) { node(id: $id) { id } }", id=identity) == {"node": None}


def test_contact_is_shown_only_when_made_public(client: Client) -> None:
    make_profile("Ada", "Privée", email="ada@exemple.example", telephone="02 11 22 33 44")
    make_profile(
        "Bob", "Public", email="bob@exemple.example", email_is_public=True, telephone="02 55 66 77 88",
        telephone_is_public=True,
    )  # fmt: skip
    data = ask(client, "{ activators { nodes { email telephone } } }")["activators"]["nodes"]
    assert data == [
        {"email": None, "telephone": None},
        {"email": "bob@exemple.example", "telephone": "02 55 66 77 88"},
    ]
    assert found(client, filter={"query": "exemple"}) == []


def test_an_activator_is_found_by_former_addresses(client: Client) -> None:
    from directory.actions.rename import rename

    profile = make_profile("Zoé", "Lefèvre")
    rename(profile, by=None, reason="Nom d’usage", now=timezone.now(), slug="zoe-martin")
    for slug in ("zoe-martin", "zoe-lefevre"):
        assert ask(client, "query ($slug: String!) { activator(slug: $slug) { slug } }", slug=slug) == {
            "activator": {"slug": "zoe-martin"}
        }


def test_a_region_lists_from_the_first_wednesday_after_publication(client: Client) -> None:
    query = '{ region(slug: "bretagne") { path activators { totalCount nodes { slug regionallyListedFrom } } } }'
    profile = make_profile("Ada", "Zeller", departments=["35"])
    assert ask(client, query)["region"] == {
        "path": "/activateurs/regions/bretagne/", "activators": {"totalCount": 0, "nodes": []},
    }  # fmt: skip
    ActivatorProfile.objects.filter(pk=profile.pk).update(
        published_on=date(2024, 1, 1), regionally_listed_from=date(2024, 1, 3)
    )
    assert ask(client, query)["region"]["activators"] == {
        "totalCount": 1, "nodes": [{"slug": "ada-zeller", "regionallyListedFrom": "2024-01-03"}],
    }  # fmt: skip
    assert found(client, filter={"regionallyListedOn": "2024-01-02"}) == []
    assert found(client, filter={"regionallyListedOn": "2024-01-03"}) == ["ada-zeller"]
