"""Every automatic check of a profile and of a file, in the order in which they are read.

The API's dry run, the findings of a saved file, the refusal of a submission, the reviewer's screen and the profile's
editing form all show what these two functions return.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.rules import Finding, blocking
from directory.rules.candidate import Candidate, Commitment, Surroundings
from directory.rules.commitment import charter_in_force_accepted, letter_given, signed_by_the_head
from directory.rules.completeness import completeness
from directory.rules.diagnosis import first_diagnosis_free
from directory.rules.identity import contact_complete, contact_usable, natural_person_named, siret_valid
from directory.rules.lengths import TEXT_MAX_LENGTH, not_too_long
from directory.rules.links import legal_notice_found, links_answer
from directory.rules.location import address_located, coordinates_whole
from directory.rules.mark_places import letter_named_plainly, marks_respected_in, signed_plainly
from directory.rules.membership import category_chosen
from directory.rules.organisations import organisation_named, registered_so, relation_told
from directory.rules.presentation import offer_linked, picture_named, themes_chosen
from directory.rules.wording import style_sober

# Characters of a text. What is longer has to be cut anyway, and nobody waits for what is said of megabytes.
LOOKED_AT = 2 * TEXT_MAX_LENGTH


def check_profile(candidate: Candidate, surroundings: Surroundings) -> list[Finding]:
    """What the rules say of a profile, or of what a file says of one."""
    texts = texts_read(candidate)
    # Otherwise the organisation's address holds, and one that was typed before says nothing.
    asks_place = candidate.address_differs or not surroundings.organisation_is_known
    findings = [
        *category_chosen(candidate.category),
        *natural_person_named(candidate.first_name, candidate.last_name),
        *contact_complete(
            first_name=candidate.first_name,
            last_name=candidate.last_name,
            email=candidate.email,
            telephone=candidate.telephone,
        ),
        *contact_usable(email=candidate.email, telephone=candidate.telephone),
        *siret_valid(candidate.siret),
        *organisation_named(candidate.organisation_name, is_known=surroundings.organisation_is_known),
        *relation_told(candidate.organisation_kind),
        *registered_so(candidate.organisation_name, surroundings.register),
        *coordinates_whole(candidate.latitude, candidate.longitude),
        *address_located(
            own=asks_place and (_has_point(candidate) or surroundings.postcode_is_located),
            organisation=surroundings.organisation_has_point,
            address_differs=candidate.address_differs,
            organisation_is_new=not surroundings.organisation_is_known,
        ),
        *offer_linked(candidate.website, candidate.social_links),
        *links_answer(candidate.website, candidate.social_links, surroundings.broken_links),
        *legal_notice_found(candidate.website, candidate.social_links, surroundings.sites_without_notice),
        *themes_chosen(len(set(candidate.themes)), surroundings.themes_offered),
        *picture_named(
            candidate.photo_name,
            first_name=candidate.first_name,
            last_name=candidate.last_name,
            organisation_name=candidate.organisation_name,
        ),
        *style_sober(
            texts,
            promotional=surroundings.promotional,
            jargon=surroundings.jargon,
            suggestions=surroundings.suggestions,
        ),
        *first_diagnosis_free(texts),
        *marks_respected_in(candidate, texts, surroundings.mark_words),
        *not_too_long(candidate),
    ]
    said = {finding.field for finding in blocking(findings)}
    return [*findings, *(missing for missing in completeness(candidate).missing if missing.field not in said)]


def check_file(candidate: Candidate, commitment: Commitment, surroundings: Surroundings) -> list[Finding]:
    """What the rules say of a file: of its profile, its letter and the charter."""
    return [
        *check_profile(candidate, surroundings),
        *letter_given(commitment.has_letter),
        *letter_named_plainly(commitment.letter_name, surroundings.mark_words),
        *signed_plainly(commitment.signatory_name, commitment.signatory_role, surroundings.mark_words),
        *signed_by_the_head(
            commitment.signatory_name,
            commitment.signatory_role,
            activator_is_head=commitment.activator_is_head,
            first_name=candidate.first_name,
            last_name=candidate.last_name,
        ),
        *charter_in_force_accepted(
            commitment.charter_accepted, commitment.charter_version, surroundings.charter_version
        ),
        *not_too_long(commitment),
    ]


def texts_read(candidate: Candidate) -> Mapping[str, str]:
    """What a visitor reads, by field."""
    return {
        name: getattr(candidate, name)[:LOOKED_AT] for name in ("presentation", "services", "references", "pricing")
    }


def _has_point(candidate: Candidate) -> bool:
    return candidate.latitude is not None and candidate.longitude is not None
