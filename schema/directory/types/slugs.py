"""What a profile's address would be."""

from __future__ import annotations

from typing import Any

import graphene

from directory import addresses
from directory.models import Category
from directory.rules import slugs
from schema.directory.types.enums import SlugSource
from schema.errors import BadUserInput

NAME_MAX_LENGTH = 200  # characters of each name


class SlugProposal(graphene.ObjectType):
    """The address that a profile would get if it were published now."""

    slug = graphene.String(description="Last part of the path; null when a reviewer has to choose one.")
    path = graphene.String(description="Public path; null with `slug`.")
    available = graphene.Boolean(
        required=True,
        description="Whether the name gives it as it is: false when it is, or was, somebody's, or is reserved.",
    )
    derived_from = graphene.Field(SlugSource, required=True, description="What it is made from (rule W2).")
    needs_review = graphene.Boolean(required=True, description="Whether a reviewer has to look at it (rule S2).")


def propose(given: Any, directory_path: str) -> dict[str, Any]:
    """The proposal for these names. Raises BadUserInput for names of more than 200 characters."""
    names = {name: given[name] for name in ("first_name", "last_name", "organisation_name")}
    if any(len(name) > NAME_MAX_LENGTH for name in names.values()):
        raise BadUserInput(f"A name has at most {NAME_MAX_LENGTH} characters.", argument="input")
    decision = slugs.derive(is_solution_provider=given["category"] == Category.SOLUTION_PROVIDER, **names)
    slug = addresses.first_free(decision.base) if decision.base else None
    return {
        "slug": slug,
        "path": f"{directory_path}{slug}/" if slug else None,
        "available": slug is not None and slug == decision.base,
        "derived_from": decision.derived_from,
        "needs_review": decision.needs_review,
    }
