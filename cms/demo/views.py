"""The demo's front page: what this is, and every door into it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.demo.accounts import ACCOUNTS, ACTIVATOR
from cms.demo.clock_views import clock_face
from cms.demo.content.applicants import DRAFT_EMAIL
from cms.demo.only import demo_only
from core.models import OutgoingMail
from core.visibility import PublicScope
from directory.models import Application
from directory.rules.states import Status
from pages.selectors import public_entries

PRINTED_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class Door:
    """Something to open; `title` and `purpose` are in French."""

    title: str
    address: str
    purpose: str


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """A GraphQL query, with the address that opens it in GraphiQL; `title` is in French."""

    title: str
    text: str

    @property
    def address(self) -> str:
        return f"{reverse('graphiql')}?{urlencode({'query': self.text})}"


QUERIES = (
    ExampleQuery(
        "Le sommaire : les thèmes, leurs questions et leurs dates",
        """\
query Sommaire {
  faq {
    title
    sections {
      title
      entries { title verdict updatedOn }
    }
  }
}""",
    ),
    ExampleQuery(
        "Une recherche, sans accent ni pluriel, avec l’extrait trouvé",
        """\
query Recherche {
  search(query: "depense", first: 3) {
    totalCount
    edges {
      excerpt
      node { ... on PageInterface { title path } }
    }
  }
}""",
    ),
    ExampleQuery(
        "Les activateurs autour d’un point, du plus proche au plus lointain",
        """\
query Annuaire {
  activators(
    near: { latitude: 48.11, longitude: -1.68, radiusKm: 200 }
    orderBy: DISTANCE
    first: 3
  ) {
    totalCount
    nodes { displayName distance path themes { name } }
  }
}""",
    ),
    ExampleQuery(
        "Ce que les règles diront d’un dossier, sans rien enregistrer",
        """\
query Verification {
  checkApplication(
    input: {
      category: PRIVATE_CONSULTANT
      firstName: "Camille"
      lastName: "Rochebrune"
      siret: "123 456 789"
      pricing: "Diagnostic : 200 €"
    }
  ) {
    kind
    message
    field
  }
}""",
    ),
)


def doors() -> list[Door]:
    """What the front page links to, the most useful first."""
    return [
        Door("Administration", reverse("wagtailadmin_home"), "Écrire, dater et publier les réponses."),
        Door("GraphiQL", reverse("graphiql"), "Essayer l’API dans le navigateur, avec des requêtes prêtes à lancer."),
        Door("Schéma de l’API", reverse("graphql-sdl"), "Le contrat, pour générer un client typé."),
        Door("Annuaire en GeoJSON", reverse("directory_geojson"), "Toutes les fiches publiques, pour une carte."),
        Door("État de santé", reverse("readyz"), "Ce que l’on surveille : base, migrations, cache, fichiers."),
    ]


@demo_only
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page. It shows published logins: outside a demo it does not exist."""
    draft_name, draft_link = _draft()
    context = {
        "accounts": ACCOUNTS,
        "activator": ACTIVATOR,
        "clock": clock_face(),
        "draft_name": draft_name,
        "draft_link": draft_link,
        "doors": doors(),
        "printed": _printed(PublicScope(timezone.now())),
        "queries": QUERIES,
    }
    return render(request, "demo/home.html", context)


def _draft() -> tuple[str, str]:
    """The name and the link, sent last, of the draft that anybody may go on with; «» once it is none any more."""
    draft = Application.objects.filter(email=DRAFT_EMAIL, status=Status.DRAFT).first()
    if draft is None:
        return "", ""
    texts = OutgoingMail.objects.filter(recipients=[DRAFT_EMAIL]).order_by("-pk").values_list("text", flat=True)
    found = re.search(r"\S+#cle=\S+", texts.first() or "")
    return (draft.display_name, found[0]) if found else ("", "")


def _printed(scope: PublicScope) -> list[Door]:
    """Print views of the entries updated last."""
    entries = public_entries(scope).filter(updated_on__isnull=False).order_by("-updated_on")[:PRINTED_ENTRIES]
    return [Door(entry.title, _print_address(scope.public_path(entry.url_path)), "Vue imprimable") for entry in entries]


def _print_address(public_path: str) -> str:
    return reverse("print_page", args=[public_path.removeprefix("/")])
