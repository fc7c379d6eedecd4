"""A portal with as many entries as asked for, each with everything an entry can have."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import Page, Site

from core.images import prepare
from core.models import PortalDocument, PortalImage
from directory.models import ActivatorProfile
from pages.models import FaqEntry, FaqPage, PortalSettings
from schema.node import encode_id
from tests.factories.directory import make_profile
from tests.factories.pages import make_content_page, make_entry, make_faq, make_section
from tests.schema.contents import blocks, png

DAY = date(2024, 1, 1)
AROUND = {"latitude": 48.11, "longitude": -1.68, "radiusKm": 20000}
NAMES = {"category": "PRIVATE_CONSULTANT", "firstName": "Ada", "lastName": "Autre", "organisationName": ""}


def grow(size: int) -> None:
    """Make the portal with `size` entries in two themes and `size` profiles, or add those that are missing."""
    if not FaqPage.objects.exists():
        _found()
    sections = [section.specific for section in FaqPage.objects.get().get_children()]
    page = Page.objects.get(slug="mentions")
    picture, paper = PortalImage.objects.get(), PortalDocument.objects.get()
    for number in range(FaqEntry.objects.count(), size):
        make_entry(
            f"Question n° {number} sur la facture ?",
            section=sections[number % 2],
            slug=f"entree-{number}",
            answer=blocks([page], [picture], [paper]) if number % 2 else "<p>Une facture.</p>",
            verdict=("YES", "NO", "")[number % 3],
            updates=[(DAY + timedelta(days=number), "Un changement."), (DAY, "Un autre.", "MINOR")],
            keywords=["facture", f"mot {number % 7}"],
            share_image=picture,
        )
    for number in range(ActivatorProfile.objects.count(), size):
        make_profile(
            "Camille", "Facture", themes=["contenus", "place-de-marche"], sectors=["commerce", f"secteur-{number % 5}"],
            departments=["35", "29"], photo=picture, services="<p>Des factures.</p>",
        )  # fmt: skip
    ActivatorProfile.objects.update(regionally_listed_from=DAY)


def _found() -> None:
    picture = PortalImage(title="Vue", description="Une vue", file=ImageFile(io.BytesIO(png()), name="vue.png"))
    picture.save()
    prepare(picture)
    paper = PortalDocument(title="Guide")
    paper.file.save("guide.txt", ContentFile(b"Guide"), save=True)
    make_faq(introduction="<p>Bienvenue.</p>")
    make_section("Un thème", slug="un-theme")
    make_section("Un second thème", slug="un-second-theme")
    page = make_content_page("Mentions", slug="mentions")
    page.body = blocks([page], [picture], [paper])[:-1]
    page.save_revision().publish()
    PortalSettings.objects.create(
        site=Site.objects.get(is_default_site=True),
        name="Balise",
        navigation=[("item", {"page": page, "children": []})],
    )


def variables(name: str, size: int) -> dict[str, Any]:
    """The variables a client would send with a document, for a page of `size`."""
    entries = list(FaqEntry.objects.order_by("path")[:size])
    ids = [encode_id("FaqEntry", entry.pk) for entry in entries]
    given: dict[str, dict[str, Any]] = {
        "entree": {"slug": "entree-1"},
        "referencement": {"slug": "entree-1"},
        "entrees": {"taille": size},
        "entrees-completes": {"taille": size},
        "mises-a-jour": {"taille": size},
        "recherche": {"mots": "facture", "taille": size},
        "adresse": {"chemin": "/faq/un-theme/entree-0/"},
        "page": {"chemin": "/mentions/"},
        "objet": {"id": ids[0], "ids": ids},
        "annuaire": {"filtre": {"query": "facture", "region": "bretagne"}, "autour": AROUND, "taille": size},
        "fiche": {"adresse": "camille-facture"},
        "fiches-completes": {"taille": size},
        "region": {"region": "bretagne", "taille": size},
        "adresse-proposee": {"de": NAMES},
    }
    return given.get(name, {})
