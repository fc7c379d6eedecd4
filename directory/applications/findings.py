"""What the rules say of a file: the same for the applicant, the dry run, the submission and the reviewer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import Model, Q

from directory import addresses
from directory.applications.content import candidate_of, commitment_of, content_of
from directory.candidates import surroundings_for
from directory.models import Category, Department, Region, Sector, Theme
from directory.rules import slugs
from directory.rules.checks import check_file
from directory.rules.membership import address_writable, chosen_address_free
from directory.rules.vocabulary import words_listed

if TYPE_CHECKING:
    from datetime import date

    from core.rules import Finding
    from directory.models import Application
    from directory.rules.candidate import Candidate

_LISTS: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "themes": (Theme, ("slug",)),
    "sectors": (Sector, ("slug",)),
    "regions": (Region, ("code", "slug")),
    "departments": (Department, ("code", "slug")),
}


def findings_for(application: Application, *, today: date) -> list[Finding]:
    """The findings on a file as it is, the blocking ones included."""
    candidate = candidate_of(application)
    unknown = unknown_words(candidate)
    return [
        *check_file(
            candidate, commitment_of(application), surroundings_for(candidate, today=today, known_publicly=True)
        ),
        *(finding for name, words in unknown.items() for finding in words_listed(name, words)),
    ]


def unknown_words(candidate: Candidate) -> dict[str, list[str]]:
    """What was chosen of a closed list and is not on it, by field; one statement for each list that is used."""
    found: dict[str, list[str]] = {}
    for name, (model, keys) in _LISTS.items():
        if chosen := getattr(candidate, name):
            wanted = Q(*[(f"{key}__in", chosen) for key in keys], _connector=Q.OR)
            offered = {word for row in model._default_manager.filter(wanted).values_list(*keys) for word in row}
            found[name] = [word for word in chosen if word not in offered]
    return found


def address_decision(application: Application) -> slugs.SlugDecision:
    """What the rules make of the file's names (rules W2, S1, S2), namesakes aside."""
    given = content_of(application)
    return slugs.derive(
        is_solution_provider=given.category == Category.SOLUTION_PROVIDER,
        first_name=given.first_name,
        last_name=given.last_name,
        organisation_name=given.organisation_name,
    )


def address_findings(application: Application) -> list[Finding]:
    """What stops the profile from having an address: for reviewers, who can choose one."""
    chosen = application.chosen_slug
    return [
        *address_writable(address_decision(application), chosen=bool(chosen)),
        *chosen_address_free(chosen, taken=bool(chosen) and bool(addresses.taken([chosen]))),
    ]


def expected_slug(application: Application) -> str | None:
    """The address that the profile would get now; None when a reviewer has to choose one."""
    base = address_decision(application).base
    return application.chosen_slug or (addresses.first_free(base) if base else None)
