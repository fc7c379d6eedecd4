"""Public profiles as rule B7 looks at them, read as plain values; and what it says of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.text import plain_text
from directory.candidates import photo_name, text_links
from directory.rules.candidate import Candidate
from directory.rules.checks import texts_read
from directory.rules.mark_filter import names_no_mark
from directory.rules.mark_places import marks_respected_in

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from core.rules import Finding
    from directory.models import ActivatorProfile
    from directory.rules.mark_words import MarkWords

CHUNK = 200  # rows that are in memory at the same moment
_COLUMNS = (
    "pk", "title", "url_path", "category", "organisation__name", "website", "presentation", "services", "references",
    "pricing", "first_name", "last_name", "social_links", "photo__title", "photo__file", "photo__description",
    "street", "city",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A public profile: what it is called, where it is, and what it says as far as rule B7 looks."""

    pk: int
    title: str
    url_path: str
    candidate: Candidate


def public_profiles(profiles: QuerySet[ActivatorProfile] | None = None) -> Iterator[Shown]:
    """Of those profiles that are public, or of all; one statement, streamed, in the order of their ids."""
    from directory.models import ActivatorProfile

    found = ActivatorProfile.objects.all() if profiles is None else profiles
    rows = found.filter(live=True).order_by("pk").values(*_COLUMNS)
    for row in rows.iterator(chunk_size=CHUNK):
        yield Shown(row["pk"], row["title"], row["url_path"], _candidate(row))


def said_of(candidate: Candidate, words: MarkWords) -> list[Finding]:
    """What the rule says of a profile, as `check_profile` says it among everything else."""
    if names_no_mark(candidate, words):
        return []
    return marks_respected_in(candidate, texts_read(candidate), words)


def _candidate(row: Mapping[str, Any]) -> Candidate:
    """As `directory.candidates` makes it of a profile, as far as rule B7 looks."""
    return Candidate(
        category=row["category"],
        organisation_name=row["organisation__name"] or "",
        first_name=row["first_name"],
        last_name=row["last_name"],
        website=row["website"],
        social_links=tuple(row["social_links"]),
        presentation=plain_text(row["presentation"]),
        services=plain_text(row["services"]),
        references=plain_text(row["references"]),
        pricing=row["pricing"],
        street=row["street"],
        city=row["city"],
        text_links=text_links(row),
        photo_name=photo_name(row["photo__title"], row["photo__file"]),
        photo_alt=row["photo__description"] or "",
    )
