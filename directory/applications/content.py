"""What an applicant typed: one typed value, stored as JSON, whatever is missing or wrong in it (rule F1).

Nothing is refused here, for what is wrong with a draft is said by findings. Only what no database can hold goes:
control characters, halves of characters, and numbers without end.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from core.text import plain_text
from directory.candidates import text_links
from directory.rules.candidate import Candidate, Commitment, Fields
from directory.rules.identity import normalise_siret
from directory.rules.location import LocationPrecision
from directory.texts import from_rich_text

if TYPE_CHECKING:
    from directory.models import ActivatorProfile, Application

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_RICH = ("presentation", "services", "references")  # plain text, or simple HTML
_SAME = (
    "category", "first_name", "last_name", "email", "telephone", "organisation_kind", "address_differs", "street",
    "postcode", "city", "website", "pricing", "email_is_public", "telephone_is_public",
)  # fmt: skip
_TAG = re.compile(r"<[a-zA-Z/][^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Fields):
    """What a file says; texts as they were typed."""

    email_is_public: bool = False
    telephone_is_public: bool = False
    signatory_name: str = ""
    signatory_role: str = ""
    activator_is_head: bool = False

    def changed(self, changes: Mapping[str, Any]) -> Content:
        """With these values instead; None stands for nothing. Raises TypeError for a name that is no field."""
        return replace(self, **{name: _clean(name, value) for name, value in changes.items()})

    def as_json(self) -> dict[str, Any]:
        """What is stored: only what was given."""
        empty = asdict(Content())
        return {name: value for name, value in asdict(self).items() if value != empty[name]}


FIELDS = {field.name: field for field in fields(Content)}
_EMPTY = Content()


def content_of(application: Application) -> Content:
    """The content of a file. Stored names that are no longer fields are left alone."""
    return _EMPTY.changed({name: value for name, value in application.content.items() if name in FIELDS})


def content_of_profile(profile: ActivatorProfile) -> Content:
    """A profile as its owner would have typed it: a point that was only found for them is not theirs."""
    typed = profile.address_differs and profile.precision == LocationPrecision.ADDRESS
    same: dict[str, Any] = {name: getattr(profile, name) for name in _SAME}
    texts: dict[str, Any] = {name: from_rich_text(getattr(profile, name)) for name in _RICH}
    return Content(
        latitude=profile.latitude if typed else None,
        longitude=profile.longitude if typed else None,
        **same,
        **texts,
        siret=profile.siret,
        organisation_name=profile.organisation_name,
        social_links=tuple(profile.social_links),
        themes=tuple(theme.slug for theme in profile.themes.all()),
        sectors=tuple(sector.slug for sector in profile.sectors.all()),
        regions=tuple(region.code for region in profile.regions.all()),
        departments=tuple(department.code for department in profile.departments.all()),
    )


def _clean(name: str, value: Any) -> Any:
    empty = getattr(_EMPTY, name)
    if value is None:
        return empty
    if isinstance(empty, tuple):
        items = [_UNSTORABLE.sub("", str(item)).strip() for item in value]
        return tuple(dict.fromkeys(item for item in items if item))
    if isinstance(empty, str):
        text = _UNSTORABLE.sub("", str(value)).strip()
        text = text if name in _RICH else " ".join(text.split())
        return normalise_siret(text) if name == "siret" else text
    if isinstance(value, float) and not math.isfinite(value):  # GraphQL takes 1e400; JSON holds no such number
        return empty
    return value


def plain(text: str) -> str:
    """A text of the applicant without tags."""
    return plain_text(text) if _TAG.search(text) else text


def candidate_of(application: Application) -> Candidate:
    """What the rules look at of a file."""
    given = asdict(content_of(application))
    texts = {name: plain(given[name]) for name in _RICH}
    photo = application.photo.name if application.photo else ""
    return Candidate(
        **{field.name: given[field.name] for field in fields(Fields)} | texts,
        photo_name=photo,
        text_links=text_links(given),
    )


def commitment_of(application: Application) -> Commitment:
    """Who commits the organisation, and to what."""
    given = content_of(application)
    return Commitment(
        signatory_name=given.signatory_name,
        signatory_role=given.signatory_role,
        activator_is_head=given.activator_is_head,
        has_letter=application.letter_id is not None,
        letter_name=application.letter.name if application.letter else "",
        charter_version=application.charter_version,
        charter_accepted=application.charter_accepted_at is not None,
    )
