"""Rules A1 to A3: the lump-sum aid for going digital, as the portal's FAQ of 2021 lays it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pages.rules.months import add_months

CLAIM_MONTHS = 4  # calendar months after the latest invoice


@dataclass(frozen=True, slots=True)
class ExpenseTheme:
    """A theme of expense; also a theme of intervention of the directory."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class ThemeFamily:
    """A family of expenses, and the themes in it, in French."""

    slug: str
    name: str
    themes: tuple[ExpenseTheme, ...]


# Rule A1.
FAMILIES: tuple[ThemeFamily, ...] = (
    ThemeFamily(
        "vente-promotion",
        "Vente, promotion",
        (
            ExpenseTheme("site-internet", "Site e-commerce ou promotionnel"),
            ExpenseTheme("contenus", "Contenus"),
            ExpenseTheme("paiement-en-ligne", "Paiement en ligne"),
            ExpenseTheme("place-de-marche", "Place de marché"),
            ExpenseTheme("visibilite-internet", "Visibilité sur internet"),
        ),
    ),
    ThemeFamily(
        "gestion",
        "Gestion",
        (
            ExpenseTheme("reservation-rendez-vous", "Réservation, prise de rendez-vous"),
            ExpenseTheme("stocks-commandes-livraisons", "Stocks, commandes, livraisons"),
            ExpenseTheme("logiciel-de-caisse", "Logiciel de caisse"),
            ExpenseTheme("hebergement-cybersecurite", "Hébergement, données, nom de domaine, cybersécurité"),
        ),
    ),
    ThemeFamily(
        "relation-client",
        "Relation client",
        (
            ExpenseTheme("gestion-des-clients", "Gestion des clients"),
            ExpenseTheme("courriels-en-masse", "Courriers électroniques en masse, lettres d’information"),
        ),
    ),
)
THEMES: tuple[ExpenseTheme, ...] = tuple(theme for family in FAMILIES for theme in family.themes)


class ServiceKind(StrEnum):
    """What a provider is paid for."""

    GENERAL_GUIDANCE = "GENERAL_GUIDANCE"  # diagnosis, advice
    IMPLEMENTATION = "IMPLEMENTATION"  # work on one of the themes


def provider_must_be_registered(service: ServiceKind) -> bool:
    """Rule A2: only for general guidance."""
    return service is ServiceKind.GENERAL_GUIDANCE


def claim_due_on(latest_invoice: date) -> date:
    """Rule A3: the last day of a claim, four calendar months after the latest invoice.

    Clamped to the month's last day: an invoice of 31 October gives 28 or 29 February. Raises ValueError past
    the year 9999.
    """
    return add_months(latest_invoice, CLAIM_MONTHS)
