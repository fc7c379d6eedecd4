"""What an answer of the register says of a SIRET. Pure.

The fields are those of «recherche d’entreprises»: `results` are companies; each has its head office as `siege` and, as
`matching_etablissements`, the establishments that were asked for. `etat_administratif` is A, C (a company that has
ceased) or F (an establishment that is closed). What its owner does not want told is given as «[NON-DIFFUSIBLE]».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from directory.rules.candidate import Register

NAME_MAX = 300  # characters that are kept
_SIGNS_MAX = 5  # names of shops
_MASKED = re.compile(r"\[\s*N(ON[- ]DIFFUSIBLE|D)\s*\]", re.IGNORECASE)
_CLOSED = ("C", "F")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register knows of a SIRET. A name that it may not tell is empty, and `is_masked`."""

    register: Register
    is_masked: bool = False


def entry_of(answer: Any, siret: str) -> Entry | None:
    """What a decoded answer says of a SIRET; None when the register does not know it.

    Raises ValueError for what is no answer of this format. A company whose establishment is not among those listed is
    known by its name, and closed only if it has ceased altogether.
    """
    if not isinstance(answer, Mapping) or not isinstance(answer.get("results"), list):
        raise ValueError("no list of results")
    for company in answer["results"]:
        if not isinstance(company, Mapping):
            raise ValueError("a company that is none")
        places = [place for place in _establishments(company) if place.get("siret") == siret]
        if places or company.get("siren") == siret[:9]:
            return _entry(company, places)
    return None


def _establishments(company: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    listed = company.get("matching_etablissements")
    for place in (company.get("siege"), *(listed if isinstance(listed, list) else ())):
        if isinstance(place, Mapping):
            yield place


def _entry(company: Mapping[str, Any], places: list[Mapping[str, Any]]) -> Entry:
    given = [_text(company.get(key)) for key in ("nom_complet", "nom_raison_sociale")]
    is_masked = any(map(_MASKED.search, given)) or not any(given)
    is_closed = any(one.get("etat_administratif") in _CLOSED for one in (company, *places))
    if is_masked:
        return Entry(Register(is_closed=is_closed), is_masked=True)
    name = given[0] or given[1]
    signs = [sign for sign in dict.fromkeys(_signs(places)) if sign.casefold() not in name.casefold()]
    if signs:
        name += f" ({', '.join(signs[:_SIGNS_MAX])})"
    return Entry(Register(name=name[:NAME_MAX].strip(), is_closed=is_closed))


def _signs(places: list[Mapping[str, Any]]) -> Iterator[str]:
    """The names over the doors, which people take for the company's."""
    for place in places:
        listed = place.get("liste_enseignes")
        for sign in (*(listed if isinstance(listed, list) else ()), place.get("nom_commercial")):
            text = _text(sign)
            if text and not _MASKED.search(text):
                yield text


def _text(value: Any) -> str:
    """A text on one line, without what a database or a page could not show."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())
