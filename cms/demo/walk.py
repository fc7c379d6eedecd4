"""The demo's small pages for applicants and activators: plain HTML and JavaScript over the public API.

They stand where the links of the mail lead, and show what a frontend does; they are no part of the platform.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.demo.accounts import ACTIVATOR
from cms.demo.letters import Letter, letter_pdf
from cms.demo.only import demo_only
from directory.models import Category, Charter, OrganisationKind, Region, Sector, Theme
from directory.rules.listing import civil_day
from directory.samples.persons import sample_siret

SAMPLE_SIRET = sample_siret(500)  # of a company that does not exist


def page(name: str) -> Callable[..., HttpResponse]:
    """The view of one page; everything that is somebody's comes to it through the API."""

    @demo_only
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, f"demo/walk/{name}.html", _CONTEXTS.get(name, dict)())

    return view


def _for_dossier() -> dict[str, Any]:
    """What there is to choose from, as a frontend would ask the API at build time."""
    return {
        "categories": Category.choices,
        "kinds": OrganisationKind.choices,
        "themes": Theme.objects.all(),
        "sectors": Sector.objects.all(),
        "regions": Region.objects.order_by("name"),
        "charter": Charter.objects.in_force_on(civil_day(timezone.now())),
        "sample_siret": SAMPLE_SIRET,
    }


_CONTEXTS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "account": lambda: {"activator": ACTIVATOR},
    "dossier": _for_dossier,
}


@demo_only
@require_safe
def sample_letter(request: HttpRequest) -> HttpResponse:
    """A signed letter to send with a file that one tries."""
    letter = Letter(
        signatory="Ada Martinelle",
        role="Gérante",
        organisation="Atelier Brumaire",
        siret=SAMPLE_SIRET,
        activator="Camille Rochebrune",
        city="Rennes",
        day=civil_day(timezone.now()),
    )
    headers = {"Content-Disposition": 'attachment; filename="lettre-engagement.pdf"'}
    return HttpResponse(letter_pdf(letter), content_type="application/pdf", headers=headers)
