"""Rules S1 to S3 and S6 to S8, and W2: the address of a profile.

`derive` decides from the names; nobody types an address (S9). What has to be looked up is an argument: `taken` says
whether an address is, or ever was, somebody's (S4, S5), and the unique constraint has the last word when two
profiles are published at once: derive again, and the next number is free.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from enum import StrEnum

from directory.rules.reserved import RESERVED
from directory.rules.transliteration import ascii_words

MAX_LENGTH = 100  # characters, the number of a namesake included
LAST_NUMBER = 999_999  # of a namesake: numbering ends
GRAMMAR = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")  # for fullmatch: `$` lets the end of a line pass


class SlugSource(StrEnum):
    """Whose name an address is made of."""

    PERSON = "PERSON"
    ORGANISATION = "ORGANISATION"


class ReviewReason(StrEnum):
    """Why a reviewer has to look at an address."""

    EMPTY = "EMPTY"  # nothing of the name can be written in an address
    PARTIAL = "PARTIAL"  # one of the two names cannot
    RESERVED = "RESERVED"  # the name is a reserved word; the address proposed is numbered


@dataclass(frozen=True, slots=True)
class SlugDecision:
    """The address of a profile, or why it has none.

    `slug` is free and not reserved; None when nothing can be written. `base` is what it would be without
    namesakes; empty with EMPTY.
    """

    slug: str | None
    base: str
    derived_from: SlugSource
    review: ReviewReason | None = None

    @property
    def needs_review(self) -> bool:
        return self.review is not None


def nothing_taken(slug: str) -> bool:
    """For those who ask what an address would be, not whether it is free."""
    return False


def derive(
    *,
    is_solution_provider: bool,
    first_name: str,
    last_name: str,
    organisation_name: str,
    taken: Callable[[str], bool] = nothing_taken,
    reserved: Container[str] = RESERVED,
) -> SlugDecision:
    """Rule W2: a person's address is first name then last name, a solution provider's is the company's name.

    Never the other one when the right one is missing: that goes to a reviewer. Raises LookupError when a million
    namesakes have taken every number.
    """
    if is_solution_provider:
        source, names = SlugSource.ORGANISATION, [organisation_name]
    else:
        source, names = SlugSource.PERSON, [first_name, last_name]
    parts = [slugify(name) for name in names]
    base = cut("-".join(filter(None, parts)))
    if not base:
        return SlugDecision(None, "", source, ReviewReason.EMPTY)
    review = None
    if base in reserved:
        review = ReviewReason.RESERVED
    elif any(name.strip() and not part for name, part in zip(names, parts, strict=True)):
        review = ReviewReason.PARTIAL
    return SlugDecision(numbered(base, taken, reserved), base, source, review)


def slugify(name: str) -> str:
    """Rules S1 and S2: a name as words joined by hyphens, of any length; empty if nothing can be written."""
    return "-".join(ascii_words(name))


def cut(slug: str, length: int = MAX_LENGTH) -> str:
    """Rule S8: at most `length` characters, cut at a hyphen; a first word that is longer is cut inside."""
    if len(slug) <= length:
        return slug
    head, _, _ = slug[: length + 1].rpartition("-")
    return head or slug[:length]


def candidates(base: str) -> Iterator[str]:
    """Rule S3: `base`, then `base-2`, `base-3`… The number always fits: the base gives way.

    All of them begin with `common_start(base)`.
    """
    yield cut(base)
    for number in range(2, LAST_NUMBER + 1):
        suffix = f"-{number}"
        yield cut(base, MAX_LENGTH - len(suffix)) + suffix


def common_start(base: str) -> str:
    """What all candidates of a base begin with: one look-up of what begins so finds every address in the way."""
    return cut(base, MAX_LENGTH - len(f"-{LAST_NUMBER}"))


def numbered(base: str, taken: Callable[[str], bool], reserved: Container[str] = RESERVED) -> str:
    """Rules S3 and S6: the first candidate that is neither taken nor reserved.

    Addresses are compared whole and never taken apart. A person called «Jean Martin 2» and the second Jean Martin
    both want `jean-martin-2`: the first to come has it, and the other gets `jean-martin-2-2`, or `jean-martin-3`.
    Raises LookupError when there is none.
    """
    for candidate in candidates(base):
        if candidate not in reserved and not taken(candidate):
            return candidate
    raise LookupError(f"every number of {base!r} is taken")


def is_valid(slug: str, reserved: Container[str] = RESERVED) -> bool:
    """Rules S1, S6 and S8, for an address that a reviewer corrects (S9)."""
    return len(slug) <= MAX_LENGTH and GRAMMAR.fullmatch(slug) is not None and slug not in reserved


def joined_form(organisation_name: str, reserved: Container[str] = RESERVED) -> str | None:
    """Rule S7: a company's name without hyphens («nomdelentreprise»), which also leads to its profile.

    None where there is nothing to add: no name, one word, or a reserved word. Where it is somebody's address, that
    profile answers.
    """
    slug = cut(slugify(organisation_name))
    joined = slug.replace("-", "")
    return joined if joined != slug and joined not in reserved else None
