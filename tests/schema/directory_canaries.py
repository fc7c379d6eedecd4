"""The directory's part of the planted portal: one public profile with everything, and hidden ones of every kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from directory.actions.erase import erase
from directory.actions.rename import rename
from directory.actions.standing import leave, suspend
from directory.models import ActivatorProfile, Category
from tests.factories.directory import directory_page, make_organisation, make_profile

if TYPE_CHECKING:
    from tests.schema.canaries import Planting

PUBLIC_SLUG = "fiche-publique"
NEAR = {"latitude": 48.11, "longitude": -1.68, "radiusKm": 20000}


def values(tokens: list[str]) -> dict[str, list[Any]]:
    """What the directory's arguments are tried with."""
    names = {"category": "PRIVATE_CONSULTANT", "firstName": "Fiche", "lastName": "Publique", "organisationName": "X"}
    return {
        "Query.activator.slug": [PUBLIC_SLUG, "ancienne-fiche", *tokens, *(f"{token}-{token}" for token in tokens)],
        "Query.region.slug": ["bretagne"],
        # The other two orders need something to order by; tests/schema/directory has them.
        "Query.activators.orderBy": ["NAME", "RECENT"],
        "near": [NEAR],
        "input": [names],  # it echoes what it is given: test_canaries.py asks it of hidden names
        "region": ["bretagne", "53"],
        "department": ["35", "ille-et-vilaine"],
        "themes": [["contenus"]],
        "sectors": [["commerce"]],
    }


def plant(planting: Planting) -> None:
    """Plant the hidden profiles, then the public one, whose next version is hidden too."""
    directory = directory_page()
    directory.introduction = "<p>Bienvenue dans l’annuaire.</p>"
    directory.save_revision().publish()
    _hidden(planting, "fichebrouillon", live=False)
    scheduled = _hidden(planting, "ficheprogrammee", live=False)
    scheduled.go_live_at = timezone.now() + timedelta(days=3)
    scheduled.save_revision(approved_go_live_at=scheduled.go_live_at)
    ways: dict[str, Callable[[ActivatorProfile], object]] = {
        "fichedepubliee": ActivatorProfile.unpublish,
        "fichesuspendue": lambda profile: suspend(profile, by=None, reason="Plainte", now=timezone.now()),
        "fichepartie": lambda profile: leave(profile, by=None, reason="Retraite", now=timezone.now()),
        "ficheexpiree": _expire,
        "fichereservee": lambda profile: planting.restrict(profile, "login"),
        "ficheeffacee": lambda profile: erase(profile, by=None, now=timezone.now()),
    }
    for name, hide in ways.items():
        planting.close(name, partial(hide, _hidden(planting, name)))
    gone = planting.world.canaries[-1]
    gone.is_gone, gone.paths = True, gone.paths[1:]
    _public(planting)


def _expire(profile: ActivatorProfile) -> None:
    ActivatorProfile.objects.filter(pk=profile.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


def _hidden(planting: Planting, name: str, **fields: Any) -> ActivatorProfile:
    token = planting.token_of(name)
    profile = make_profile(
        token, token, organisation=make_organisation(f"Atelier {token}"), themes=["place-de-marche"],
        departments=["29"], presentation=f"<p>Présentation {token}</p>", services=f"<p>Services {token}</p>",
        references=f"<p>Références {token}</p>", pricing=token, website=f"https://{token}.example/",
        social_links=[f"https://reseau.example/{token}"], email=f"{token}@exemple.example", email_is_public=True,
        search_description=token, **fields,
    )  # fmt: skip
    # As if it had been public: should it come out, no missing date stops it on the way.
    today = timezone.localdate()
    ActivatorProfile.objects.filter(pk=profile.pk).update(published_on=today, regionally_listed_from=today)
    canary = planting.canary(name, profile)
    # What its addresses would be; the page of a draft has a provisional one.
    canary.paths += [f"/activateurs/{token}-{token}/", f"/trouver-un-accompagnement/{token}-{token}/"]
    return profile


def _public(planting: Planting) -> None:
    token = planting.token_of("contactprive")
    planting.canary("contactprive")
    make_profile("Contact", "Privé", email=f"{token}@exemple.example", telephone=token, departments=["35"],
                 photo=planting.pictures[1])  # fmt: skip
    profile = make_profile(
        "Ancienne", "Fiche", category=Category.PUBLIC_ADVISER, themes=["contenus"], sectors=["commerce"],
        departments=["35"], presentation="<p>Un financement, une présentation.</p>", services="<p>Des services.</p>",
        references="<p>Des références.</p>", pricing="80 € de l’heure", website="https://fiche.example/",
        social_links=["https://reseau.example/fiche"], email="fiche@exemple.example", email_is_public=True,
        telephone="02 00 00 00 01", telephone_is_public=True, photo=planting.pictures[0],
        share_image=planting.pictures[0], address_differs=True, street="1 rue de la Paix", postcode="35000",
        city="Rennes",
    )  # fmt: skip
    rename(profile, by=None, reason="Nom d’usage", now=timezone.now(), slug=PUBLIC_SLUG)
    ActivatorProfile.objects.update(regionally_listed_from=timezone.localdate())
    draft = planting.token_of("fichemodifiee")
    profile = ActivatorProfile.objects.get(pk=profile.pk)
    profile.first_name = profile.last_name = profile.pricing = draft
    profile.presentation = f"<p>{draft}</p>"
    profile.save_revision()
    planting.canary("fichemodifiee")
    planting.everybody_sees(profile)
    planting.everybody_sees(directory_page())
    planting.world.redirect_paths += ["/activateurs/ancienne-fiche/", "/trouver-un-accompagnement/fiche-publique/"]
    planting.world.public_paths.append("/activateurs/regions/bretagne/")
