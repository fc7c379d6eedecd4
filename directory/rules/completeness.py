"""Rule W13: how complete a profile is, and what a small business would still ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.rules import Finding, finding
from core.text import words
from directory.rules.candidate import Candidate
from directory.rules.catalogue import W13


@dataclass(frozen=True, slots=True)
class Completeness:
    """`score` is from 0 to 100; `missing` says what would raise it, the most important first."""

    score: int
    missing: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What counts, and for how much. `advice` is said while it is missing."""

    field: str
    weight: int
    is_there: Callable[[Candidate], bool]
    advice: str


def _given(name: str) -> Callable[[Candidate], bool]:
    return lambda candidate: bool(getattr(candidate, name).strip())


def _listed(name: str) -> Callable[[Candidate], bool]:
    return lambda candidate: any(item.strip() for item in getattr(candidate, name))


def _told(name: str, at_least: int) -> Callable[[Candidate], bool]:
    return lambda candidate: len(words(getattr(candidate, name))) >= at_least


def _is_linked(candidate: Candidate) -> bool:
    return _given("website")(candidate) or _listed("social_links")(candidate)


def _is_somewhere(candidate: Candidate) -> bool:
    return _listed("regions")(candidate) or _listed("departments")(candidate)


# Each condition stays true when something is added, so that adding never lowers the score.
_PARTS: tuple[_Part, ...] = (
    _Part("presentation", 8, _told("presentation", 1), "présentez-vous : qui vous êtes, et qui vous accompagnez."),
    _Part("services", 8, _told("services", 1), "décrivez vos services : ce que vous faites, et comment."),
    _Part("sectors", 12, _listed("sectors"), "choisissez les secteurs que vous connaissez."),
    _Part("references", 8, _told("references", 1), "donnez des références : des entreprises accompagnées."),
    _Part("themes", 8, _listed("themes"), "choisissez vos thèmes d’intervention, trois au plus."),
    _Part("regions", 8, _is_somewhere, "choisissez les régions ou les départements où vous intervenez."),
    _Part("presentation", 6, _told("presentation", 30), "la présentation est courte. Dites-en un peu plus."),
    _Part("services", 6, _told("services", 20), "les services sont décrits en peu de mots. Donnez des exemples."),
    _Part("references", 4, _told("references", 8), "les références sont courtes. Dites ce qui a été fait."),
    _Part("siret", 5, _given("siret"), "indiquez l’entreprise par son numéro SIRET."),
    _Part("website", 6, _is_linked, "donnez l’adresse d’un site ou d’une page où l’on voit votre offre."),
    _Part("category", 3, _given("category"), "choisissez votre catégorie."),
    _Part("first_name", 3, _given("first_name"), "indiquez votre prénom."),
    _Part("last_name", 3, _given("last_name"), "indiquez votre nom."),
    _Part("email", 3, _given("email"), "indiquez votre adresse électronique."),
    _Part("telephone", 3, _given("telephone"), "indiquez votre numéro de téléphone."),
    _Part("pricing", 3, _given("pricing"), "dites vos tarifs, ou comment ils se calculent."),
    _Part("photo", 3, _given("photo_name"), "ajoutez votre photo ou votre logo."),
)  # fmt: skip


def completeness(candidate: Candidate) -> Completeness:
    """Rule W13: whether a small business understands the offer, the sectors and the references.

    A text that is missing and one that is short are not said both.
    """
    score, missing = 0, {}
    for part in _PARTS:
        if part.is_there(candidate):
            score += part.weight
        elif part.field not in missing:
            missing[part.field] = finding(W13, "INCOMPLETE", (part.field,), part.advice)
    return Completeness(score, tuple(missing.values()))
