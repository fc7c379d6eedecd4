"""Records as CSV: semicolons, a byte order mark, CRLF, as spreadsheets in France open it. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from directory.rules.location import PRECISION_LABELS

if TYPE_CHECKING:
    from directory.exports.records import Record

BOM = "\ufeff"
HEADINGS = (
    "identifiant", "nom", "categorie", "prenom", "nom_de_famille", "organisation", "siret", "lien_avec_l_organisation",
    "themes", "secteurs", "regions", "departements", "rue", "code_postal", "commune", "latitude", "longitude",
    "precision", "site_internet", "reseaux_sociaux", "courriel", "telephone", "publiee_le", "en_region_depuis_le",
    "adresse_de_la_fiche",
)  # fmt: skip
# What makes a spreadsheet take a text for a formula, also behind spaces; the wide forms are those of East Asia.
_FORMULA = re.compile(r"\s*[=+\-@|%\t\r＝＋－＠]")


def as_csv(records: Iterable[Record]) -> Iterator[str]:
    """A line of names, then a line per record."""
    yield BOM + _line(HEADINGS)
    for record in records:
        yield _line(map(cell, _cells(record)))


def _cells(record: Record) -> tuple[Any, ...]:
    return (
        record.slug, record.name, record.category.label, record.first_name, record.last_name, record.organisation,
        record.siret, record.organisation_kind.label, _names(record.themes), _names(record.sectors),
        _names(record.regions), ", ".join(code for code, _ in record.departments), record.street, record.postcode,
        record.city, record.latitude, record.longitude, PRECISION_LABELS[record.precision] if record.precision else "",
        record.website, " ".join(record.social_links), record.email, record.telephone, record.published_on,
        record.regionally_listed_from, record.url,
    )  # fmt: skip


def _names(words: list[tuple[str, str]]) -> str:
    """Themes have commas in their names."""
    return " | ".join(name for _, name in words)


def cell(value: Any) -> str:
    """A value as a cell shows it. A text that would be run as a formula begins with an apostrophe instead.

    Numbers are ours, and a negative longitude is one.
    """
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";").writerow(cells)
    return line.getvalue()
