"""Profiles as the rules look at them, and what the directory knows around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from core.text import plain_text
from directory import geography
from directory.markcheck.words import stored_words
from directory.rules.candidate import Candidate, Surroundings
from directory.rules.identity import normalise_siret
from directory.rules.mark_addresses import addresses_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from directory.models import ActivatorProfile
    from directory.rules.mark_words import MarkWords

RICH = ("presentation", "services", "references")


def candidate_of_profile(profile: ActivatorProfile) -> Candidate:
    """The profile as it is in memory, saved or not. Its own point counts only when its address is its own."""
    own = profile.located() if profile.address_differs else None
    return Candidate(
        category=profile.category,
        first_name=profile.first_name,
        last_name=profile.last_name,
        email=profile.email,
        telephone=profile.telephone,
        siret=profile.siret,
        organisation_name=profile.organisation_name,
        organisation_kind=profile.organisation_kind,
        address_differs=profile.address_differs,
        street=profile.street,
        postcode=profile.postcode,
        city=profile.city,
        latitude=own.latitude if own else None,
        longitude=own.longitude if own else None,
        website=profile.website,
        social_links=tuple(profile.social_links),
        presentation=plain_text(profile.presentation),
        services=plain_text(profile.services),
        references=plain_text(profile.references),
        pricing=profile.pricing,
        themes=tuple(theme.slug for theme in profile.themes.all()),
        sectors=tuple(sector.slug for sector in profile.sectors.all()),
        regions=tuple(region.code for region in profile.regions.all()),
        departments=tuple(department.code for department in profile.departments.all()),
        photo_name=_photo_name(profile),
        text_links=text_links({name: getattr(profile, name) for name in RICH}),
        photo_alt=profile.photo.description if profile.photo else "",
    )


def surroundings_for(
    candidate: Candidate,
    *,
    today: date | None = None,
    known_publicly: bool = False,
    mark_words: MarkWords | None = None,
) -> Surroundings:
    """What the directory knows around a candidate, in five statements, and three more with what was found outside.

    `known_publicly` leaves out organisations that no public profile has: what is said to strangers tells nothing of
    drafts.

    `today` says which charter is in force; without it there is none, which suits whoever accepts nothing. What the
    register and the check of links have said is empty where they are off. Whoever looks at many candidates reads the
    words of rule B7 once, and gives them.
    """
    from directory.actions.ask_register import answer_for
    from directory.actions.check_links import findings_input
    from directory.models import ActivatorProfile, Charter, Organisation, StyleKind, StyleWord, Theme

    siret = normalise_siret(candidate.siret)
    broken, without_notice = findings_input([candidate.website, *candidate.social_links])
    organisations = Organisation.objects.filter(siret=siret)
    if known_publicly:
        organisations = organisations.filter(
            Exists(ActivatorProfile.objects.filter(organisation=OuterRef("pk"), live=True))
        )
    organisation = organisations.first() if siret else None
    charter = Charter.objects.in_force_on(today) if today else None
    listed = list(StyleWord.objects.values_list("expression", "kind", "suggestion"))
    return Surroundings(
        organisation_is_known=organisation is not None,
        organisation_has_point=organisation is not None and organisation.latitude is not None,
        postcode_is_located=geography.approximate(candidate.postcode, candidate.city) is not None,
        themes_offered=Theme.objects.count(),
        charter_version=charter.version if charter else "",
        register=answer_for(siret),
        broken_links=broken,
        sites_without_notice=without_notice,
        promotional=frozenset(word for word, kind, _ in listed if kind == StyleKind.PROMOTIONAL),
        jargon=frozenset(word for word, kind, _ in listed if kind == StyleKind.JARGON),
        suggestions={word: suggestion for word, _, suggestion in listed if suggestion},
        mark_words=stored_words() if mark_words is None else mark_words,
    )


def text_links(texts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Where the rich texts among these lead to, each address with its field."""
    return tuple((name, address) for name in RICH for address in addresses_in(texts[name]))


def photo_name(title: str | None, file_name: str | None) -> str:
    """The picture's title stands for the name its file had: that one is not kept (rule W10). Nothing without one."""
    return f"{title}.{file_name.rpartition('.')[2]}" if file_name else ""


def _photo_name(profile: ActivatorProfile) -> str:
    return photo_name(profile.photo.title, profile.photo.file.name) if profile.photo else ""
