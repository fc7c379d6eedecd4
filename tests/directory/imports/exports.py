"""Exports like the State's, of any size, with bad rows of every kind among them. The same seed gives the same file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

FIELDS = (
    "identifiant_de_la_structure", "nom_de_la_structure", "type", "categorie", "adresse", "code_postal", "ville",
    "region", "lien_url_site_france_num",
)  # fmt: skip
SITE = "https://ancien-portail.example/activateurs"
CATEGORIES = (
    ("Offreur de solutions", "Éditeur de logiciels"), ("OFFREURS DE SOLUTIONS", None), ("Consultant privé", None),
    ("consultants prives", "Indépendant"), ("Conseiller numérique public", "CCI"), ("CMA", None),
    ("Conseiller financier", "Banque de France"), ("Publique", "Chambre de métiers"), ("Privée", "Indépendant"),
)  # fmt: skip
PLACES = (
    (35000, "Rennes", "Bretagne"), ("29200", "Brest", "BRETAGNE"), (1000, "Bourg-en-Bresse", "Rhône-Alpes"),
    ("59000", "Lille", "Nord-Pas-de-Calais"), (67000, "Strasbourg", "Alsace"), ("06000", "Nice", "PACA"),
    ("97400", "Saint-Denis", "La Réunion"), (75011.0, "Paris", "Ile de France"), ("87000", "Limoges", None),
)  # fmt: skip


@dataclass(frozen=True)
class Bad:
    """A way to be bad: what it makes of a good row, and a part of what the report says of it."""

    spoil: Callable[[dict[str, Any]], Any]
    said: str


def _without(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda row: {**row, name: None}


def _with(name: str, value: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda row: {**row, name: value}


REFUSED = (
    Bad(_without("identifiant_de_la_structure"), "L’identifiant de la structure manque"),
    Bad(_without("nom_de_la_structure"), "Le nom de la structure manque"),
    Bad(_with("nom_de_la_structure", "x" * 201), "dépasse 200 caractères"),
    Bad(_with("code_postal", "ABCDE"), "n’en est pas un"),
    Bad(_with("code_postal", 350001), "n’en est pas un"),
    Bad(_with("identifiant_de_la_structure", "structure-0"), "est déjà au n° 1"),
)
# Only JSON can hold these.
REFUSED_IN_JSON = (
    Bad(lambda row: "une chaîne", "n’est pas un objet"),
    Bad(lambda row: None, "n’est pas un objet"),
    Bad(_with("adresse", {"rue": 1}), "n’est pas un texte"),
    Bad(_with("ville", True), "n’est pas un texte"),
)
REMARKED = (
    Bad(_without("categorie"), ""),
    Bad(_with("region", "Atlantide"), "La région « Atlantide » est inconnue"),
    Bad(_without("code_postal"), "Le code postal manque"),
    Bad(_with("lien_url_site_france_num", "https://ancien-portail.example"), "ne donne pas d’ancienne adresse"),
    Bad(_with("lien_url_site_france_num", f"{SITE}/carte"), "est un mot réservé"),
    Bad(_with("lien_url_site_france_num", f"{SITE}/structure-0"), "est celle d’une autre fiche"),
)


def good_row(number: int, random: Random) -> dict[str, Any]:
    category, kind = random.choice(CATEGORIES)
    postcode, city, region = random.choice(PLACES)
    return {
        "identifiant_de_la_structure": f"structure-{number}", "nom_de_la_structure": f"STRUCTURE N° {number} & FILS",
        "type": kind, "categorie": category, "adresse": random.choice((None, f"{number} rue de l’Église")),
        "code_postal": postcode, "ville": city, "region": region,
        "lien_url_site_france_num": f"{SITE}/structure-{number}",
    }  # fmt: skip


def rows(number: int, *, bad: int = 0, kinds: tuple[Bad, ...] = REFUSED, seed: int = 1) -> list[Any]:
    """So many rows; of every hundred, `bad` are spoilt, each kind in turn. The first row is a good one."""
    random = Random(seed)  # noqa: S311 - nothing secret is drawn
    found: list[Any] = []
    spoilt = 0
    for place in range(number):
        row = good_row(place, random)
        if place and bad and place % (100 // bad) == 0:
            found.append(kinds[spoilt % len(kinds)].spoil(row))
            spoilt += 1
        else:
            found.append(row)
    return found


def as_json(found: list[Any]) -> bytes:
    return json.dumps(found).encode()


def as_csv(found: list[dict[str, Any]], *, bom: bool = True) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(FIELDS)
    for row in found:
        writer.writerow("" if row.get(name) is None else row[name] for name in FIELDS)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")
