"""What the rules look at: a file or a profile as plain values, and what is known of the world around it.

A field is named as the models name it; a finding's `field` is one of these names. Texts are plain: whoever builds a
candidate from stored HTML takes the tags away first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from directory.rules.mark_words import DEFAULT_MARK_WORDS, MarkWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Everything that a file and a profile say alike. An empty text is one that was not given."""

    category: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    telephone: str = ""
    siret: str = ""
    organisation_name: str = ""
    organisation_kind: str = ""
    address_differs: bool = False
    street: str = ""
    postcode: str = ""
    city: str = ""
    latitude: float | None = None  # degrees
    longitude: float | None = None  # degrees
    website: str = ""
    social_links: tuple[str, ...] = ()
    presentation: str = ""
    services: str = ""
    references: str = ""
    pricing: str = ""
    themes: tuple[str, ...] = ()  # slugs
    sectors: tuple[str, ...] = ()  # slugs
    regions: tuple[str, ...] = ()  # codes
    departments: tuple[str, ...] = ()  # codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Fields):
    """What the rules look at."""

    photo_name: str = ""  # the file's name as it was uploaded
    photo_alt: str = ""  # the alternative text of the picture
    text_links: tuple[tuple[str, str], ...] = ()  # a text's field, and an address it leads to: plain texts hold none


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What a file says besides: who commits the organisation, and to what."""

    signatory_name: str = ""
    signatory_role: str = ""
    activator_is_head: bool = False
    has_letter: bool = False
    letter_name: str = ""  # the file's name as it was uploaded
    charter_version: str = ""  # that the box stood beside
    charter_accepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What the public register of companies says of a SIRET. Empty texts are masked or unknown there."""

    name: str = ""
    is_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known around a candidate, looked up by the caller."""

    organisation_is_known: bool = False  # an organisation of this SIRET is in the directory
    organisation_has_point: bool = False  # and it is on the map
    postcode_is_located: bool = False  # the candidate's own address has at least its commune or department
    themes_offered: int = 0  # how many themes there are to choose from
    charter_version: str = ""  # the one in force
    register: Register | None = None  # None: not asked, or no answer
    broken_links: Mapping[str, str] = field(default_factory=dict)  # link: why, of those that a check found broken
    sites_without_notice: frozenset[str] = frozenset()  # links whose site has no legal notice
    promotional: frozenset[str] = frozenset()  # expressions of rule W12, in lower case, by kind
    jargon: frozenset[str] = frozenset()  # anglicisms and jargon of rule W12, in lower case
    suggestions: Mapping[str, str] = field(default_factory=dict)  # expression: a plainer one, where the list has one
    mark_words: MarkWords = DEFAULT_MARK_WORDS  # of rule B7
