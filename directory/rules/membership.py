"""Rules W1, S2 and B4: what has to be settled before a profile is public."""

from __future__ import annotations

from collections.abc import Collection

from core.rules import Finding, finding
from directory.rules.catalogue import S2, S4, W1, W4
from directory.rules.mark_catalogue import B4
from directory.rules.slugs import ReviewReason, SlugDecision

# The four, as `directory.models.Category` names them.
CATEGORIES = ("PUBLIC_ADVISER", "FINANCIAL_ADVISER", "PRIVATE_CONSULTANT", "SOLUTION_PROVIDER")


def category_chosen(category: str, categories: Collection[str] = CATEGORIES) -> list[Finding]:
    """Rule W1: exactly one of the categories."""
    if category in categories:
        return []
    return [finding(W1, "WRONG_CATEGORY", ("category",), "choisissez la catégorie de l’activateur.", category or None)]


def organisation_chosen(organisation: object | None) -> list[Finding]:
    """Rule W4: an organisation, whatever it is to the activator."""
    if organisation is not None:
        return []
    return [finding(W4, "SIRET_INVALID", ("organisation",), "choisissez l’organisation, par son nom ou son SIRET.")]


def address_writable(decision: SlugDecision, *, chosen: bool) -> list[Finding]:
    """Rule S2: a name of which nothing can be written waits for the address that a reviewer chooses (S9)."""
    if chosen or decision.review is not ReviewReason.EMPTY:
        return []
    text = "ce nom ne donne aucune adresse. Choisissez-en une par « Changer l’adresse »."
    return [finding(S2, "INCOMPLETE", ("last_name",), text)]


def chosen_address_free(chosen: str, *, taken: bool) -> list[Finding]:
    """Rule S4: the address that a reviewer chose is not, and was not, somebody else's."""
    if not (chosen and taken):
        return []
    text = "l’adresse choisie est, ou a été, celle de quelqu’un d’autre. Choisissez-en une autre."
    return [finding(S4, "INCOMPLETE", ("last_name",), text, chosen)]


def is_active(standing: str, active: str) -> list[Finding]:
    """Rule B4: who is suspended or has left is not published."""
    if standing == active:
        return []
    return [finding(B4, "INCOMPLETE", (), "cet activateur est suspendu ou parti. Rétablissez d’abord la fiche.")]
