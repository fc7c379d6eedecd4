"""An export's file as records, one at a time: JSON (an array of objects) or CSV (semicolons). Bounded memory."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, Any

import ijson

from core.text import fold

BOM = codecs.BOM_UTF8
REQUIRED = ("identifiant_de_la_structure", "nom_de_la_structure")
ILLEGIBLE = "\ufffd"  # what stands for bytes that are not UTF-8
_BUFFER = 1 << 16  # bytes
_SPACE = b" \t\r\n"
_JSON_ERRORS = (ijson.JSONError, ValueError)


class UnreadableFile(Exception):
    """Nothing can be made of the file; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of the file: its number, from 1 and without a CSV's line of names, and its fields.

    `problem`, in French, says why there are no fields.
    """

    number: int
    fields: Mapping[str, Any]
    problem: str = ""


def records(file: IO[bytes]) -> Iterator[Record]:
    """The records of a seekable binary file, whose first characters tell which format it has.

    Bytes that are not UTF-8 come as U+FFFD. Raises UnreadableFile before the first record when the file is neither
    format; a file that breaks off later ends with a record that says so.
    """
    start = file.tell()
    head = file.read(_BUFFER)
    if head.startswith(BOM):
        start, head = start + len(BOM), head.removeprefix(BOM)
    file.seek(start)
    head = head.lstrip(_SPACE)
    if not head:
        raise UnreadableFile("Le fichier est vide.")
    if head.startswith(b"["):
        return _from_json(file)
    if head.startswith(b"{"):
        raise UnreadableFile("Le fichier JSON ne contient pas un tableau d’objets : il doit commencer par « [ ».")
    return _from_csv(file)


# --- JSON -----------------------------------------------------------------------------------------------


def _from_json(file: IO[bytes]) -> Iterator[Record]:
    items = ijson.items(_Legible(file), "item", use_float=True, buf_size=_BUFFER)
    try:
        first = list(islice(items, 1))
    except _JSON_ERRORS as error:
        raise UnreadableFile(f"Ce n’est pas du JSON : {_said(error)}") from error
    return _numbered(chain(first, items))


class _Legible:
    """A file whose bytes are UTF-8, for a parser that stops at others."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        if not size:
            return b""
        text = self._decoder.decode(data, final=not data)
        while data and not text:  # the middle of a character
            data = self._file.read(size)
            text = self._decoder.decode(data, final=not data)
        return text.encode()


def _said(error: Exception) -> str:
    """The first line of a parser's message."""
    return str(error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else error).split("\n")[0]


def _numbered(items: Iterator[Any]) -> Iterator[Record]:
    number = 0
    while True:
        number += 1
        try:
            item = next(items)
        except StopIteration:
            return
        except _JSON_ERRORS as error:
            yield Record(
                number, {}, f"Le fichier n’est plus du JSON à partir d’ici, la suite n’est pas lue : {_said(error)}"
            )
            return
        if isinstance(item, dict):
            yield Record(number, {_key(name): value for name, value in item.items()})
        else:
            yield Record(number, {}, "Ce n’est pas un objet JSON.")


# --- CSV ------------------------------------------------------------------------------------------------


def _from_csv(file: IO[bytes]) -> Iterator[Record]:
    rows = csv.reader((line.decode(errors="replace") for line in file), delimiter=";")
    try:
        names = [_key(name) for name in next(rows)]
    except (csv.Error, StopIteration) as error:
        raise UnreadableFile(f"La première ligne ne se lit pas comme du CSV : {error}") from error
    if missing := [name for name in REQUIRED if name not in names]:
        raise UnreadableFile(
            f"La première ligne du CSV ne nomme pas {' ni '.join(f'« {name} »' for name in missing)} ; "
            "les colonnes sont séparées par des points-virgules."
        )
    return _rows(rows, names)


def _rows(rows: Iterator[list[str]], names: list[str]) -> Iterator[Record]:
    number = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield Record(number, {}, f"Cette ligne ne se lit pas comme du CSV : {error}")
            continue
        if not row:  # an empty line
            continue
        number += 1
        if len(row) == len(names):
            yield Record(number, dict(zip(names, row, strict=True)))
        else:
            yield Record(number, {}, f"{len(row)} colonnes au lieu de {len(names)}.")


def _key(name: str) -> str:
    """A field's name as the export's own: «Lien url (site France Num)» gives `lien_url_site_france_num`."""
    return "_".join(re.findall(r"[a-z0-9]+", fold(name)))
