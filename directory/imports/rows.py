"""What a record of the State's export says, checked and made uniform. Pure: no ORM, no clock, no file."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from directory.imports.categories import category_of
from directory.imports.reading import ILLEGIBLE
from directory.places import region_code
from directory.rules.slugs import MAX_LENGTH as SLUG_MAX_LENGTH
from directory.rules.slugs import RESERVED

IDENTIFIER_MAX, NAME_MAX, STREET_MAX, CITY_MAX = 100, 200, 200, 100  # characters, as the columns have them
_POSTCODE = re.compile(r"(?:fr?-?)?(\d{4,5})(?:\.0+)?(?:cedex\d*)?", re.ASCII)
_OLD_SLUG = re.compile(r"[^\s/?#\\%\x00-\x1f\x7f]+")


class RowRefused(Exception):
    """The record cannot be taken; the message says why, in French. `identifier` is empty where it has none."""

    def __init__(self, reason: str, identifier: str = "") -> None:
        super().__init__(reason)
        self.identifier = identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An organisation of the export. Texts are empty where the export says nothing.

    `postcode` has five digits, `region` is an official code, `slug` the last part of its former public address.
    `remarks`, in French, say what could not be taken over.
    """

    identifier: str
    name: str
    category: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    region: str = ""
    slug: str = ""
    remarks: tuple[str, ...] = ()


def parse(fields: Mapping[str, Any]) -> Row:
    """The row that a record's fields make; any of them may be missing or null, but for the identifier and the name.

    Raises RowRefused.
    """
    identifier = _identifier(fields)
    try:
        name = _text(fields, "nom_de_la_structure", NAME_MAX)
        if not name:
            raise RowRefused("Le nom de la structure manque.")
        remarks: list[str] = []
        return Row(
            identifier=identifier,
            name=name,
            category=_category(fields, remarks),
            street=_text(fields, "adresse", STREET_MAX),
            postcode=_postcode(fields, remarks),
            city=_text(fields, "ville", CITY_MAX),
            region=_region(fields, remarks),
            slug=_slug(fields, remarks),
            remarks=tuple(remarks),
        )
    except RowRefused as refusal:
        raise RowRefused(str(refusal), identifier) from None


def _identifier(fields: Mapping[str, Any]) -> str:
    found = _text(fields, "identifiant_de_la_structure", IDENTIFIER_MAX)
    if not found:
        raise RowRefused("L’identifiant de la structure manque.")
    return found


def _text(fields: Mapping[str, Any], name: str, longest: int = 0) -> str:
    """A field on one line, without entities and control characters. Raises RowRefused for what is no text."""
    value = fields.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RowRefused(f"Le champ « {name} » n’est pas un texte.")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFC", html.unescape(str(value)))
    if ILLEGIBLE in text or any(0xD800 <= ord(char) <= 0xDFFF for char in text):
        raise RowRefused(f"Le champ « {name} » est illisible : ce n’est pas de l’UTF-8.")
    text = " ".join("".join(map(_visible, text)).split())
    if longest and len(text) > longest:
        raise RowRefused(f"Le champ « {name} » dépasse {longest} caractères.")
    return text


def _visible(char: str) -> str:
    """A control character as a space, one that only formats as nothing."""
    return {"Cc": " ", "Cf": ""}.get(unicodedata.category(char), char)


def _category(fields: Mapping[str, Any], remarks: list[str]) -> str:
    category, kind = _text(fields, "categorie"), _text(fields, "type")
    found = category_of(category, kind)
    if not found:
        said = " / ".join(filter(None, (category, kind)))
        remarks.append(f"La catégorie est à choisir : « {said} » ne la dit pas." if said else "La catégorie manque.")
    return found


def _postcode(fields: Mapping[str, Any], remarks: list[str]) -> str:
    text = _text(fields, "code_postal")
    if not text:
        remarks.append("Le code postal manque : la fiche ne sera pas sur la carte.")
        return ""
    found = _POSTCODE.fullmatch(text.replace(" ", "").lower())
    if found is None:
        raise RowRefused(f"Le code postal « {text} » n’en est pas un.")
    return found[1].zfill(5)


def _region(fields: Mapping[str, Any], remarks: list[str]) -> str:
    text = _text(fields, "region")
    if not text:
        return ""
    found = region_code(text) or region_code(re.sub(r"^r[ée]gion\s+", "", text, flags=re.IGNORECASE))
    if found is None:
        remarks.append(f"La région « {text} » est inconnue : celle du code postal est retenue.")
    return found or ""


def _slug(fields: Mapping[str, Any], remarks: list[str]) -> str:
    """The last part of the link; empty, with a remark, where it cannot be an address of a profile."""
    link = _text(fields, "lien_url_site_france_num")
    if not link:
        return ""
    slug = last_part(link)
    if not slug or len(slug) > SLUG_MAX_LENGTH:
        remarks.append(f"Le lien « {link[:200]} » ne donne pas d’ancienne adresse.")
        return ""
    if slug in RESERVED:
        remarks.append(f"L’ancienne adresse « {slug} » est un mot réservé : elle n’est pas gardée.")
        return ""
    return slug


def last_part(link: str) -> str:
    """The last part of a link's path, decoded; empty for a link without a path, or whose last part is no word."""
    try:
        path = urlsplit(link if "//" in link else f"//{link}").path
        slug = unquote(path.rstrip("/").rpartition("/")[2], errors="strict")
    except ValueError:  # brackets that are no IPv6 address, bytes that are no UTF-8
        return ""
    return slug if _OLD_SLUG.fullmatch(slug) else ""
